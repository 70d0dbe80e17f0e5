import { explain } from "./rules";
import type { Finding, Formats, LineDecision, RuleCode } from "./schema";

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
export const forbids = ({ findings }: Pick<LineDecision, "findings">): Finding | null =>
  findings.find(({ code, decision }) => decision === "REFUSE" && planningCodes.has(code)) ?? null;

/** A finding as the facts of a refusal: its sentence in both languages, for whoever reads it. */
export const said = (finding: Finding, formats: Record<"fr" | "en", Formats>) => ({
  code: finding.code,
  text: finding.text,
  fr: explain(finding, "fr", formats.fr),
  en: explain(finding, "en", formats.en),
});
