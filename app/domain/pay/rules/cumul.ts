import type { Channel, Interval, LineFacts, OtherLine } from "../schema";
import { defineRule, held, refused, UNCHECKED } from "./rule";

const paid: readonly Channel[] = ["IFIC", "HSE", "HSA", "VACATION", "IMP", "PACTE"];

const flat: readonly Channel[] = ["IFIC", "IMP", "PACTE"];

/** Half-open: one interval may begin when the other ends. */
export const overlap = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end;

/** Another line on the same mission, of one of these channels. */
const onMission = ({ mission, others }: LineFacts, channels: readonly Channel[]): OtherLine | undefined =>
  mission ? others?.find((other) => other.mission === mission && channels.includes(other.channel)) : undefined;

/** Nothing decides: were the mission and the other lines asserted? */
const missionUnchecked = ({ mission, others }: LineFacts) =>
  others === undefined || (others !== null && others.length > 0 && mission === undefined) ? UNCHECKED : null;

/** Flat pay and a discharge cover a whole mission: hours paid on it would pay it twice. */
export const pay01 = defineRule<{ channel: string; other: string }>({
  code: "PAY-01",
  text: "Circulaire n° 2010-243 du 9 novembre 2010 : l'IFIC exclut toute heure supplémentaire au titre des mêmes fonctions",
  inForce: { from: "2010-09-01", to: null },
  channels: ["HSE", "HSA", "VACATION"],
  judge: (facts) => {
    // A vacation beside a discharge is PAY-13's question: is training the main activity?
    const other = onMission(facts, facts.channel === "VACATION" ? flat : [...flat, "DECHARGE"]);
    return other ? refused({ channel: facts.channel, other: other.channel }) : missionUnchecked(facts);
  },
  fr: ({ channel, other }) =>
    `${frenchChannel(channel)} ne peut s'ajouter à ${frenchOther(other)} pour la même mission : une mission n'a qu'un mode de rémunération.`,
  en: ({ channel, other }) =>
    `${plain(channel)} cannot be added to ${plain(other)} for the same mission: a mission has one channel of pay.`,
});

export const pay02 = defineRule<{ other: string; channel: string }>({
  code: "PAY-02",
  text: "Circulaire n° 2010-243 du 9 novembre 2010 (IFIC) et circulaire n° 2015-058 du 27 avril 2015 (IMP) : exclusives d'une décharge de service",
  inForce: { from: "2010-09-01", to: null },
  channels: ["IFIC", "IMP"],
  judge: (facts) => {
    const other = onMission(facts, ["DECHARGE"]);
    return other ? refused({ other: other.channel, channel: facts.channel }) : missionUnchecked(facts);
  },
  fr: ({ channel }) =>
    `${frenchChannel(channel)} ne peut s'ajouter à une décharge de service accordée pour la même mission.`,
  en: ({ channel }) => `${plain(channel)} cannot be added to a discharge of service granted for the same mission.`,
});

export const pay12 = defineRule<{ other: string; channel: string }>({
  code: "PAY-12",
  text: "Décret n° 2010-235 du 5 mars 2010 : la vacation exclut toute autre rémunération de la même activité",
  inForce: { from: "2010-09-01", to: null },
  channels: ["HSE", "HSA", "VACATION"],
  judge: ({ channel, interval, others }) => {
    if (others === undefined) return UNCHECKED;
    if (!interval || others === null)
      return others !== null && others.length > 0 && interval === undefined ? UNCHECKED : null;
    const rival = others.find(
      (other) =>
        other.channel !== channel &&
        paid.includes(other.channel) &&
        other.interval &&
        overlap(interval, other.interval),
    );
    // Which of the two is paid is for a person to say: both wait.
    return rival ? held({ other: rival.channel, channel }) : null;
  },
  fr: ({ channel, other }) =>
    `La même heure est demandée en ${plain(channel)} et en ${plain(other)} : une seule peut être payée, le choix est attendu.`,
  en: ({ channel, other }) =>
    `The same hour is claimed as ${plain(channel)} and as ${plain(other)}: only one can be paid, the choice is awaited.`,
});

export const hrs01 = defineRule<{ other: string }>({
  code: "HRS-01",
  text: "Une heure n'est payée qu'une fois : une personne n'est qu'à un endroit à la fois",
  inForce: { from: null, to: null },
  channels: ["HSE", "HSA", "VACATION"],
  judge: ({ channel, interval, claimKey, others }) => {
    if (others === undefined) return UNCHECKED;
    if (!interval || others === null)
      return others !== null && others.length > 0 && interval === undefined ? UNCHECKED : null;
    const rival = others.find(
      (other) =>
        other.earlier &&
        other.interval &&
        overlap(interval, other.interval) &&
        // Two channels for one hour are PAY-12's, the same claim twice HRS-04's.
        (other.channel === channel || !paid.includes(other.channel)) &&
        !(claimKey && other.claimKey === claimKey),
    );
    return rival ? refused({ other: rival.ref }) : null;
  },
  fr: ({ other }) => `Cette heure chevauche une autre heure de la même personne (${other}), enregistrée avant elle.`,
  en: ({ other }) => `This hour overlaps another hour of the same person (${other}), recorded before it.`,
});

export const hrs04 = defineRule<{ other: string }>({
  code: "HRS-04",
  text: "Une même demande reçue deux fois est une seule ligne et un seul paiement",
  inForce: { from: null, to: null },
  channels: ["HSE", "HSA", "VACATION", "IFIC", "IMP", "PACTE"],
  judge: ({ claimKey, others }) => {
    if (others === undefined || claimKey === undefined) return UNCHECKED;
    const twin = claimKey ? others?.find((other) => other.earlier && other.claimKey === claimKey) : undefined;
    return twin ? refused({ other: twin.ref }) : null;
  },
  fr: ({ other }) => `Cette demande a déjà été reçue (${other}) : elle n'est comptée qu'une fois.`,
  en: ({ other }) => `This claim was already received (${other}): it is counted once.`,
});

const plain = (channel: string) => (channel === "VACATION" || channel === "DECHARGE" ? channel.toLowerCase() : channel);
const frenchChannel = (channel: string) =>
  ({ HSE: "L'HSE", HSA: "L'HSA", VACATION: "La vacation", IFIC: "L'IFIC", IMP: "L'IMP" })[channel] ?? channel;
const frenchOther = (channel: string) =>
  ({ IFIC: "l'IFIC", IMP: "l'IMP", PACTE: "la part fonctionnelle (Pacte)", DECHARGE: "la décharge de service" })[
    channel
  ] ?? channel;
