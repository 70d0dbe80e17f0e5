import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { setLocale } from "~/domain/account/commands.server";
import { SetLocale } from "~/domain/account/schema";
import { findActor } from "~/http/actor.server";
import { localeCookie } from "~/http/cookies.server";
import { parseForm } from "~/http/form.server";
import { localPath } from "~/http/local-path";

export const handle = { policy: { read: "public", write: { setLocale: "public" } } };

export async function loader() {
  return redirect("/");
}

/** The choice is kept by the browser, and by the account of who is signed in: mails follow it. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await parseForm(request, { setLocale: SetLocale });
  if (!form.ok) return form.answer;
  const { locale, back } = form.value;
  const actor = await findActor(request);
  if (actor) await setLocale(actor, locale);
  return redirect(localPath(back), { headers: { "Set-Cookie": await localeCookie().serialize(locale) } });
}
