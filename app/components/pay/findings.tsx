import { Badge } from "~/components/ui/badge";
import { explain } from "~/domain/pay/rules";
import type { Finding } from "~/domain/pay/schema";
import { useFormat, useLocale, useT } from "~/i18n/use-t";
import { RateLink } from "./rate-link";

const kinds = { ACCEPT: "neutral", WARN: "info", HOLD: "warning", REFUSE: "error" } as const;

/** The sentence of a finding, in the reader's language and formats. */
export function useFindingText(): (finding: Finding) => string {
  const f = useFormat();
  const locale = useLocale();
  const formats = { money: (cents: number) => f.money(cents), hours: f.hours, date: (day: string) => f.day(day) };
  return (finding) => f.sentence(explain(finding, locale, formats));
}

/** What the rules say, one sentence each, with the rule's code and its text. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const t = useT();
  const textOf = useFindingText();
  return (
    <ul className="ep-budget-findings">
      {findings.map((finding) => (
        <li key={`${finding.code}-${JSON.stringify(finding.params)}`}>
          <p>
            <Badge kind={kinds[finding.decision]}>{t(`pay.findings.decision.${finding.decision}`)}</Badge>{" "}
            {textOf(finding)}
          </p>
          <RateLink finding={finding} />
          <p className="fr-hint-text">
            {finding.code} – {t("pay.findings.text", { text: finding.text })}
          </p>
        </li>
      ))}
    </ul>
  );
}
