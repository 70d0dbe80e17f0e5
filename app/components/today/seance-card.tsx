import { ButtonLink, TextLink } from "~/components/ui/button";
import { Icon } from "~/components/ui/icon";
import { localTime } from "~/domain/calendar";
import { useFormat, useT } from "~/i18n/use-t";

export type TodaySeance = {
  id: string;
  title: string;
  modality: "ON_SITE" | "REMOTE" | "IN_CLASS";
  room: string | null;
  startsAt: Date;
  endsAt: Date;
  now: Date;
  leads: boolean;
  expected: number;
  teams: number;
  place: { name: string; timeZone: string };
  cohort: { title: string };
  stage: { position: number } | null;
};

/** The séance of the day: one accent block for the time, three lines, one large button. */
export function SeanceCard({ seance, today }: { seance: TodaySeance; today: boolean }) {
  const t = useT();
  const f = useFormat();
  const { startsAt, endsAt, now } = seance;
  const zone = seance.place.timeZone;
  const minutes = Math.ceil((startsAt.getTime() - now.getTime()) / 60_000);
  const when =
    now >= endsAt
      ? t("today.card.over")
      : minutes <= 0
        ? t("today.card.started")
        : t("today.card.startsIn", { minutes });
  const morning = localTime(startsAt, zone) < "13:00";
  return (
    <article className="ep-seance-card" aria-labelledby={`seance-${seance.id}`}>
      <div className="ep-seance-card__time">
        {!today && <p>{f.date(startsAt, { year: false })}</p>}
        <p>{morning ? t("today.card.morning") : t("today.card.afternoon")}</p>
        <p className="ep-seance-card__hour">{f.time(startsAt)}</p>
        <p>{t("today.card.until", { at: endsAt })}</p>
        {today && <p className="ep-seance-card__when">{when}</p>}
      </div>
      <div className="ep-seance-card__body">
        <h2 id={`seance-${seance.id}`}>{seance.title}</h2>
        <ul className="ep-seance-card__facts">
          <li>
            <Icon name={seance.modality === "REMOTE" ? "link" : "place"} />
            <span>
              <strong>{seance.modality === "REMOTE" ? t("today.card.remote") : seance.room}</strong>,{" "}
              {seance.place.name}
            </span>
          </li>
          <li>
            <Icon name="people" />
            <span>{t("today.card.expected", { count: seance.expected, teams: seance.teams })}</span>
          </li>
          <li>
            <Icon name="book" />
            <span>
              {seance.stage
                ? t("today.card.stage", { cohort: seance.cohort.title, position: seance.stage.position })
                : seance.cohort.title}
            </span>
          </li>
        </ul>
        {!today ? (
          <ButtonLink to={`/seances/${seance.id}`} size="lg" variant="secondary" full>
            {t("today.card.see")}
          </ButtonLink>
        ) : seance.leads ? (
          <>
            <ButtonLink to={`/seances/${seance.id}/emargement`} size="lg" full>
              {t("today.card.open")}
            </ButtonLink>
            <p className="ep-seance-card__links">
              <TextLink to={`/seances/${seance.id}/feuille`}>{t("today.card.print")}</TextLink>
              <TextLink to={`/seances/${seance.id}`}>{t("today.card.see")}</TextLink>
            </p>
          </>
        ) : (
          <>
            <ButtonLink to="/e" size="lg" full>
              {t("today.card.sign")}
            </ButtonLink>
            <p>{t("today.card.signHow")}</p>
          </>
        )}
      </div>
    </article>
  );
}
