import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PrintButton } from "~/components/attendance/print-button";
import { RateGaps, RateStarts, RatesAwaited, RateTable } from "~/components/pay/rate-table";
import { Button, ButtonLink } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { getRates } from "~/domain/pay/rate-book.server";
import { RatesOn } from "~/domain/pay/rate-schema";
import { requireActor } from "~/http/actor.server";
import { filterOf } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "pay.readRates" },
  breadcrumb: (_data: unknown, t: T) => [
    { label: t("hours.title"), to: "/heures" },
    { label: t("pay.statements.title"), to: "/etats" },
    { label: t("rates.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("rates.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return orRefuse(getRates(actor, filterOf(request, RatesOn).le ?? null));
}

export default function Rates() {
  const t = useT();
  const { on, rows, gaps, starts, waiting, canWrite } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle
        title={t("rates.title")}
        subtitle={t("rates.subtitle", { on })}
        actions={
          <>
            {canWrite && <ButtonLink to="/etats/taux/nouveaux">{t("rates.write.title")}</ButtonLink>}
            <PrintButton label={t("rates.print")} />
          </>
        }
      />
      <Form method="get" className="ep-no-print">
        <Field key={on} name="le" type="date" label={t("rates.filter.on")} defaultValue={on} width="sm" />
        <Button variant="secondary">{t("rates.filter.show")}</Button>
      </Form>
      <RateTable rows={rows} />
      <RateGaps gaps={gaps} cells={rows.length} />
      {canWrite && <RatesAwaited waiting={waiting} />}
      <RateStarts starts={starts} />
    </>
  );
}
