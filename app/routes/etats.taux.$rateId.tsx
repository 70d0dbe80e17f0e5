import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EndForm, OtherRates, WithdrawForm } from "~/components/pay/rate-changes";
import { cellName } from "~/components/pay/rate-words";
import { Alert, Note } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { KeyValues } from "~/components/ui/key-values";
import { PageTitle } from "~/components/ui/page";
import { Money } from "~/components/ui/table";
import { endRate, withdrawRate } from "~/domain/pay/commands/end-rate.server";
import { getRate } from "~/domain/pay/rate-book.server";
import { EndRate, WithdrawRate } from "~/domain/pay/rate-schema";
import { requireActor } from "~/http/actor.server";
import { callerOf } from "~/http/browser.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

type Named = Parameters<typeof cellName>[1];

export const handle = {
  policy: { read: "pay.readRates", write: { end: "pay.writeRates", withdraw: "pay.writeRates" } },
  breadcrumb: (rate: Named, t: T) => [
    { label: t("pay.statements.title"), to: "/etats" },
    { label: t("rates.title"), to: "/etats/taux" },
    { label: cellName(t, rate) },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => (data ? cellName(t, data) : t("rates.title")));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { ...(await orRefuse(getRate(actor, idParam(params, "rateId")))), email: actor.email };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const rateId = idParam(params, "rateId");
  const form = await parseForm(request, { end: EndRate, withdraw: WithdrawRate });
  if (!form.ok) return form.answer;
  try {
    const { browser } = await callerOf(request, context);
    if (form.intent === "end") await endRate(actor, rateId, { ...form.value, browser });
    else await withdrawRate(actor, rateId, { ...form.value, browser });
    return await redirectWithFlash(`/etats/taux/${rateId}`, `rates.row.${form.intent}Done`);
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function RatePage() {
  const t = useT();
  const f = useFormat();
  const { email, can, withdrawn, usedUntil, lines, others, ...rate } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const day = (on: string) => f.day(on, { weekday: false });
  return (
    <>
      <PageTitle
        title={cellName(t, rate)}
        subtitle={t("rates.row.subtitle", { from: day(rate.validFrom) })}
        badge={withdrawn && <Badge kind="warning">{t("rates.row.withdrawnBadge")}</Badge>}
      />
      {withdrawn && <Alert kind="warning">{t("rates.row.withdrawn", withdrawn)}</Alert>}
      <KeyValues
        items={[
          { label: t("rates.hourly"), value: <Money cents={rate.hourlyCents} /> },
          { label: t("rates.yearly"), value: <Money cents={rate.yearlyCents} /> },
          { label: t("rates.first"), value: <Money cents={rate.firstYearlyCents} /> },
          { label: t("rates.from"), value: day(rate.validFrom) },
          { label: t("rates.to"), value: rate.validTo ? day(rate.validTo) : t("rates.open") },
          { label: t("rates.source"), value: rate.source },
          { label: t("rates.row.rounding"), value: rate.rounding },
        ]}
      />
      {!withdrawn && (
        <Note>
          <p>{usedUntil ? t("rates.row.used", { day: usedUntil }) : t("rates.row.unused")}</p>
          {can.withdraw && <p>{t("rates.row.correct")}</p>}
        </Note>
      )}
      {can.end && <EndForm email={email} refused={refused} lines={lines} />}
      {can.withdraw && <WithdrawForm email={email} refused={refused} lines={lines} />}
      <OtherRates rows={others} />
    </>
  );
}
