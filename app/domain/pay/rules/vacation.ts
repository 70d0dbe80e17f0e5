import type { Day } from "../../calendar";
import { anyAbsent, defineRule, held, refused, UNCHECKED } from "./rule";

/** Pay of a level of training: bounds in cents, by hour or by unit (a project, a subject, a paper). */
export type Bracket = {
  level: string;
  unit: "HOUR" | "FLAT" | "EACH";
  leastCents: number;
  mostCents: number;
  /** Only persons from outside the ministry. */
  outsidersOnly: boolean;
  validFrom: Day;
  validTo: Day | null;
};

const from = "2012-05-10";
const bracket = (
  level: string,
  unit: Bracket["unit"],
  least: number,
  most: number,
  outsidersOnly = false,
): Bracket => ({
  level,
  unit,
  leastCents: least * 100,
  mostCents: most * 100,
  outsidersOnly,
  validFrom: from,
  validTo: null,
});

/** Arrêté of 7 May 2012 (NOR MENF1220270A, JORF of 10 May 2012), art. 3. */
export const BRACKETS: readonly Bracket[] = [
  bracket("sensibilisation", "HOUR", 25, 40),
  bracket("approfondissement", "HOUR", 30, 80),
  bracket("expertise", "HOUR", 35, 90),
  bracket("conference_occasionnelle", "HOUR", 40, 100),
  bracket("conference_exceptionnelle", "HOUR", 100, 175, true),
  bracket("ingenierie", "FLAT", 30, 300),
  bracket("accompagnement", "FLAT", 100, 800),
  bracket("sujet", "EACH", 10, 32),
  bracket("oral", "HOUR", 10, 40),
  bracket("copie", "EACH", 1, 6),
];
const synonyms: Record<string, string> = { initiation: "sensibilisation", tutorat: "accompagnement" };
const byLevel = new Map(BRACKETS.map((row) => [row.level, row]));

/** Words of a level that is paid by the hour. */
export const hourlyLevels: readonly string[] = [...byLevel.keys(), ...Object.keys(synonyms)].filter(
  (word) => byLevel.get(synonyms[word] ?? word)?.unit === "HOUR",
);

/** The bracket of a level on a day; null when no text of this level covers that day. */
export function bracketOf(level: string, day: Day): Bracket | null {
  const word = level.toLowerCase();
  const found = byLevel.get(synonyms[word] ?? word);
  return found && found.validFrom <= day && (found.validTo === null || day <= found.validTo) ? found : null;
}

/** A level that is paid by project, subject or paper, whatever the hours. */
export const isByUnit = (level: string, day: Day): boolean => {
  const unit = bracketOf(level, day)?.unit;
  return unit === "FLAT" || unit === "EACH";
};

type Params11 = {
  reason: "rate" | "outsiders" | "noBracket";
  level: string;
  day: string;
  rate: number | null;
  least: number;
  most: number;
};

export const pay11 = defineRule<Params11>({
  code: "PAY-11",
  text: "Arrêté du 7 mai 2012 (NOR MENF1220270A), art. 3 : fourchettes de rémunération par niveau",
  inForce: { from, to: null },
  channels: ["VACATION"],
  judge: ({ level, rateCents: rate, serviceDate, person }) => {
    if (anyAbsent(level, rate, serviceDate)) return UNCHECKED;
    const found = level && serviceDate ? bracketOf(level, serviceDate) : null;
    const params = { level: level ?? "", day: serviceDate ?? "", rate: rate ?? null };
    // Before the arrêté older rates applied, which are not known here: a person decides.
    if (!found) return held({ reason: "noBracket" as const, ...params, least: 0, most: 0 });
    const bounds = { ...params, least: found.leastCents, most: found.mostCents };
    if (rate === null || rate === undefined || rate < found.leastCents || rate > found.mostCents)
      return refused({ reason: "rate" as const, ...bounds });
    if (!found.outsidersOnly || person?.internalToMinistry === false) return null;
    if (person?.internalToMinistry === undefined) return UNCHECKED;
    return refused({ reason: "outsiders" as const, ...bounds });
  },
  fr: ({ reason, level, day, rate, least, most }, f) => {
    if (reason === "noBracket")
      return `Aucune fourchette n'est connue pour le niveau « ${level || "non précisé"} »${day ? ` au ${f.date(day)}` : ""} : une décision est attendue.`;
    if (reason === "outsiders")
      return "Une conférence exceptionnelle ne rémunère qu'une personne extérieure au ministère.";
    return `${rate === null ? "Sans taux" : `À ${f.money(rate)}`}, la vacation sort de la fourchette de son niveau : de ${f.money(least)} à ${f.money(most)}.`;
  },
  en: ({ reason, level, day, rate, least, most }, f) => {
    if (reason === "noBracket")
      return `No bracket is known for the level "${level || "not given"}"${day ? ` on ${f.date(day)}` : ""}: a decision is awaited.`;
    if (reason === "outsiders") return "An exceptional conference pays only a person from outside the ministry.";
    return `${rate === null ? "Without a rate" : `At ${f.money(rate)}`}, the vacation is outside the bracket of its level: ${f.money(least)} to ${f.money(most)}.`;
  },
});

export const pay13 = defineRule<{ reason?: "unknown" }>({
  code: "PAY-13",
  text: "Arrêté du 7 mai 2012 (NOR MENF1220270A), art. 7 : l'activité principale de formation exclut la vacation",
  inForce: { from, to: null },
  channels: ["VACATION"],
  judge: ({ person }) => {
    if (person?.mainDuty === undefined) return UNCHECKED;
    if (person.mainDuty === "TEACHING" || person.outsideOwnService === true) return null;
    return person.mainDuty === null ? held({ reason: "unknown" }) : refused({});
  },
  fr: ({ reason }) =>
    reason === "unknown"
      ? "L'activité principale de cette personne n'est pas connue ce jour-là : sa carrière est à compléter."
      : "L'activité principale de cette personne est de former, dans un service dont c'est la mission : ces heures sont de son service.",
  en: ({ reason }) =>
    reason === "unknown"
      ? "This person's main activity is not known on that day: the career is to be completed."
      : "This person's main activity is training, in a service whose mission it is: these hours are part of the service.",
});
