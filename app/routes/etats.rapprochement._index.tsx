import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { ReconciledRuns } from "~/components/pay/reconciled-runs";
import { askedAs, ReconciliationFilterForm } from "~/components/pay/reconciliation-filter";
import { CauseList, useSumColumns } from "~/components/pay/reconciliation-sums";
import { Note } from "~/components/ui/alert";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle } from "~/components/ui/page";
import { Pager } from "~/components/ui/pagination";
import { DataTable } from "~/components/ui/table";
import { listReconciled } from "~/domain/pay/reconciled.server";
import { ReconciliationFilter } from "~/domain/pay/reconciliation";
import { getReconciliation, type ReconciliationView } from "~/domain/pay/reconciliation.server";
import { requireActor } from "~/http/actor.server";
import { filterOf } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "pay.readReconciliation" },
  breadcrumb: (_data: unknown, t: T) => [
    { label: t("hours.title"), to: "/heures" },
    { label: t("pay.statements.title"), to: "/etats" },
    { label: t("reconciliation.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("reconciliation.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const view = await orRefuse(getReconciliation(actor, filterOf(request, ReconciliationFilter)));
  return { view, runs: await listReconciled(actor) };
}

export default function Reconciliation() {
  const t = useT();
  const { view, runs } = useLoaderData<typeof loader>();
  const { month, schoolYear, schools, next, academieId } = view;
  const sums = useSumColumns<ReconciliationView["schools"][number]>();
  return (
    <>
      <PageTitle
        title={t("reconciliation.title")}
        subtitle={
          month
            ? t("reconciliation.subtitle.month", { month })
            : t("reconciliation.subtitle.year", { year: schoolYear })
        }
      />
      <ReconciliationFilterForm {...view} />
      <Note>{t("reconciliation.how")}</Note>
      {schools.length === 0 ? (
        <EmptyState title={t("reconciliation.empty")}>{t("reconciliation.emptyWhy")}</EmptyState>
      ) : (
        <DataTable
          stacked
          caption={t("reconciliation.schools")}
          rows={schools}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "school",
              header: t("reconciliation.school"),
              cell: ({ id, name }) => <Link to={`/etats/rapprochement/${id}${askedAs(view)}`}>{name}</Link>,
            },
            ...sums,
            {
              key: "differences",
              header: t("reconciliation.differences"),
              cell: ({ differences }) => <CauseList differences={differences} />,
            },
          ]}
        />
      )}
      <Pager next={next ? askedAs(view, { academie: academieId, apres: next }) : null} />
      {runs && <ReconciledRuns runs={runs} />}
    </>
  );
}
