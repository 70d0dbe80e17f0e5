import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { ChosenPassword, DeadLink } from "~/components/account/links";
import { Note } from "~/components/ui/alert";
import { Button, ButtonLink } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { acceptInvitation, activateAccount, getInvitation } from "~/domain/account/invitations.server";
import { Activate, Nothing } from "~/domain/account/schema";
import { findLiveReceipt } from "~/domain/attendance/receipt.server";
import { findActor, requireActor } from "~/http/actor.server";
import { callerOf, signedInHeaders } from "~/http/browser.server";
import { parseForm } from "~/http/form.server";
import { localeOf } from "~/http/locale.server";
import { linkParams } from "~/http/params.server";
import { liveOrDead, refusal } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "public", write: { activate: "public", accept: "public" } },
  shell: "public",
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("account.invitation.title"));

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const invitation = await liveOrDead(getInvitation(linkParams(params)));
  const actor = await findActor(request);
  const { headers } = await callerOf(request, context);
  return data({ ...invitation, signedInAs: actor?.email ?? null }, { headers, status: invitation.dead ? 409 : 200 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const link = linkParams(params);
  const form = await parseForm(request, { activate: Activate, accept: Nothing });
  if (!form.ok) return form.answer;
  try {
    const caller = await callerOf(request, context);
    // Somebody invited in the room has shown the code before having an account: back to signing.
    const receiptId = await findLiveReceipt(caller.browser.browserHash);
    const next = receiptId ? `/emarger/${receiptId}` : "/";
    if (form.intent === "accept") {
      await acceptInvitation(await requireActor(request), link);
      return redirect(next);
    }
    const signedIn = await activateAccount({ ...link, ...form.value, locale: await localeOf(request) }, caller.browser);
    return redirect(next, { headers: await signedInHeaders(caller, signedIn) });
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function InvitationPage() {
  const t = useT();
  const invitation = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { pathname } = useLocation();
  if (invitation.value === null)
    return (
      <DeadLink title={t("account.invitation.dead")} reason={invitation.dead} again={t("account.invitation.again")} />
    );
  const { email, active, givenName, familyName } = invitation.value;
  if (active && invitation.signedInAs !== email)
    return (
      <>
        <PageTitle title={t("account.invitation.accept")} subtitle={t("account.invitation.signInFirst", { email })} />
        <ButtonLink to={`/connexion?suite=${encodeURIComponent(pathname)}`}>{t("account.signIn.title")}</ButtonLink>
      </>
    );
  if (active)
    return (
      <>
        <PageTitle
          title={t("account.invitation.accept")}
          subtitle={t("account.invitation.acceptSentence", { email })}
        />
        <Form refused={refused} intent="accept">
          <Button>{t("account.invitation.accept")}</Button>
        </Form>
      </>
    );
  return (
    <>
      <PageTitle title={t("account.invitation.title")} subtitle={t("account.invitation.subtitle", { email })} />
      <Form refused={refused} intent="activate" reloadDocument>
        <Field
          name="givenName"
          label={t("account.invitation.givenName")}
          autoComplete="given-name"
          defaultValue={givenName}
        />
        <Field
          name="familyName"
          label={t("account.invitation.familyName")}
          autoComplete="family-name"
          defaultValue={familyName}
        />
        <ChosenPassword email={email} label={t("account.password")} />
        <Button full size="lg">
          {t("account.invitation.submit")}
        </Button>
      </Form>
      <Note icon="info">{t("account.invitation.privacy")}</Note>
    </>
  );
}
