import { ButtonLink } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { Missing } from "~/components/ui/missing";
import { useT } from "~/i18n/use-t";

const where = { enrolment: "inscriptions", seance: "seances/nouvelle" } as const;

/** The one next step of a cohort in preparation: open it, or what it lacks, with the way to each. */
export function OpeningCard({ cohortId, missing }: { cohortId: string; missing: ("enrolment" | "seance")[] }) {
  const t = useT();
  return (
    <Card title={t("cohort.opening.title")}>
      {missing.length > 0 ? (
        <Missing
          action={t("cohort.opening.action")}
          items={missing.map((what) => ({
            text: t(`cohort.opening.missing.${what}`),
            to: `/sessions/${cohortId}/${where[what]}`,
          }))}
        />
      ) : (
        <>
          <p>{t("cohort.opening.ready")}</p>
          <ButtonLink to={`/sessions/${cohortId}/ouvrir`} size="lg">
            {t("cohort.opening.action")}
          </ButtonLink>
        </>
      )}
    </Card>
  );
}
