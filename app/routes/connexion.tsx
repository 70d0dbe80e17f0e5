import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Note } from "~/components/ui/alert";
import { Button, TextLink } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { signIn } from "~/domain/account/commands/sign-in.server";
import { SignIn } from "~/domain/account/schema";
import { findActor } from "~/http/actor.server";
import { callerOf, signedInHeaders } from "~/http/browser.server";
import { parseForm } from "~/http/form.server";
import { localPath } from "~/http/local-path";
import { refusal } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "public", write: { signIn: "public" } }, shell: "public" };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("account.signIn.title"));

export async function loader({ request, context }: LoaderFunctionArgs) {
  const suite = localPath(new URL(request.url).searchParams.get("suite"));
  if (await findActor(request)) throw redirect(suite);
  // The browser's cookie is given before the form is sent, so that its failures are counted as its own.
  const { headers } = await callerOf(request, context);
  return data({ suite }, { headers });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await callerOf(request, context);
  const form = await parseForm(request, { signIn: SignIn });
  if (!form.ok) return form.answer;
  const { email, password, suite } = form.value;
  try {
    const signedIn = await signIn(email, password, caller.browser);
    return redirect(localPath(suite), { headers: await signedInHeaders(caller, signedIn) });
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function SignInPage() {
  const t = useT();
  const { suite } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle title={t("account.signIn.title")} />
      <Form refused={refused} intent="signIn" reloadDocument>
        <input type="hidden" name="suite" value={suite} />
        <Field name="email" label={t("account.email")} type="email" autoComplete="username" />
        <Field name="password" label={t("account.password")} type="password" autoComplete="current-password" />
        <Button full size="lg">
          {t("account.signIn.submit")}
        </Button>
      </Form>
      <TextLink to="/mot-de-passe">{t("account.signIn.forgotten")}</TextLink>
      <Note icon="info">
        <p>{t("account.signIn.first")}</p>
        <p>{t("account.signIn.shared")}</p>
      </Note>
    </>
  );
}
