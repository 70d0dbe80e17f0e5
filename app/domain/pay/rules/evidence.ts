import type { Day } from "../../calendar";
import type { LineFacts } from "../schema";
import { answerTo, englishEnd, frenchEnd, payOrNot, type Said } from "./answers";
import { anyAbsent, defineRule, held, hourly, refused, UNCHECKED } from "./rule";

type Params01 = { reason: "unsigned" | "late" | "fewer" | "notDone"; signatories: number; declared: number };

export const evd01 = defineRule<Params01>({
  code: "EVD-01",
  text: "Service fait : feuille d'émargement signée avant la certification, par toutes les personnes déclarées",
  inForce: { from: null, to: null },
  channels: hourly,
  judge: ({ evidence }) => {
    const counts = { signatories: evidence?.signatories ?? 0, declared: evidence?.declared ?? 0 };
    if (evidence?.signedSheet === false || evidence?.signedSheet === null)
      return refused({ reason: "unsigned", ...counts });
    if (evidence?.serviceDone === false || evidence?.serviceDone === null)
      return refused({ reason: "notDone", ...counts });
    if (evidence?.signedAfterValidation === true) return refused({ reason: "late", ...counts });
    const { signatories, declared } = evidence ?? {};
    if (signatories === null || declared === null) return refused({ reason: "fewer", ...counts });
    if (signatories !== undefined && (signatories === 0 || (declared !== undefined && signatories < declared)))
      return refused({ reason: "fewer", ...counts });
    return anyAbsent(evidence?.signedSheet, evidence?.signedAfterValidation, signatories, declared) ? UNCHECKED : null;
  },
  fr: ({ reason, signatories, declared }) => {
    if (reason === "unsigned") return "Aucune feuille d'émargement signée n'établit le service fait.";
    if (reason === "notDone") return "Le service fait n'est pas attesté : l'heure n'est pas due.";
    if (reason === "late") return "La feuille a été signée après la certification : le service fait n'est pas établi.";
    return `Personnes déclarées présentes : ${declared} ; preuves de présence sur la feuille : ${signatories}.`;
  },
  en: ({ reason, signatories, declared }) => {
    if (reason === "unsigned") return "No signed attendance sheet establishes that service was done.";
    if (reason === "notDone") return "Service is not attested: the hour is not due.";
    if (reason === "late") return "The sheet was signed after the certification: service is not established.";
    return `Persons declared present: ${declared}; proofs of presence on the sheet: ${signatories}.`;
  },
});

type Params02 = {
  reason: "unsigned" | "dates" | "hours";
  day: string;
  from: string;
  to: string;
  minutes: number;
  most: number;
} & Said;

type Unmet = NonNullable<NonNullable<LineFacts["evidence"]>["letterUnmet"]>[number];
const unmetParams = ({ kind, ...facts }: Unmet) => ({
  reason: kind === "DATES" ? ("dates" as const) : ("hours" as const),
  ...facts,
});

/** Of what an hour does not meet, what was refused, else what nobody answered, else the first. */
function gravest(unmet: readonly Unmet[], answers: LineFacts["answers"]) {
  const said = unmet
    .map(unmetParams)
    .map((params) => ({ params, answer: answerTo("EVD-02", params, answers)?.answer }));
  return (said.find(({ answer }) => answer === "REFUSE") ?? said.find(({ answer }) => !answer) ?? said[0])?.params;
}

export const evd02 = defineRule<Params02>({
  code: "EVD-02",
  text: "Lettre de mission signée pour l'année : condition posée par la plateforme ; note de service du 20 juillet 2023 pour le Pacte",
  inForce: { from: null, to: null },
  channels: ["IFIC", "IMP", "PACTE", "HSE", "VACATION"],
  judge: ({ channel, evidence, answers }) => {
    const { letterSigned: signed, letterUnmet } = evidence ?? {};
    const nothing = { day: "", from: "", to: "", minutes: 0, most: 0 };
    if (signed === false || signed === null) return held({ reason: "unsigned", ...nothing });
    // What is not met waits for a person and is never lost: the service was done.
    const unmet = gravest(letterUnmet ?? [], answers);
    if (unmet) return held(unmet);
    // Hours stand on their séance; a letter is asked for where a function is paid.
    return signed === undefined && channel !== "HSE" && channel !== "VACATION" ? UNCHECKED : null;
  },
  asks: ({ reason }) => (reason === "unsigned" ? null : payOrNot),
  fr: ({ reason, day, from, to, minutes, most, ...said }, f) => {
    if (reason === "dates")
      return `Le ${f.date(day)} est hors des dates de la lettre de mission (du ${f.date(from)} au ${f.date(to)})${frenchEnd(said, f)}`;
    if (reason === "hours")
      return `Avec cette heure, la mission compte ${f.hours(minutes)} pour ${f.hours(most)} confiées par sa lettre${frenchEnd(said, f)}`;
    return "La lettre de mission de l'année n'est pas signée.";
  },
  en: ({ reason, day, from, to, minutes, most, ...said }, f) => {
    if (reason === "dates")
      return `${f.date(day)} is outside the dates of the mission letter (${f.date(from)} to ${f.date(to)})${englishEnd(said, f)}`;
    if (reason === "hours")
      return `With this hour the mission counts ${f.hours(minutes)} of the ${f.hours(most)} its letter entrusts${englishEnd(said, f)}`;
    return "The mission letter of the year is not signed.";
  },
});

