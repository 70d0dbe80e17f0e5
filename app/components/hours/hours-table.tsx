import { Link } from "@remix-run/react";
import { Badge, type BadgeKind } from "~/components/ui/badge";
import { type Column, DataTable, Hours } from "~/components/ui/table";
import { useFormat, useT } from "~/i18n/use-t";

export type ShownHour = {
  id: string;
  person: string;
  role: "TRAINEE" | "TRAINER" | "DESIGN";
  minutes: number;
  modality: "ON_SITE" | "REMOTE" | "IN_CLASS";
  startsAt: Date;
  endsAt: Date;
  service: string;
  within: string;
  place: string;
  timeZone: string;
  reversal: boolean;
  reversed: boolean;
  certification: "CERTIFIED" | "REFUSED" | null;
  correctionProposed: boolean;
};

type State = "booked" | "certified" | "refused" | "reversed" | "reversal";
const kinds: Record<State, BadgeKind> = {
  booked: "neutral",
  certified: "done",
  refused: "error",
  reversed: "warning",
  reversal: "warning",
};

function stateOf({ reversal, reversed, certification }: ShownHour): State {
  if (reversal) return "reversal";
  if (reversed) return "reversed";
  if (certification === "CERTIFIED") return "certified";
  return certification === "REFUSED" ? "refused" : "booked";
}

/** Hours, latest first; the séance leads to « d'où vient cette heure ? ». Its person is shown in lists of others. */
export function HoursTable({ caption, lines, named }: { caption: string; lines: ShownHour[]; named: boolean }) {
  const t = useT();
  const f = useFormat();
  const person: Column<ShownHour> = { key: "person", header: t("hours.column.person"), cell: (line) => line.person };
  return (
    <DataTable
      caption={caption}
      rows={lines}
      rowKey={(line) => line.id}
      columns={[
        {
          key: "date",
          header: t("hours.column.date"),
          cell: (line) => (
            <Link to={`/heures/${line.id}`}>
              {f.date(line.startsAt, { weekday: false, timeZone: line.timeZone })}
              <span className="fr-sr-only"> – {t("hours.origin.open", { person: line.person })}</span>
            </Link>
          ),
        },
        {
          key: "service",
          header: t("hours.column.service"),
          cell: (line) => (
            <>
              {line.service}
              <br />
              {line.within}
            </>
          ),
        },
        ...(named ? [person] : []),
        { key: "role", header: t("hours.column.role"), cell: (line) => t(`hours.role.${line.role}`) },
        { key: "modality", header: t("hours.column.modality"), cell: (line) => t(`hours.modality.${line.modality}`) },
        {
          key: "state",
          header: t("hours.column.state"),
          cell: (line) => (
            <>
              <Badge kind={kinds[stateOf(line)]}>{t(`hours.state.${stateOf(line)}`)}</Badge>
              {line.correctionProposed && (
                <>
                  {" "}
                  <Badge kind="warning">{t("hours.state.proposed")}</Badge>
                </>
              )}
            </>
          ),
        },
        {
          key: "minutes",
          header: t("hours.column.minutes"),
          align: "end",
          cell: (line) => <Hours minutes={line.minutes} />,
        },
      ]}
    />
  );
}
