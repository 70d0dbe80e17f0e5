import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SignForm } from "~/components/attendance/sign-form";
import { PageTitle } from "~/components/ui/page";
import { revokeSecret } from "~/domain/account/sessions.server";
import { signPresence } from "~/domain/attendance/commands/sign.server";
import { getReceipt } from "~/domain/attendance/receipt.server";
import { NotMe, Sign } from "~/domain/attendance/schema";
import { requireActor } from "~/http/actor.server";
import { signedOutHeaders } from "~/http/browser.server";
import { browserOf, sessionCookie } from "~/http/cookies.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "attendance.sign", write: { sign: "attendance.sign", notMe: "attendance.sign" } },
  shell: "public" as const,
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("attendance.type.title"));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const { browserHash } = await browserOf(request);
  const receipt = await orRefuse(getReceipt(actor, idParam(params, "receiptId"), browserHash));
  return { receipt, name: actor.name };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const receiptId = idParam(params, "receiptId");
  const form = await parseForm(request, { sign: Sign, notMe: NotMe });
  if (!form.ok) return form.answer;
  if (form.intent === "notMe") {
    // The receipt belongs to the browser, not to the person: whoever signs in next finds it again.
    const secret: unknown = await sessionCookie().parse(request.headers.get("Cookie"));
    if (typeof secret === "string") await revokeSecret(secret);
    return redirect(`/connexion?suite=/emarger/${receiptId}`, { headers: await signedOutHeaders() });
  }
  try {
    const { browserHash } = await browserOf(request);
    await signPresence(actor, receiptId, browserHash);
    return redirect(`/emarger/${receiptId}/fait`);
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function SignPage() {
  const t = useT();
  const f = useFormat();
  const { receipt, name } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle
        title={t("attendance.sign.title", { day: f.halfDay(receipt.startsAt, receipt.halfDay, { year: false }) })}
      />
      <SignForm receipt={receipt} name={name} refused={refused} />
    </>
  );
}
