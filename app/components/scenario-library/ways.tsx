import { Link } from "@remix-run/react";
import { TextLink } from "~/components/ui/button";
import type { PublicationStatus } from "~/domain/publication/schema";
import { useFormat, useT } from "~/i18n/use-t";

type Props = {
  scenarioId: string;
  around: {
    lineage: {
      scenario: { id: string; title: string } | null;
      hidden: boolean;
      credit: string | null;
      publicationId: string | null;
    };
    trial: { startsOn: Date; endsOn: Date } | null;
    publication: { id: string; status: PublicationStatus } | null;
    can: { follow: boolean; propose: boolean };
  };
};

/** Where a scenario comes from, and where it goes next: the trial, the library, a copy. Plain links. */
export function ScenarioWays({ scenarioId, around }: Props) {
  const t = useT();
  const f = useFormat();
  const { trial, publication, can } = around;
  const here = `/scenarios/${scenarioId}`;
  return (
    <>
      <Lineage {...around.lineage} />
      <nav aria-label={t("scenarioLibrary.ways.label")} className="ep-ways">
        <TextLink to={`${here}/essai`} icon="calendar">
          {trial
            ? t("scenarioLibrary.ways.trialFrom", { from: f.day(trial.startsOn), to: f.day(trial.endsOn) })
            : t("scenarioLibrary.ways.trial")}
        </TextLink>
        {can.follow && (can.propose || publication) && (
          <TextLink to={`${here}/publier`} icon="book">
            {publication ? t(`scenarioLibrary.ways.status.${publication.status}`) : t("scenarioLibrary.ways.share")}
          </TextLink>
        )}
        <TextLink to={`${here}/dupliquer`} icon="copy">
          {t("scenarioLibrary.duplicate.link")}
        </TextLink>
      </nav>
    </>
  );
}

/** « D'après … », with a link for who may read it. */
function Lineage({ scenario, hidden, credit, publicationId }: Props["around"]["lineage"]) {
  const t = useT();
  if (!scenario && !hidden && !credit) return null;
  return (
    <div className="ep-scenario-note">
      {scenario && (
        <p>
          {t("scenarioLibrary.lineage.of")} <Link to={`/scenarios/${scenario.id}`}>{scenario.title}</Link>
        </p>
      )}
      {hidden && <p>{t("scenarioLibrary.lineage.hidden")}</p>}
      {credit && <p>{t("scenarioLibrary.lineage.after", { credit })}</p>}
      {publicationId && (
        <p>
          <Link to={`/mediatheque/${publicationId}`}>{t("scenarioLibrary.lineage.published")}</Link>
        </p>
      )}
    </div>
  );
}
