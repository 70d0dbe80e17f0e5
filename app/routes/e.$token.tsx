import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CodeForm } from "~/components/attendance/code-form";
import { FormError } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { receiveCode } from "~/domain/attendance/commands/receive.server";
import { findActor } from "~/http/actor.server";
import { browserOf } from "~/http/cookies.server";
import { refusal } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "public" }, shell: "public" as const };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("attendance.type.title"));

/** The address of the QR: a fresh token becomes a receipt of this browser, which is then asked who it is. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const [actor, { browserHash, setCookie }] = await Promise.all([findActor(request), browserOf(request)]);
  try {
    const shower = { browserHash, accountId: actor?.accountId ?? null };
    const { receiptId } = await receiveCode({ proof: "QR", token: params.token ?? "" }, shower);
    return redirect(`/emarger/${receiptId}`, { headers: setCookie ? { "Set-Cookie": setCookie } : {} });
  } catch (error) {
    return refusal(error);
  }
}

export default function StaleQr() {
  const t = useT();
  const refused = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle title={t("attendance.type.linkTitle")} subtitle={t("attendance.type.subtitle")} />
      <FormError refused={refused} />
      <CodeForm />
    </>
  );
}
