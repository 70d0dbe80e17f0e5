import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RateForm } from "~/components/pay/rate-form";
import { RatePreview } from "~/components/pay/rate-preview";
import { Disclosure } from "~/components/ui/disclosure";
import { PageTitle } from "~/components/ui/page";
import { previewRates, writeRates } from "~/domain/pay/commands/write-rates.server";
import { requireWriter } from "~/domain/pay/rate-book.server";
import { requireActor } from "~/http/actor.server";
import { callerOf } from "~/http/browser.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { carriedOn, PreviewRates, proposalOf, WriteRates } from "~/http/rate-fields.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "pay.writeRates", write: { preview: "pay.writeRates", write: "pay.writeRates" } },
  breadcrumb: (_data: unknown, t: T) => [
    { label: t("pay.statements.title"), to: "/etats" },
    { label: t("rates.title"), to: "/etats/taux" },
    { label: t("rates.write.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("rates.write.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  await orRefuse(requireWriter(actor));
  return { email: actor.email };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { preview: PreviewRates, write: WriteRates });
  if (!form.ok) return form.answer;
  const { values } = form;
  try {
    const proposal = proposalOf(form.value);
    const seen = async () => ({ preview: await previewRates(actor, proposal), carried: carriedOn(values, proposal) });
    if (form.intent === "preview") return { ...(await seen()), values };
    try {
      const { seen: key, confirmed, password } = form.value;
      const { browser } = await callerOf(request, context);
      const { written: count } = await writeRates(actor, proposal, { seen: key, confirmed, password, browser });
      return await redirectWithFlash(`/etats/taux?le=${proposal.validFrom}`, "rates.preview.done", { count });
    } catch (error) {
      // The preview stays in sight, as it would be now.
      const { data: body, init } = refusal(error, values);
      return data({ ...body, ...(await seen()) }, init ?? {});
    }
  } catch (error) {
    return refusal(error, values);
  }
}

export default function WriteRatesPage() {
  const t = useT();
  const { email } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const read = answer && "preview" in answer ? answer : null;
  const form = <RateForm typed={answer?.values ?? {}} refused={answer} />;
  return (
    <>
      <PageTitle title={t("rates.write.title")} subtitle={t("rates.write.subtitle")} />
      {read ? (
        <>
          <RatePreview preview={read.preview} carried={read.carried} email={email} refused={answer} />
          <Disclosure summary={t("rates.write.change")} open={read.preview.faults.length > 0}>
            {form}
          </Disclosure>
        </>
      ) : (
        form
      )}
    </>
  );
}