export const evd03 = defineRule<{ reason: "notYet" | "own" | "entered" }>({
  code: "EVD-03",
  text: "Séparation des tâches : qui bénéficie ou saisit ne certifie pas (décret n° 62-1587 du 29 décembre 1962, puis n° 2012-1246 du 7 novembre 2012)",
  inForce: { from: null, to: null },
  channels: ["HSE", "VACATION", "IFIC", "IMP", "PACTE"],
  judge: ({ channel, person, evidence }: LineFacts) => {
    const { validatedBy, enteredBy } = evidence ?? {};
    if (validatedBy === undefined) return channel === "HSE" || channel === "VACATION" ? UNCHECKED : null;
    if (validatedBy === null) return held({ reason: "notYet" });
    if (validatedBy === person?.ref) return refused({ reason: "own" });
    const authors = typeof enteredBy === "string" ? [enteredBy] : (enteredBy ?? []);
    if (authors.includes(validatedBy)) return refused({ reason: "entered" });
    return anyAbsent(person?.ref, enteredBy) ? UNCHECKED : null;
  },
  fr: ({ reason }) => frenchEvd03[reason],
  en: ({ reason }) => englishEvd03[reason],
});
const frenchEvd03 = {
  notYet: "Le service fait n'est pas encore certifié par le chef d'établissement.",
  own: "Qui bénéficie de l'heure ne peut pas la certifier : une autre personne le fait.",
  entered:
    "Qui a clos la feuille, pointé une présence ou proposé une correction ne peut pas certifier le service fait.",
};
const englishEvd03 = {
  notYet: "The service has not been certified by the head of school yet.",
  own: "Whoever benefits from the hour cannot certify it: another person does.",
  entered: "Whoever closed the sheet, ticked a presence or proposed a correction cannot certify the service.",
};

const isToCome = (day: Day | undefined, today: Day | null) => day !== undefined && today !== null && day > today;

type Params04 = { reason: "conseilPedagogique" | "ca" | "order" | "recteur" | "refused"; day: string; why: string };

export const evd04 = defineRule<Params04>({
  code: "EVD-04",
  text: "Circulaire n° 2010-243 du 9 novembre 2010 : avis du conseil pédagogique, présentation au conseil d'administration, décision du recteur ; le recteur, ordonnateur, peut refuser (décret n° 62-1587 du 29 décembre 1962, puis n° 2012-1246 du 7 novembre 2012)",
  inForce: { from: "2010-09-01", to: null },
  channels: ["IFIC", "HSA", "IMP", "PACTE"],
  judge: ({ channel, decisions }, { today }) => {
    const { conseilPedagogiqueOn, caOn, recteurDecided, refusedOn } = decisions ?? {};
    if (refusedOn) return refused({ reason: "refused", day: refusedOn, why: decisions?.reason ?? "" });
    // The circular is of the IFIC alone; a refusal is of any channel.
    if (channel !== "IFIC") return null;
    if (conseilPedagogiqueOn === null || isToCome(conseilPedagogiqueOn, today))
      return held({ reason: "conseilPedagogique", day: conseilPedagogiqueOn ?? "", why: "" });
    if (caOn === null || isToCome(caOn, today)) return held({ reason: "ca", day: caOn ?? "", why: "" });
    if (conseilPedagogiqueOn && caOn && caOn < conseilPedagogiqueOn)
      return held({ reason: "order", day: caOn, why: "" });
    if (recteurDecided === false || recteurDecided === null) return held({ reason: "recteur", day: "", why: "" });
    return anyAbsent(conseilPedagogiqueOn, caOn, recteurDecided) ? UNCHECKED : null;
  },
  fr: ({ reason, day, why }, f) => {
    if (reason === "refused") return `Le recteur a refusé cette rémunération le ${f.date(day)} : ${why}`;
    if (reason === "order")
      return `Le conseil d'administration du ${f.date(day)} précède l'avis du conseil pédagogique : les dates sont à vérifier.`;
    return frenchEvd04[reason];
  },
  en: ({ reason, day, why }, f) => {
    if (reason === "refused") return `The recteur refused this pay on ${f.date(day)}: ${why}`;
    if (reason === "order")
      return `The conseil d'administration of ${f.date(day)} comes before the conseil pédagogique: check the dates.`;
    return englishEvd04[reason];
  },
});
const frenchEvd04 = {
  conseilPedagogique: "La date de l'avis du conseil pédagogique est attendue.",
  ca: "La date de la présentation au conseil d'administration est attendue.",
  recteur: "La décision du recteur est attendue.",
};
const englishEvd04 = {
  conseilPedagogique: "The date of the opinion of the conseil pédagogique is awaited.",
  ca: "The date of the presentation to the conseil d'administration is awaited.",
  recteur: "The decision of the recteur is awaited.",
};
