import type { Day } from "../calendar";
import { decideLine, explain } from "./rules";
import { functionOf } from "./rules/functions";
import { decideLines } from "./rules/together";
import { type Channel, channels, type Finding, type Formats, type LineFacts, type RuleCode } from "./schema";

/**
 * Rules that speak of a mission before anybody worked: its channel, amount, level, function, person, year, and the other
 * missions of the person. Those of hours, proofs, credits and payment speak later.
 */
const planningCodes: ReadonlySet<RuleCode> = new Set([
  "PAY-01",
  "PAY-02",
  "PAY-03",
  "PAY-04",
  "PAY-05",
  "PAY-07",
  "PAY-08",
  "PAY-09",
  "PAY-11",
  "PAY-13",
  "PAY-14",
]);

/** The first finding that forbids a mission; what is held waits for a person and is shown, not refused. */
export const forbids = ({ findings }: { findings: readonly Finding[] }): Finding | null =>
  findings.find(({ code, decision }) => decision === "REFUSE" && planningCodes.has(code)) ?? null;

const shownWhilePlanning: ReadonlySet<RuleCode> = new Set(["PAY-10", "EVD-02", "EVD-04", "BUD-05"]);

/** What the rules of planning say of a mission; no sheet, no credit, no payment is asked for. */
export const planningFindings = ({ findings }: { findings: readonly Finding[] }): Finding[] =>
  findings.filter(({ code, asks }) => planningCodes.has(code) || shownWhilePlanning.has(code) || asks);

export type Planned = {
  schoolYear: string;
  /** A day of the service to come. */
  day: Day;
  today: Day;
  /** The rectorat's opening of HSE for training, where there is one. */
  opening: { decidedOn: Day } | null;
};

/** The next day of service of a school year: today, its first day before it, its last after. */
export const serviceDayOf = (today: Day, year: { from: Day; to: Day }): Day =>
  [year.from, today, year.to].sort()[1] ?? today;

/** Why a channel is not in force for a year: it is not of that time, or the rectorat has not opened it (PAY-10). */
export function whyNotOffered(channel: Channel, { schoolYear, day, today, opening }: Planned): Finding | null {
  const facts: LineFacts = {
    channel,
    schoolYear,
    serviceDate: day,
    activity: channel === "HSE" ? "TRAINING_COLLEAGUES" : undefined,
    opening: channel === "HSE" ? opening : undefined,
  };
  const { findings } = decideLine(facts, [], today);
  const inForce: readonly RuleCode[] = ["PAY-07", "PAY-09", "PAY-14"];
  return (
    findings.find(
      ({ code, decision }) =>
        (decision === "REFUSE" && inForce.includes(code)) || (decision === "HOLD" && code === "PAY-10"),
    ) ?? null
  );
}

/** The channels in force for a school year, in the order they are read. */
export const offeredChannels = (planned: Planned): Channel[] =>
  channels.filter((channel) => whyNotOffered(channel, planned) === null);

export type FunctionMission = { id: string; channel: Channel; functionCode: string | null };

/** Missions of one function are one mission to the texts, whoever entrusted each; a training in the plan is its own. */
export const missionKey = ({ id, functionCode }: Omit<FunctionMission, "channel">): string =>
  functionCode ? `function:${functionOf(functionCode)}` : id;

/** Why a mission does not stand beside the person's others of the year: one function in two channels. */
export function clashOf(planned: FunctionMission, others: readonly FunctionMission[], today: Day): Finding | null {
  const lines = [...others, planned].map((mission) => ({
    ref: mission.id,
    channel: mission.channel,
    mission: missionKey(mission),
  }));
  const { groups, lines: judged } = decideLines(lines, [], today);
  const group = groups.find(({ lines: refs }) => refs.includes(planned.id));
  if (!group) return null;
  return (
    judged
      .filter(({ ref }) => group.lines.includes(ref))
      .flatMap(({ findings }) => findings)
      .find(({ code }) => code === group.code) ?? null
  );
}

/** A finding as the facts of a refusal: its sentence in both languages, for whoever reads it. */
export const said = (finding: Finding, formats: Record<"fr" | "en", Formats>) => ({
  code: finding.code,
  text: finding.text,
  fr: explain(finding, "fr", formats.fr),
  en: explain(finding, "en", formats.en),
});
