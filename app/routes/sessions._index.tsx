import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { CohortBadge } from "~/components/cohort/status";
import { ButtonLink } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import { listCohorts } from "~/domain/cohort/queries.server";
import { requireActor } from "~/http/actor.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "cohort.read" } };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("cohort.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return listCohorts(actor);
}

export default function Cohorts() {
  const t = useT();
  const { cohorts, can } = useLoaderData<typeof loader>();
  const open = can.create && (
    <ButtonLink to="/sessions/nouvelle" icon="plus">
      {t("cohort.open")}
    </ButtonLink>
  );
  return (
    <>
      <PageTitle title={t("cohort.title")} subtitle={t("cohort.subtitle")} actions={cohorts.length > 0 && open} />
      {cohorts.length === 0 ? (
        <EmptyState title={t("cohort.empty")} action={open}>
          {can.create ? t("cohort.emptyLead") : t("cohort.emptyOther")}
        </EmptyState>
      ) : (
        <DataTable
          caption={t("cohort.list")}
          rows={cohorts}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "title",
              header: t("cohort.columns.title"),
              cell: ({ id, title }) => <Link to={`/sessions/${id}`}>{title}</Link>,
            },
            {
              key: "status",
              header: t("cohort.columns.status"),
              cell: ({ status }) => <CohortBadge status={status} />,
            },
            { key: "place", header: t("cohort.columns.place"), cell: ({ placeName }) => placeName },
            { key: "referent", header: t("cohort.columns.referent"), cell: ({ referentName }) => referentName },
            { key: "people", header: t("cohort.columns.people"), align: "end", cell: ({ trainees }) => trainees },
          ]}
        />
      )}
    </>
  );
}
