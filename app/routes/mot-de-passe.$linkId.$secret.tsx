import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data, useActionData, useLoaderData } from "@remix-run/react";
import { ChosenPassword, DeadLink } from "~/components/account/links";
import { Button } from "~/components/ui/button";
import { Form } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { getReset, resetPassword } from "~/domain/account/commands/reset.server";
import { ChoosePassword } from "~/domain/account/schema";
import { signedOutHeaders } from "~/http/browser.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { linkParams } from "~/http/params.server";
import { liveOrDead, refusal } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "public", write: { resetPassword: "public" } }, shell: "public" };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("account.reset.choose"));

export async function loader({ params }: LoaderFunctionArgs) {
  const link = await liveOrDead(getReset(linkParams(params)));
  return data(link, { status: link.dead ? 409 : 200 });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const link = linkParams(params);
  const form = await parseForm(request, { resetPassword: ChoosePassword });
  if (!form.ok) return form.answer;
  try {
    await resetPassword({ ...link, password: form.value.password });
  } catch (error) {
    return refusal(error);
  }
  return redirectWithFlash("/connexion", "account.reset.done", {}, await signedOutHeaders());
}

export default function ResetPage() {
  const t = useT();
  const link = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (link.value === null)
    return <DeadLink title={t("account.reset.dead")} reason={link.dead} again={t("account.reset.again")} />;
  return (
    <>
      <PageTitle
        title={t("account.reset.choose")}
        subtitle={t("account.reset.chooseSubtitle", { email: link.value.email })}
      />
      <Form refused={refused} intent="resetPassword">
        <ChosenPassword email={link.value.email} label={t("account.newPassword")} />
        <Button>{t("account.reset.chooseSubmit")}</Button>
      </Form>
    </>
  );
}
