import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { TextLink } from "~/components/ui/button";
import { FormError } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { makeMove } from "~/domain/demonstration/commands.server";
import { requireDemonstration } from "~/domain/demonstration/queries.server";
import { MoveForm, MoveToDateForm } from "~/domain/demonstration/schema";
import { findActor } from "~/http/actor.server";
import { parseForm } from "~/http/form.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "public", write: { seance: "public", finSeance: "public", date: "public" } },
};

export async function loader() {
  await orRefuse(Promise.resolve().then(requireDemonstration));
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  await orRefuse(Promise.resolve().then(requireDemonstration));
  const actor = await findActor(request);
  const form = await parseForm(request, { seance: MoveForm, finSeance: MoveForm, date: MoveToDateForm });
  if (!form.ok) return form.answer;
  const { intent, value } = form;
  try {
    await makeMove(actor?.personId ?? null, intent, "to" in value ? value.to : undefined);
  } catch (error) {
    return refusal(error);
  }
  return redirect(value.back);
}

/** Shown only when a move was refused. */
export default function Demonstration() {
  const t = useT();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle title={t("common.demonstration.label")} />
      <FormError refused={refused} />
      <TextLink to="/">{t("common.page.error.home")}</TextLink>
    </>
  );
}
