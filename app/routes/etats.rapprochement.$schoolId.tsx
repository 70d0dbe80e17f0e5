import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Differences } from "~/components/pay/differences";
import { askedAs, ReconciliationFilterForm } from "~/components/pay/reconciliation-filter";
import { CauseList, useSumColumns } from "~/components/pay/reconciliation-sums";
import { Note } from "~/components/ui/alert";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle, Section } from "~/components/ui/page";
import { Pager } from "~/components/ui/pagination";
import { DataTable } from "~/components/ui/table";
import { ReconciliationFilter } from "~/domain/pay/reconciliation";
import { getSchoolReconciliation, type SchoolReconciliation } from "~/domain/pay/reconciliation.server";
import { requireActor } from "~/http/actor.server";
import { filterOf, idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "pay.readReconciliation" },
  breadcrumb: ({ school }: { school: { name: string } }, t: T) => [
    { label: t("hours.title"), to: "/heures" },
    { label: t("pay.statements.title"), to: "/etats" },
    { label: t("reconciliation.title"), to: "/etats/rapprochement" },
    { label: school.name },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => data?.school.name ?? t("reconciliation.title"));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const filter = filterOf(request, ReconciliationFilter);
  return orRefuse(getSchoolReconciliation(actor, idParam(params, "schoolId"), filter));
}

export default function SchoolReconciliationPage() {
  const t = useT();
  const view = useLoaderData<typeof loader>();
  const { month, schoolYear, school, people, columns, differences, items, next } = view;
  const sums =
    useSumColumns<
      Pick<SchoolReconciliation["people"][number], "id" | "name" | "columns" | "differences" | "declared">
    >();
  return (
    <>
      <PageTitle
        title={school.name}
        subtitle={
          month
            ? t("reconciliation.subtitle.month", { month })
            : t("reconciliation.subtitle.year", { year: schoolYear })
        }
      />
      <ReconciliationFilterForm {...view} />
      <Note>{t("reconciliation.how")}</Note>
      {people.length === 0 ? (
        <EmptyState title={t("reconciliation.empty")}>{t("reconciliation.emptyWhy")}</EmptyState>
      ) : (
        <Section title={t("reconciliation.people")}>
          <DataTable
            stacked
            caption={t("reconciliation.people")}
            rows={[...people, { id: "", name: t("reconciliation.total"), columns, differences, declared: true }]}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "person",
                header: t("reconciliation.person"),
                cell: ({ id, name, declared }) => (
                  <span>
                    {name}
                    {month && id && (
                      <>
                        <br />
                        <span className="fr-hint-text">
                          {t(declared ? "reconciliation.monthDeclared" : "reconciliation.monthNotDeclared")}
                        </span>
                      </>
                    )}
                  </span>
                ),
              },
              ...sums,
              {
                key: "differences",
                header: t("reconciliation.differences"),
                cell: (row) => <CauseList differences={row.differences} />,
              },
            ]}
          />
        </Section>
      )}
      <Section title={t("reconciliation.list")}>
        {items.length === 0 ? <p>{t("reconciliation.listEmpty")}</p> : <Differences items={items} />}
        <Pager next={next ? askedAs(view, { apres: next }) : null} />
      </Section>
    </>
  );
}
