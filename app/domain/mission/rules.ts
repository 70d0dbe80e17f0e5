import { type Day, dayOf } from "../calendar";
import type { Facts } from "../errors";

export type MissionKind = "FUNCTION" | "TRAINING" | "DESIGN";
export type Channel = "IFIC" | "HSE" | "HSA" | "VACATION" | "IMP" | "PACTE" | "DECHARGE";
export type Fault = { key: string; facts: Facts } | null;

/** Functions a person may be engaged for. Which of them an IFIC may pay, and where, is PAY-04. */
export const functionCodes = [
  "REFERENT_NUMERIQUE",
  "PREFET_DES_ETUDES",
  "REFERENT_CULTURE",
  "TUTORAT",
  "ADMINISTRATEUR_RESEAU",
  "COORDINATION",
  "PRONOTE",
  "OTHER",
] as const;
export type FunctionCode = (typeof functionCodes)[number];

export const channels = [
  "IFIC",
  "HSE",
  "HSA",
  "VACATION",
  "IMP",
  "PACTE",
  "DECHARGE",
] as const satisfies readonly Channel[];

/** Channels that pay hours point to a mission with hours; flat ones to a mission with an amount. */
const byHour: readonly Channel[] = ["HSE", "VACATION"];
const flat: readonly Channel[] = ["IFIC", "IMP", "PACTE"];

/** Channels of so many minutes a week. */
const weekly: readonly Channel[] = ["HSA", "DECHARGE"];

export type MissionTerms = {
  kind: MissionKind;
  channel: Channel;
  functionCode: string | null;
  plannedMinutes: number | null;
  amountCents: number | null;
  level?: string | null;
  rateCents?: number | null;
  weeklyMinutes?: number | null;
};

/** Why a mission may not be created so: what it is for, its channel and its terms must agree. */
export function whyNotMission(mission: MissionTerms): Fault {
  const { kind, channel } = mission;
  if (kind === "FUNCTION" && !mission.functionCode) return fault("functionRequired");
  if (kind === "FUNCTION" && byHour.includes(channel)) return fault("channelForHours", { channel });
  if (kind !== "FUNCTION" && flat.includes(channel) && channel !== "PACTE")
    return fault("channelForFunction", { channel });
  // Works of design are declared by the hour.
  if (kind === "DESIGN" && !byHour.includes(channel)) return fault("channelForDesign", { channel });
  if (byHour.includes(channel) && !isCount(mission.plannedMinutes)) return fault("minutesRequired");
  if (flat.includes(channel) && !isCount(mission.amountCents)) return fault("amountRequired");
  if (channel === "VACATION" && !mission.level) return fault("levelRequired");
  if (channel === "VACATION" && !isCount(mission.rateCents)) return fault("rateRequired");
  if (weekly.includes(channel) && !isCount(mission.weeklyMinutes)) return fault("weeklyRequired");
  return null;
}

const isCount = (value: number | null | undefined): value is number =>
  typeof value === "number" && Number.isInteger(value) && value > 0;

/**
 * What a mission is for, from its channel and the function it is given for: hours given for a function stay training,
 * so that the rules see two missions of one function (PAY-01).
 */
export const kindOf = (
  channel: Channel,
  functionCode: string | null,
  purpose: "TRAINING" | "DESIGN" = "TRAINING",
): MissionKind => (functionCode && !byHour.includes(channel) ? "FUNCTION" : purpose);

/** The terms a channel has, of those given; the others are not its own (check mission_terms). */
export function termsOf(channel: Channel, given: Omit<MissionTerms, "kind" | "channel" | "functionCode">) {
  return {
    plannedMinutes: byHour.includes(channel) || channel === "PACTE" ? given.plannedMinutes : null,
    amountCents: flat.includes(channel) ? given.amountCents : null,
    level: channel === "VACATION" ? (given.level ?? null) : null,
    rateCents: channel === "VACATION" ? (given.rateCents ?? null) : null,
    weeklyMinutes: weekly.includes(channel) ? (given.weeklyMinutes ?? null) : null,
  };
}

/** « 2012-RENNES-0001 »: first year of the school year, académie, rank without gap. */
export function letterNumber(schoolYearId: string, academieName: string, rank: number): string {
  const place = academieName
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/^[Aa]cademie\s+(de l['’]|de la |de |d['’]|des |du )?/, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${schoolYearId.slice(0, 4)}-${place}-${String(rank).padStart(4, "0")}`;
}

export type LetterTerms = {
  startsOn: Date | Day;
  endsOn: Date | Day;
  tasks: readonly { label: string; minutes?: number }[];
};

/** The minutes a letter entrusts; null when its tasks name none. */
export function letterMinutes({ tasks }: LetterTerms): number | null {
  const named = tasks.flatMap(({ minutes }) => (minutes === undefined ? [] : [minutes]));
  return named.length > 0 ? named.reduce((sum, minutes) => sum + minutes, 0) : null;
}

/** Why a letter may not be issued: it says at least one task, for dates within its school year. */
export function whyNotIssue(letter: LetterTerms, year: { from: Day; to: Day }): Fault {
  const [from, to] = [dayOf(letter.startsOn), dayOf(letter.endsOn)];
  if (letter.tasks.length === 0 || letter.tasks.some(({ label }) => label.trim() === "")) return fault("taskRequired");
  if (from > to) return fault("letterDates");
  return from < year.from || to > year.to ? fault("letterOutsideYear", { from: year.from, to: year.to }) : null;
}

/** Why a person may not sign a letter: once, and never the one it engages. */
export function whyNotSignLetter(letter: { status: "ISSUED" | "SIGNED"; personId: string; signerId: string }): Fault {
  if (letter.status === "SIGNED") return fault("alreadySigned");
  return letter.signerId === letter.personId ? fault("signOwnLetter") : null;
}

const fault = (name: string, facts: Facts = {}) => ({ key: `mission.${name}`, facts });
