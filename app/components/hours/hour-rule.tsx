import { CompleteCareer } from "~/components/career/complete-link";
import { RateLink } from "~/components/pay/rate-link";
import { Alert } from "~/components/ui/alert";
import { Section } from "~/components/ui/page";
import { explain } from "~/domain/pay/rules";
import { useFormat, useLocale, useT } from "~/i18n/use-t";
import type { Explanation, OriginHour } from "./origin";

type Props = { hour: OriginHour; pay: Explanation };

/** The rule in a sentence with its text, what it warns of, and the rate row with the days it holds. */
export function HourRule({ hour, pay }: Props) {
  const t = useT();
  return (
    <Section title={t("hours.origin.rule")}>
      <p>{t(`hours.origin.${ruleOf(hour)}`, { mission: hour.mission?.title ?? "" })}</p>
      {pay.line && <Findings line={pay.line} />}
      <CompleteCareer careerOf={pay.careerOf} name={`${hour.person.givenName} ${hour.person.familyName}`} />
    </Section>
  );
}

function ruleOf({ source, role }: OriginHour) {
  if (source === "ACTIVITY") return "activityRule";
  if (source === "DESIGN") return "designRule";
  return role === "TRAINEE" ? "bookingRule" : "trainerRule";
}

function Findings({ line }: { line: NonNullable<Explanation["line"]> }) {
  const t = useT();
  const f = useFormat();
  const locale = useLocale();
  const formats = { money: (cents: number) => f.money(cents), hours: f.hours, date: (day: string) => f.day(day) };
  const kind = { ACCEPT: "info", WARN: "warning", HOLD: "warning", REFUSE: "error" } as const;
  return (
    <>
      {line.decision === "HOLD" && <p>{t("hours.origin.held")}</p>}
      {line.decision === "REFUSE" && <p>{t("hours.origin.refusedLine")}</p>}
      {line.findings.map((finding) => (
        <Alert key={finding.code} kind={kind[finding.decision]} title={finding.code}>
          <p>{f.sentence(explain(finding, locale, formats))}</p>
          <p>{t("hours.origin.text", { text: finding.text })}</p>
          <RateLink finding={finding} />
        </Alert>
      ))}
    </>
  );
}

/** The dated row a line was priced with; nothing where none was. */
export function HourRate({ pay }: { pay: Explanation }) {
  const t = useT();
  const f = useFormat();
  const row = pay.line?.rateRow;
  if (!row) return null;
  const day = (at: Date) => f.day(at, { weekday: false });
  const dates = { from: day(row.validFrom), to: row.validTo ? day(row.validTo) : "" };
  return (
    <Section title={t("hours.origin.rate")} aside={f.money(row.hourlyCents)}>
      <p>
        {t(`hours.corps.${row.corps}`)}, {t(`hours.grade.${row.grade}`)}
      </p>
      <p>{t(row.validTo ? "hours.origin.rateBetween" : "hours.origin.rateValid", dates)}</p>
      <p>{row.rounding}</p>
      <p>{t("hours.origin.rateSource", { source: row.source })}</p>
    </Section>
  );
}
