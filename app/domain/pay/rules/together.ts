import type { Day } from "../../calendar";
import { decideLine, dueCents } from "../rules";
import type { Decision, LineDecision, LineFacts, OtherLine, RateRowFacts, RuleCode } from "../schema";
import { overlap } from "./cumul";

export type NamedLine = LineFacts & { ref: string };
/** Lines that cannot all stand, and how many of them may be paid. */
export type Group = { lines: string[]; decision: Decision; code: RuleCode; paidAtMost?: number };
export type Judgement = { lines: (LineDecision & { ref: string })[]; groups: Group[]; payableCents: number };

/** Judges the lines of one person together: each is judged with the others before its eyes. */
export function decideLines(lines: readonly NamedLine[], rates: readonly RateRowFacts[], today: Day | null): Judgement {
  const judged = lines.map((line, index) => ({
    ref: line.ref,
    ...decideLine({ ...line, others: [...(line.others ?? []), ...othersOf(lines, index)] }, rates, today),
  }));
  return {
    lines: judged,
    groups: groupsOf(lines, rates, today),
    payableCents: judged.reduce((sum, line) => sum + dueCents(line), 0),
  };
}

const othersOf = (lines: readonly NamedLine[], index: number): OtherLine[] =>
  lines.flatMap((other, at) => (at === index ? [] : [asOther(other, at < index)]));

const asOther = (line: NamedLine, earlier: boolean): OtherLine => ({
  ref: line.ref,
  channel: line.channel,
  mission: line.mission,
  interval: line.interval,
  claimKey: line.claimKey,
  amountCents: line.amountCents,
  earlier,
});

/** Rules that set two lines apart, in the order they name a pair. */
const pairRules = ["HRS-04", "PAY-12", "HRS-01", "PAY-01", "PAY-02", "PAY-14"] as const satisfies readonly RuleCode[];

/** One group for each pair that a rule sets apart: each line is judged with the other alone before its eyes. */
function groupsOf(lines: readonly NamedLine[], rates: readonly RateRowFacts[], today: Day | null): Group[] {
  return lines.flatMap((line, index) =>
    lines.slice(index + 1).flatMap((other): Group[] => {
      if (!related(line, other)) return [];
      const before = decideLine({ ...line, others: [asOther(other, false)] }, rates, today);
      const after = decideLine({ ...other, others: [asOther(line, true)] }, rates, today);
      const codes = new Set([...before.findings, ...after.findings].map(({ code }) => code));
      const code = pairRules.find((one) => codes.has(one));
      return code ? [{ lines: [line.ref, other.ref], decision: "REFUSE", code, paidAtMost: 1 }] : [];
    }),
  );
}

const related = (a: NamedLine, b: NamedLine): boolean =>
  Boolean(
    (a.mission && a.mission === b.mission) ||
      (a.claimKey && a.claimKey === b.claimKey) ||
      (a.interval && b.interval && overlap(a.interval, b.interval)),
  );
