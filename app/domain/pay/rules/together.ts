import type { Day } from "../../calendar";
import { decideLine, dueCents } from "../rules";
import type { Decision, LineDecision, LineFacts, OtherLine, RateRowFacts, RuleCode } from "../schema";
import { overlap } from "./cumul";

export type NamedLine = LineFacts & { ref: string };
/** Lines that cannot all stand, and how many of them may be paid. */
export type Group = { lines: string[]; decision: Decision; code: RuleCode; paidAtMost?: number };
export type Judgement = { lines: (LineDecision & { ref: string })[]; groups: Group[]; payableCents: number };

/** Judges the lines of one person together: each is judged with the others before its eyes. */
export function decideLines(lines: readonly NamedLine[], rates: readonly RateRowFacts[], today: Day): Judgement {
  const judged = lines.map((line, index) => ({
    ref: line.ref,
    ...decideLine({ ...line, others: [...(line.others ?? []), ...othersOf(lines, index)] }, rates, today),
  }));
  return {
    lines: judged,
    groups: groupsOf(lines, judged),
    payableCents: judged.reduce((sum, line) => sum + dueCents(line), 0),
  };
}

const othersOf = (lines: readonly NamedLine[], index: number): OtherLine[] =>
  lines.flatMap((other, at) =>
    at === index
      ? []
      : [
          {
            ref: other.ref,
            channel: other.channel,
            mission: other.mission,
            interval: other.interval,
            claimKey: other.claimKey,
            earlier: at < index,
          },
        ],
  );

/** One group for each pair that a rule sets apart. */
function groupsOf(lines: readonly NamedLine[], judged: Judgement["lines"]): Group[] {
  return lines.flatMap((line, index) =>
    lines.slice(index + 1).flatMap((other, offset) => {
      const pair = [line.ref, other.ref];
      const codes = new Set(
        [judged[index], judged[index + 1 + offset]].flatMap((one) => one?.findings.map(({ code }) => code) ?? []),
      );
      const sameMission = Boolean(line.mission && line.mission === other.mission);
      const sameHour = Boolean(line.interval && other.interval && overlap(line.interval, other.interval));
      const sameClaim = Boolean(line.claimKey && line.claimKey === other.claimKey);
      const group = (code: RuleCode): Group[] => [{ lines: pair, decision: "REFUSE", code, paidAtMost: 1 }];
      if (sameClaim && codes.has("HRS-04")) return group("HRS-04");
      if (sameHour && line.channel !== other.channel && codes.has("PAY-12")) return group("PAY-12");
      if (sameHour && codes.has("HRS-01")) return group("HRS-01");
      const onMission = (["PAY-01", "PAY-02", "PAY-14"] as const).find((code) => codes.has(code));
      return sameMission && line.channel !== other.channel && onMission ? group(onMission) : [];
    }),
  );
}
