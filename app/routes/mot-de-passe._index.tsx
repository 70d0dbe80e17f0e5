import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data, useActionData, useLoaderData } from "@remix-run/react";
import { Alert } from "~/components/ui/alert";
import { Button, TextLink } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { askReset } from "~/domain/account/commands/reset.server";
import { AskReset } from "~/domain/account/schema";
import { callerOf } from "~/http/browser.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { refusal } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "public", write: { askReset: "public" } }, shell: "public" };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("account.reset.title"));

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { headers } = await callerOf(request, context);
  return data({ sent: new URL(request.url).searchParams.has("envoye") }, { headers });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { browser, headers } = await callerOf(request, context);
  const form = await parseForm(request, { askReset: AskReset });
  if (!form.ok) return form.answer;
  try {
    await askReset(form.value.email, browser);
  } catch (error) {
    return refusal(error, form.values);
  }
  return redirectWithFlash("/mot-de-passe?envoye", "account.reset.sent", {}, headers);
}

export default function AskResetPage() {
  const t = useT();
  const { sent } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle title={t("account.reset.title")} subtitle={t("account.reset.subtitle")} />
      {sent && <Alert kind="info">{t("account.reset.sent")}</Alert>}
      <Form refused={refused} intent="askReset">
        <Field name="email" label={t("account.email")} type="email" autoComplete="username" />
        <Button>{t("account.reset.submit")}</Button>
      </Form>
      <TextLink to="/connexion">{t("account.signIn.title")}</TextLink>
    </>
  );
}
