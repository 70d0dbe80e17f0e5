import { Link } from "@remix-run/react";
import { Alert } from "~/components/ui/alert";
import { useFormat, useT } from "~/i18n/use-t";

type Overlap = { personId: string; person: string; seanceId: string; seance: string; startsAt: Date; endsAt: Date };

/** What was signed and not counted, person by person, and what to do about it. */
export function Overlaps({ overlaps }: { overlaps: Overlap[] }) {
  const t = useT();
  const f = useFormat();
  return (
    <Alert kind="warning" title={t("hours.overlaps.title")}>
      <ul>
        {overlaps.map(({ personId, person, seanceId, seance, startsAt, endsAt }) => (
          <li key={`${personId}-${seanceId}`}>
            {person}, <Link to={`/seances/${seanceId}`}>{`${seance}, ${f.interval(startsAt, endsAt)}`}</Link>
          </li>
        ))}
      </ul>
      <p>{t("hours.overlaps.todo")}</p>
    </Alert>
  );
}
