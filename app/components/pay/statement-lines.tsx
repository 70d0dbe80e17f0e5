import { Link } from "@remix-run/react";
import { CompleteCareer } from "~/components/career/complete-link";
import { Held } from "~/components/ui/missing";
import { DataTable, Hours, Money } from "~/components/ui/table";
import type { Finding } from "~/domain/pay/schema";
import { useFormat, useT } from "~/i18n/use-t";
import { Findings } from "./findings";

type Corps = "CERTIFIE" | "PLP" | "PEPS" | "AGREGE" | "AGREGE_EPS" | "PE" | "CPE" | "OTHER";
export type Line = {
  id: string;
  personId: string;
  name: string;
  school: string;
  timeZone: string;
  mission: { id: string; title: string };
  entryId: string | null;
  startsAt: Date | null;
  reversal: string | null;
  minutes: number | null;
  corps: Corps | null;
  grade: "CN" | "HC" | null;
  hourlyCents: number | null;
  amountCents: number | null;
  findings: Finding[];
};

/** The lines to pay, person by person; each amount leads to where it comes from. */
export function PaidLines({
  lines,
  totalCents,
  totalMinutes,
}: {
  lines: Line[];
  totalCents: number;
  totalMinutes: number;
}) {
  const t = useT();
  const f = useFormat();
  return (
    <DataTable
      caption={t("pay.statement.lines")}
      rows={lines}
      rowKey={({ id }) => id}
      empty={t("pay.statement.noLine")}
      group={{
        key: ({ personId }) => personId,
        heading: ({ name, corps, grade, school }) =>
          [name, corps && t(`hours.corps.${corps}`), grade && t(`hours.grade.${grade}`), school]
            .filter(Boolean)
            .join(" · "),
      }}
      columns={[
        {
          key: "service",
          header: t("pay.statement.service"),
          cell: ({ startsAt, timeZone }) => (startsAt ? f.date(startsAt, { timeZone, year: false }) : "–"),
        },
        {
          key: "mission",
          header: t("pay.statement.mission"),
          cell: ({ mission, reversal }) =>
            reversal === null ? mission.title : t("pay.statement.reversal", { reason: reversal }),
        },
        {
          key: "minutes",
          header: t("pay.statement.hours"),
          align: "end",
          cell: ({ minutes }) => (minutes === null ? "–" : <Hours minutes={minutes} />),
        },
        {
          key: "rate",
          header: t("pay.statement.rate"),
          align: "end",
          cell: ({ hourlyCents }) => (hourlyCents === null ? "–" : <Money cents={hourlyCents} />),
        },
        {
          key: "amount",
          header: t("pay.statement.amount"),
          align: "end",
          cell: ({ entryId, amountCents }) =>
            entryId ? (
              <Link to={`/heures/${entryId}`} aria-label={`${f.money(amountCents ?? 0)}, ${t("pay.statement.see")}`}>
                <Money cents={amountCents ?? 0} />
              </Link>
            ) : (
              <Money cents={amountCents ?? 0} />
            ),
        },
      ]}
      footer={{
        service: t("pay.statement.total"),
        minutes: <Hours minutes={totalMinutes} />,
        amount: (
          <strong>
            <Money cents={totalCents} />
          </strong>
        ),
      }}
    />
  );
}

/** Lines outside the total, each with the reason why. */
export function HeldLines({ lines }: { lines: (Line & { careerOf: string | null })[] }) {
  const t = useT();
  if (lines.length === 0) return null;
  return (
    <Held>
      <p>
        <strong>{t("pay.statement.held", { count: lines.length })}</strong>
      </p>
      {lines.map(({ id, name, startsAt, minutes, entryId, findings, careerOf }) => (
        <div key={id}>
          <p>
            {t("pay.statement.heldLine", { name, at: startsAt, minutes: minutes ?? 0 })}{" "}
            {entryId && <Link to={`/heures/${entryId}`}>{t("pay.statement.see")}</Link>}
          </p>
          <Findings findings={findings.filter(({ decision }) => decision === "HOLD" || decision === "REFUSE")} />
          <CompleteCareer careerOf={careerOf} name={name} />
        </div>
      ))}
    </Held>
  );
}
