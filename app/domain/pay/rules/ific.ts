import { type Day, schoolYearSpan } from "../../calendar";
import { englishEnd, frenchEnd, payOrNot, type Said } from "./answers";
import { functionLabel, functionOf } from "./functions";
import { anyAbsent, defineRule, held, refused, UNCHECKED } from "./rule";

const IFIC_FROM = "2010-09-01";
const IFIC_TO = "2015-08-31";
const inForce = { from: IFIC_FROM, to: IFIC_TO };
const channels = ["IFIC"] as const;
export const IFIC_LEAST_CENTS = 40_000;
export const IFIC_MOST_CENTS = 240_000;

export const pay03 = defineRule<{ amount: number | null; least: number; most: number; total?: number } & Said>({
  code: "PAY-03",
  text: "Arrêté du 8 septembre 2010 : montant individuel de 400 € à 2 400 € par an",
  inForce,
  channels,
  judge: ({ amountCents: amount, others }) => {
    if (amount === undefined) return UNCHECKED;
    const bounds = { amount, least: IFIC_LEAST_CENTS, most: IFIC_MOST_CENTS };
    if (amount === null || amount < IFIC_LEAST_CENTS || amount > IFIC_MOST_CENTS) return refused(bounds);
    const total = others?.reduce(
      (sum, other) => sum + (other.channel === "IFIC" ? (other.amountCents ?? 0) : 0),
      amount,
    );
    // Two functions may be held by one person; whether the bound is hers or each function's was not found.
    return total !== undefined && total > IFIC_MOST_CENTS ? held({ ...bounds, total }) : null;
  },
  asks: ({ total }) => (total ? payOrNot : null),
  fr: ({ amount, least, most, total, ...said }, f) => {
    if (total)
      return `Avec une autre fonction, cette personne recevrait ${f.money(total)} d'IFIC ; rien n'établit si le plafond de ${f.money(most)} vaut par personne ou par fonction${frenchEnd(said, f)}`;
    return amount === null
      ? `Le montant de l'IFIC n'est pas fixé : il est compris entre ${f.money(least)} et ${f.money(most)} par an.`
      : `Une IFIC de ${f.money(amount)} n'est pas possible : le montant annuel va de ${f.money(least)} à ${f.money(most)}.`;
  },
  en: ({ amount, least, most, total, ...said }, f) => {
    if (total)
      return `With another function this person would receive ${f.money(total)} of IFIC; nothing establishes whether the ceiling of ${f.money(most)} is for a person or for a function${englishEnd(said, f)}`;
    return amount === null
      ? `The amount of the IFIC is not set: it lies between ${f.money(least)} and ${f.money(most)} a year.`
      : `An IFIC of ${f.money(amount)} is not possible: the yearly amount runs from ${f.money(least)} to ${f.money(most)}.`;
  },
});

/** Functions of art. 2 (collèges, special education) and art. 3 (lycées). */
const collegeFunctions = ["PREFET_DES_ETUDES", "REFERENT_NUMERIQUE"];
const lyceeFunctions = ["TUTORAT", "REFERENT_CULTURE", "REFERENT_NUMERIQUE"];

export const pay04 = defineRule<{ function: string; school: string; doubt: boolean } & Said>({
  code: "PAY-04",
  text: "Décret n° 2010-1065 du 8 septembre 2010, art. 2 et 3 : liste des fonctions",
  inForce,
  channels,
  judge: ({ function: named, school }) => {
    const type = school?.type;
    if (named === undefined) return UNCHECKED;
    const code = functionOf(named);
    // On neither list: no type of school changes that.
    if (!collegeFunctions.includes(code) && !lyceeFunctions.includes(code))
      return refused({ function: named ?? "", school: type ?? "", doubt: false });
    if (type === undefined) return UNCHECKED;
    // PAY-05 answers for écoles.
    if (type === "ECOLE") return null;
    if ((type === "LYCEE" ? lyceeFunctions : collegeFunctions).includes(code)) return null;
    // Art. 3 named the préfet des études, then lost the line at a date that was not found: a person decides.
    if (type === "LYCEE" && code === "PREFET_DES_ETUDES")
      return held({ function: named ?? "", school: type, doubt: true });
    return refused({ function: named ?? "", school: type ?? "", doubt: false });
  },
  asks: ({ doubt }) => (doubt ? payOrNot : null),
  fr: ({ function: named, doubt, ...said }, f) =>
    doubt
      ? `Le préfet des études a été retiré de la liste des lycées à une date non établie${frenchEnd(said, f)}`
      : `La fonction « ${functionLabel(named, "fr") || "non précisée"} » n'est pas de celles que l'IFIC rémunère dans ce type d'établissement.`,
  en: ({ function: named, doubt, ...said }, f) =>
    doubt
      ? `The préfet des études left the list of lycées on a date that is not established${englishEnd(said, f)}`
      : `The function "${functionLabel(named, "en") || "not given"}" is not one that the IFIC pays in this type of school.`,
});

