import { Link } from "@remix-run/react";
import { Card } from "~/components/ui/card";
import { Section } from "~/components/ui/page";
import { Segments } from "~/components/ui/progress";
import { useFormat, useT } from "~/i18n/use-t";

export type MyCohort = {
  id: string;
  title: string;
  status: string;
  trainees: number;
  stages: number;
  stage: { done: number; current: number };
  nextSeanceAt: Date | null;
};

/** My sessions: seven segments for the seven stages, never a percentage. */
export function MyCohorts({ cohorts }: { cohorts: MyCohort[] }) {
  const t = useT();
  const f = useFormat();
  if (cohorts.length === 0) return null;
  return (
    <Section title={t("today.cohorts.title")}>
      <Card>
        <ul className="ep-my-cohorts">
          {cohorts.map((cohort) => {
            const { stages, stage } = cohort;
            const step = t("today.cohorts.stage", { stage: stage.current, stages });
            const next = cohort.nextSeanceAt
              ? t("today.cohorts.next", { at: cohort.nextSeanceAt.toISOString() })
              : t("today.cohorts.noNext");
            return (
              <li key={cohort.id}>
                <p className="ep-my-cohorts__head">
                  <Link to={`/sessions/${cohort.id}`}>{cohort.title}</Link>
                  <span>{t("today.cohorts.trainees", { count: cohort.trainees })}</span>
                </p>
                <Segments
                  done={stage.done}
                  current
                  total={stages}
                  label={t("today.cohorts.progress", {
                    stage: stage.current,
                    stages: f.number(stages),
                    title: cohort.title,
                  })}
                />
                <p className="ep-my-cohorts__foot">
                  {cohort.status === "PREPARATION" ? t("today.cohorts.preparation") : `${step} – ${next}`}
                </p>
              </li>
            );
          })}
        </ul>
      </Card>
    </Section>
  );
}
