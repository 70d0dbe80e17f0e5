import { programmeOf } from "../../place/rules";
import { englishEnd, frenchEnd, payOrNot, type Said } from "./answers";
import { defineRule, held, refused, UNCHECKED, warned } from "./rule";

const lolf = "Loi organique n° 2001-692 du 1er août 2001 (LOLF), art. 7";
const paidChannels = ["IFIC", "HSE", "HSA", "VACATION", "IMP", "PACTE"] as const;

export const bud01 = defineRule<Record<string, never>>({
  code: "BUD-01",
  text: `${lolf} : les dépenses de personnel relèvent du titre 2`,
  inForce: { from: "2006-01-01", to: null },
  channels: paidChannels,
  judge: ({ envelope }) => {
    if (envelope === undefined) return UNCHECKED;
    if (envelope === null) return held({});
    return envelope.titre2 ? null : refused({});
  },
  fr: () => "Une rémunération ne peut être imputée que sur des crédits de titre 2.",
  en: () => "Pay can only be charged to credits of titre 2.",
});

export const bud02 = defineRule<{ amount: number; available: number; due: boolean }>({
  code: "BUD-02",
  text: "Crédits disponibles : pas d'engagement nouveau au-delà ; le service fait reste dû",
  inForce: { from: null, to: null },
  channels: paidChannels,
  judge: ({ envelope, evidence }, { amountCents }) => {
    if (envelope?.committedForIt) return null;
    const available = envelope?.availableCents;
    if (available === undefined || amountCents === null) return UNCHECKED;
    const params = { amount: amountCents, available: available ?? 0 };
    if (available !== null && amountCents <= available) return null;
    return evidence?.serviceDone === true ? warned({ ...params, due: true }) : refused({ ...params, due: false });
  },
  fr: ({ amount, available, due }, f) =>
    due
      ? `Il manque ${f.money(amount - available)} à l'enveloppe ; le service est fait et reste dû.`
      : `L'enveloppe n'a que ${f.money(available)} disponibles pour ${f.money(amount)}.`,
  en: ({ amount, available, due }, f) =>
    due
      ? `The envelope lacks ${f.money(amount - available)}; the service is done and stays due.`
      : `The envelope has only ${f.money(available)} available for ${f.money(amount)}.`,
});

export const bud03 = defineRule<{ programme: number; expected: number }>({
  code: "BUD-03",
  text: "Nomenclature de la mission Enseignement scolaire : 140 premier degré, 141 second degré, 139 privé sous contrat",
  inForce: { from: "2006-01-01", to: null },
  channels: paidChannels,
  judge: ({ envelope, school }) => {
    const { type, sector } = school ?? {};
    if (envelope === null) return null;
    if (!envelope || !sector || (sector === "PUBLIC" && !type)) return UNCHECKED;
    const expected = programmeOf({ type: type ?? "COLLEGE", sector });
    return envelope.programme === expected ? null : refused({ programme: envelope.programme, expected });
  },
  fr: ({ programme, expected }) =>
    `Le programme ${programme} ne peut payer ce service : l'établissement relève du programme ${expected}.`,
  en: ({ programme, expected }) =>
    `Programme ${programme} cannot pay this service: the school belongs to programme ${expected}.`,
});

export const bud05 = defineRule<{ reason: "holders" | "left"; holders: number; day: string } & Said>({
  code: "BUD-05",
  text: "Rapport IGEN-IGAENR n° 2012-082 : référents multiples ou démissionnaires ; aucune règle de partage ni de prorata établie",
  inForce: { from: null, to: null },
  channels: ["IFIC", "HSA", "IMP", "PACTE"],
  judge: ({ channel, person, decisions }) => {
    const { holders, leftOn } = person ?? {};
    // The report speaks of functions paid by an indemnity; nothing says more of part of a year in the other channels.
    const shared = channel === "IFIC" || channel === "IMP";
    // Until a person has decided since, knowing that it was left.
    if (leftOn && !decisions?.sinceLeaving) return held({ reason: "left", holders: holders ?? 1, day: leftOn });
    if (shared && holders && holders > 1) return held({ reason: "holders", holders, day: "" });
    if (!shared) return null;
    return holders === undefined || leftOn === undefined ? UNCHECKED : null;
  },
  asks: ({ reason }) => (reason === "holders" ? payOrNot : null),
  fr: ({ reason, holders, day, ...said }, f) =>
    reason === "left"
      ? `La fonction a été quittée le ${f.date(day)} ; rien n'est établi pour une année incomplète : une décision est attendue.`
      : `${holders} personnes exercent cette fonction dans l'établissement sur la même enveloppe${frenchEnd(said, f)}`,
  en: ({ reason, holders, day, ...said }, f) =>
    reason === "left"
      ? `The function was left on ${f.date(day)}; nothing is established for part of a year: a decision is awaited.`
      : `${holders} persons hold this function in the school on the same envelope${englishEnd(said, f)}`,
});
