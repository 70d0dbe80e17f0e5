import { Badge } from "~/components/ui/badge";
import { Actions, ButtonLink } from "~/components/ui/button";
import { Section } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import type { EnrolOutcome, EnrolResult } from "~/domain/cohort/schema";
import { useT } from "~/i18n/use-t";

const kinds: Record<EnrolOutcome, "done" | "info" | "neutral" | "error"> = {
  ENROLLED: "done",
  INVITED: "info",
  ALREADY: "neutral",
  ALREADY_INVITED: "neutral",
  REFERENT: "neutral",
  UNREADABLE: "error",
};

/** What became of each pasted address, in words. */
export function EnrolResults({ cohortId, results }: { cohortId: string; results: EnrolResult[] }) {
  const t = useT();
  return (
    <Section title={t("cohort.enrolPage.results")}>
      <div role="status">
        <DataTable
          caption={t("cohort.enrolPage.resultsTable")}
          rows={results}
          rowKey={({ address }) => address}
          columns={[
            { key: "address", header: t("cohort.address"), cell: ({ address }) => address },
            {
              key: "outcome",
              header: t("cohort.enrolPage.outcome"),
              cell: ({ outcome }) => <Badge kind={kinds[outcome]}>{t(`cohort.outcome.${outcome}`)}</Badge>,
            },
          ]}
        />
      </div>
      <Actions>
        <ButtonLink to={`/sessions/${cohortId}`}>{t("cohort.enrolPage.back")}</ButtonLink>
        <ButtonLink to={`/sessions/${cohortId}/inscriptions`} variant="secondary">
          {t("cohort.enrolPage.again")}
        </ButtonLink>
      </Actions>
    </Section>
  );
}
