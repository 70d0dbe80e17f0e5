import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { RunProgress } from "~/components/pay/run-progress";
import { WindowNotes } from "~/components/pay/window-notes";
import { Badge } from "~/components/ui/badge";
import { ButtonLink, TextLink } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle } from "~/components/ui/page";
import { DataTable, Money } from "~/components/ui/table";
import { can } from "~/domain/authorize";
import { hoursPolicy } from "~/domain/hours/policy";
import { payPolicy } from "~/domain/pay/policy";
import { listStatements } from "~/domain/pay/queries.server";
import { getRuns } from "~/domain/pay/run.server";
import { listWindowNotes } from "~/domain/pay/windows.server";
import { requireActor } from "~/http/actor.server";
import { orRefuse } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "pay.listStatements" },
  breadcrumb: (_data: unknown, t: T) => [
    { label: t("hours.title"), to: "/heures" },
    { label: t("pay.statements.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("pay.statements.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const [statements, calendars, drafting] = await Promise.all([
    orRefuse(listStatements(actor)),
    listWindowNotes(actor),
    getRuns(actor),
  ]);
  const may = {
    close: can(actor, payPolicy, "pay.readClosings", null),
    proofs: can(actor, hoursPolicy, "hours.readProofs", null),
    calendar: can(actor, payPolicy, "pay.readWindows", null),
    reconcile: can(actor, payPolicy, "pay.readReconciliation", null),
  };
  return { statements, calendars, drafting, may };
}

const kinds = { DRAFT: "warning", CONTROLLED: "info", DECIDED: "info", EXPORTED: "done" } as const;

export default function Statements() {
  const t = useT();
  const f = useFormat();
  const { statements, calendars, drafting, may } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle
        title={t("pay.statements.title")}
        subtitle={t("pay.statements.subtitle")}
        actions={
          <>
            {may.close && (
              <ButtonLink to="/etats/cloture" variant="secondary" icon="check-circle">
                {t("payFlow.closing.title")}
              </ButtonLink>
            )}
            {may.calendar && (
              <ButtonLink to="/etats/calendrier" variant="secondary" icon="calendar">
                {t("payFlow.calendar.title")}
              </ButtonLink>
            )}
            {may.reconcile && (
              <ButtonLink to="/etats/rapprochement" variant="secondary" icon="euro">
                {t("reconciliation.title")}
              </ButtonLink>
            )}
            <TextLink to="/etats/taux">{t("rates.all")}</TextLink>
            {may.proofs && <TextLink to="/preuves">{t("hours.proofs.title")}</TextLink>}
          </>
        }
      />
      {calendars.map(({ academieId, academie, notes }) => (
        <WindowNotes key={academieId} notes={notes} of={calendars.length > 1 ? academie : undefined} />
      ))}
      <RunProgress {...drafting} />
      {statements.length === 0 ? (
        <EmptyState title={t("pay.statements.empty")}>{t("pay.statements.emptyWhy")}</EmptyState>
      ) : (
        <DataTable
          stacked
          caption={t("pay.statements.table")}
          rows={statements}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "number",
              header: t("pay.statements.number"),
              cell: ({ id, number }) => <Link to={`/etats/${id}`}>{number}</Link>,
            },
            {
              key: "channel",
              header: t("pay.statements.channel"),
              cell: ({ channel }) => t(`mission.channel.${channel}`),
            },
            { key: "month", header: t("pay.statements.month"), cell: ({ month }) => f.month(month) },
            { key: "academie", header: t("pay.statements.academie"), cell: ({ academie }) => academie },
            {
              key: "status",
              header: t("pay.statements.status"),
              cell: ({ status }) => <Badge kind={kinds[status]}>{t(`pay.status.${status}`)}</Badge>,
            },
            {
              key: "total",
              header: t("pay.statements.total"),
              align: "end",
              cell: ({ totalCents }) =>
                totalCents === null ? t("pay.statements.partial") : <Money cents={totalCents} />,
            },
          ]}
        />
      )}
    </>
  );
}
