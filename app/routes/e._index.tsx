import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { CodeForm } from "~/components/attendance/code-form";
import { PageTitle } from "~/components/ui/page";
import { receiveCode } from "~/domain/attendance/commands/receive.server";
import { TypeCode } from "~/domain/attendance/schema";
import { findActor } from "~/http/actor.server";
import { browserOf } from "~/http/cookies.server";
import { parseForm } from "~/http/form.server";
import { refusal } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "public", write: { receive: "public" } }, shell: "public" as const };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("attendance.type.title"));

/** The browser is known before it tries a code, so that tries are counted by browser. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { setCookie } = await browserOf(request);
  return data(null, { headers: setCookie ? { "Set-Cookie": setCookie } : {} });
}

export async function action({ request }: ActionFunctionArgs) {
  const [actor, { browserHash, setCookie }] = await Promise.all([findActor(request), browserOf(request)]);
  const form = await parseForm(request, { receive: TypeCode });
  if (!form.ok) return form.answer;
  try {
    const shower = { browserHash, accountId: actor?.accountId ?? null };
    const { receiptId } = await receiveCode({ proof: "CODE", code: form.value.code ?? "" }, shower);
    return redirect(`/emarger/${receiptId}`, { headers: setCookie ? { "Set-Cookie": setCookie } : {} });
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function TypeTheCode() {
  const t = useT();
  return (
    <>
      <PageTitle title={t("attendance.type.title")} subtitle={t("attendance.type.subtitle")} />
      <CodeForm refused={useActionData<typeof action>()} />
    </>
  );
}
