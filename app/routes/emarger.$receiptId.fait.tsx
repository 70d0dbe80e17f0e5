import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SignedPage, UndonePage } from "~/components/attendance/signed";
import { FormError } from "~/components/ui/form";
import { undoSignature } from "~/domain/attendance/commands/sign.server";
import { getReceipt } from "~/domain/attendance/receipt.server";
import { Undo } from "~/domain/attendance/schema";
import { requireActor } from "~/http/actor.server";
import { browserOf } from "~/http/cookies.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";

export const handle = {
  policy: { read: "attendance.sign", write: { undo: "attendance.sign" } },
  shell: "public" as const,
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) =>
    data?.receipt.signedAt ? t("attendance.done.title", { at: data.receipt.signedAt }) : t("attendance.done.undone"),
  );

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const { browserHash } = await browserOf(request);
  const receipt = await orRefuse(getReceipt(actor, idParam(params, "receiptId"), browserHash));
  if (!receipt.signedAt && !receipt.undone) throw redirect(`/emarger/${receipt.receiptId}`);
  return { receipt };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const receiptId = idParam(params, "receiptId");
  const form = await parseForm(request, { undo: Undo });
  if (!form.ok) return form.answer;
  try {
    const { browserHash } = await browserOf(request);
    await undoSignature(actor, receiptId, browserHash);
    return redirect(`/emarger/${receiptId}/fait`);
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Done() {
  const { receipt } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <FormError refused={refused} />
      {receipt.signedAt ? <SignedPage receipt={receipt} signedAt={receipt.signedAt} /> : <UndonePage />}
    </>
  );
}
