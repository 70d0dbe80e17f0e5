import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EnvelopeTable } from "~/components/budget/envelope-table";
import { NationalTable } from "~/components/budget/national-table";
import { Alert } from "~/components/ui/alert";
import { ButtonLink, TextLink } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle, Section } from "~/components/ui/page";
import { getBudget } from "~/domain/budget/queries.server";
import { requireActor } from "~/http/actor.server";
import { orRefuse } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "budget.open" } };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("budget.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  return orRefuse(getBudget(await requireActor(request)));
}

export default function Budget() {
  const t = useT();
  const { at, exercise, allocation, training, staff, national, can } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle
        title={t("budget.title")}
        subtitle={t("budget.subtitle", { year: exercise, at })}
        actions={
          <>
            {can.split && <ButtonLink to="/budget/repartition">{t("budget.toSplit")}</ButtonLink>}
            <TextLink to="/etats/taux">{t("rates.all")}</TextLink>
          </>
        }
      />
      {training.length === 0 ? (
        <EmptyState title={t("budget.notPublished")}>{t("budget.notPublishedWhy")}</EmptyState>
      ) : (
        <Section
          title={t("budget.training")}
          aside={allocation && t("budget.published", { cents: allocation.totalCents, at: allocation.at })}
        >
          <Alert kind="info" title={t("budget.noStaff")}>
            {t("budget.noStaffWhy")}
          </Alert>
          {national ? (
            <NationalTable rows={training} />
          ) : (
            <EnvelopeTable caption={t("budget.training")} rows={training} staff={false} />
          )}
        </Section>
      )}
      {staff.length > 0 && (
        <Section title={t("budget.staff")} aside={t("budget.staffAside")}>
          {staff.some(({ fictional }) => fictional) && <p>{t("budget.fictionalWhy")}</p>}
          <EnvelopeTable caption={t("budget.staff")} rows={staff} staff />
        </Section>
      )}
    </>
  );
}