export const pay05 = defineRule<{ reason: "school" | "staff" | "unknown" | "partTime" } & Said>({
  code: "PAY-05",
  text: "Décret n° 2010-1065 du 8 septembre 2010, art. 1er : personnels enseignants et d'éducation des collèges et lycées",
  inForce,
  channels,
  judge: ({ person, school }) => {
    if (school?.type === "ECOLE") return refused({ reason: "school" });
    if (person?.category === "OTHER") return refused({ reason: "staff" });
    // Nobody said that she does not teach: a fact is missing, which no answer replaces.
    if (person?.category === null) return held({ reason: "unknown" });
    if (person?.fullService === false || person?.fullService === null) return held({ reason: "partTime" });
    return anyAbsent(school?.type, person?.category, person?.fullService) ? UNCHECKED : null;
  },
  asks: ({ reason }) => (reason === "partTime" ? payOrNot : null),
  fr: ({ reason, ...said }, f) =>
    reason === "partTime"
      ? `Le texte demande l'intégralité du service ; rien n'est établi pour un service partiel${frenchEnd(said, f)}`
      : frenchPay05[reason],
  en: ({ reason, ...said }, f) =>
    reason === "partTime"
      ? `The text asks for the whole of the service; nothing is established for part of it${englishEnd(said, f)}`
      : englishPay05[reason],
});
const frenchPay05 = {
  school: "L'IFIC n'existe pas dans les écoles : elle concerne les collèges, les lycées et l'éducation spéciale.",
  staff: "L'IFIC est réservée aux personnels enseignants et d'éducation.",
  unknown:
    "L'IFIC est réservée aux personnels enseignants et d'éducation, et la carrière de cette personne n'est pas connue ce jour-là : elle est à compléter.",
};
const englishPay05 = {
  school: "There is no IFIC in an école: it concerns collèges, lycées and special education.",
  staff: "The IFIC is for teaching and éducation staff only.",
  unknown:
    "The IFIC is for teaching and éducation staff only, and this person's career is not known on that day: it is to be completed.",
};

export const pay06 = defineRule<{ reason: "ninths" | "service" | "early"; on: string; end: string }>({
  code: "PAY-06",
  text: "Circulaire n° 2010-243 du 9 novembre 2010 : versement annuel, après service fait",
  inForce,
  channels,
  judge: ({ payment, evidence, classesEndOn, schoolYear }) => {
    const end = classesEndOn ?? yearsEnd(schoolYear);
    const facts = { on: payment?.on ?? "", end: end ?? "" };
    if (payment?.form === "NINTHS") return refused({ reason: "ninths", ...facts });
    if (evidence?.serviceDone === false || evidence?.serviceDone === null)
      return refused({ reason: "service", ...facts });
    if (payment?.on && end && payment.on < end) return refused({ reason: "early", ...facts });
    return anyAbsent(payment?.form, payment?.on, evidence?.serviceDone, end) ? UNCHECKED : null;
  },
  fr: ({ reason, on, end }, f) => {
    if (reason === "ninths")
      return "L'IFIC est versée en une fois, en fin d'année : elle ne se paie pas par neuvièmes.";
    if (reason === "service") return "L'IFIC est versée après service fait : le service n'est pas attesté.";
    return `L'IFIC ne peut être versée le ${f.date(on)} : l'année scolaire s'achève le ${f.date(end)}.`;
  },
  en: ({ reason, on, end }, f) => {
    if (reason === "ninths") return "The IFIC is paid once, at the year's end: it is not paid by ninths.";
    if (reason === "service") return "The IFIC is paid after service is done: the service is not attested.";
    return `The IFIC cannot be paid on ${f.date(on)}: the school year ends on ${f.date(end)}.`;
  },
});

/** No calendar of the time ended classes before July: paid in June is too early whatever the calendar says. */
function yearsEnd(schoolYear: string | null | undefined): Day | undefined {
  const span = schoolYear ? schoolYearSpan(schoolYear) : null;
  return span ? `${span.to.slice(0, 4)}-07-01` : undefined;
}

export const pay07 = defineRule<{ year: string; before: boolean }>({
  code: "PAY-07",
  text: "Décret n° 2010-1065 du 8 septembre 2010, abrogé au 1er septembre 2015 (décret n° 2015-475 du 27 avril 2015)",
  inForce: { from: IFIC_FROM, to: null },
  channels,
  judge: ({ schoolYear }) => {
    if (schoolYear === undefined) return UNCHECKED;
    const span = schoolYear === null ? null : schoolYearSpan(schoolYear);
    if (span && span.from >= IFIC_FROM && span.from <= IFIC_TO) return null;
    return refused({ year: schoolYear ?? "", before: span !== null && span.from < IFIC_FROM });
  },
  fr: ({ year, before }) =>
    before
      ? `L'IFIC n'existait pas encore pour l'année ${year}.`
      : `L'IFIC n'existe plus pour l'année ${year} : l'indemnité pour mission particulière (IMP) la remplace depuis 2015.`,
  en: ({ year, before }) =>
    before
      ? `The IFIC did not exist yet in ${year}.`
      : `The IFIC no longer exists in ${year}: the indemnity for a particular mission (IMP) has replaced it since 2015.`,
});
