import { type ActionFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { PostButton } from "~/components/ui/button";
import { PageTitle } from "~/components/ui/page";
import { revokeSecret } from "~/domain/account/sessions.server";
import { signedOutHeaders } from "~/http/browser.server";
import { sessionCookie } from "~/http/cookies.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "public", write: { signOut: "public" } } };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("account.signOut.title"));

export async function loader() {
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const secret: unknown = await sessionCookie().parse(request.headers.get("Cookie"));
  if (typeof secret === "string" && secret !== "") await revokeSecret(secret);
  return redirect("/connexion", { headers: await signedOutHeaders() });
}

/** For who opens the address: leaving is a form, never a link. */
export default function SignOut() {
  const t = useT();
  return (
    <>
      <PageTitle title={t("account.signOut.title")} subtitle={t("account.signOut.sentence")} />
      <PostButton intent="signOut">{t("account.signOut.submit")}</PostButton>
    </>
  );
}
