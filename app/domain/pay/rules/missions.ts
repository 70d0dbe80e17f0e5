import { schoolYearSpan } from "../../calendar";
import { englishEnd, frenchEnd, payOrNot, type Said } from "./answers";
import { functionOf } from "./functions";
import { defineRule, held, refused, UNCHECKED } from "./rule";

export const IMP_RATES_CENTS: readonly number[] = [31_250, 62_500, 125_000, 250_000, 375_000];
const REFERENT_RATES_CENTS: readonly number[] = [125_000, 250_000, 375_000];
const starts = { IMP: "2015-09-01", PACTE: "2023-09-01" } as const;

type Params14 = {
  reason: "rate" | "referentRate" | "cumul" | "tooEarly";
  amount: number | null;
  other: string;
} & Said;

/** The IMP is one of five flat rates; IMP and Pacte never pay the same mission. */
export const pay14 = defineRule<Params14>({
  code: "PAY-14",
  text: "Arrêté du 27 avril 2015 : taux de l'IMP ; décret du 19 juillet 2023 : la part fonctionnelle exclut toute autre rémunération de la même mission",
  inForce: { from: "2015-09-01", to: null },
  channels: ["IMP", "PACTE"],
  judge: ({ channel, amountCents: amount, function: named, schoolYear, mission, others }) => {
    const line = { amount: amount ?? null, other: "" };
    const start = schoolYear ? schoolYearSpan(schoolYear)?.from : undefined;
    if (start && start < starts[channel as "IMP" | "PACTE"]) return refused({ reason: "tooEarly", ...line });
    if (channel === "IMP" && amount !== undefined && !(amount !== null && IMP_RATES_CENTS.includes(amount)))
      return refused({ reason: "rate", ...line });
    const rival = channel === "IMP" ? "PACTE" : "IMP";
    if (mission && others?.some((other) => other.channel === rival && other.mission === mission))
      return refused({ reason: "cumul", ...line, other: rival });
    // The circular gives a référent one of the three higher rates; what else it allows was not established.
    if (channel === "IMP" && amount && functionOf(named ?? null) === "REFERENT_NUMERIQUE")
      if (!REFERENT_RATES_CENTS.includes(amount)) return held({ reason: "referentRate", ...line });
    return amount === undefined || others === undefined || schoolYear === undefined ? UNCHECKED : null;
  },
  asks: ({ reason }) => (reason === "referentRate" ? payOrNot : null),
  fr: ({ reason, amount, other, ...said }, f) => {
    if (reason === "tooEarly") return "Cette indemnité n'existait pas encore pour cette année scolaire.";
    if (reason === "cumul")
      return `La même mission ne peut être rémunérée à la fois par l'IMP et par le Pacte (${other}).`;
    if (reason === "referentRate")
      return `Pour un référent numérique, la circulaire prévoit 1 250, 2 500 ou 3 750 €${frenchEnd(said, f)}`;
    return `${amount === null ? "Aucun montant" : f.money(amount)} : l'IMP est de 312,50, 625, 1 250, 2 500 ou 3 750 €.`;
  },
  en: ({ reason, amount, other, ...said }, f) => {
    if (reason === "tooEarly") return "This indemnity did not exist yet for this school year.";
    if (reason === "cumul") return `One mission cannot be paid both by the IMP and by the Pacte (${other}).`;
    if (reason === "referentRate")
      return `For a digital référent the circular provides €1,250, €2,500 or €3,750${englishEnd(said, f)}`;
    return `${amount === null ? "No amount" : f.money(amount)}: the IMP is €312.50, €625, €1,250, €2,500 or €3,750.`;
  },
});
