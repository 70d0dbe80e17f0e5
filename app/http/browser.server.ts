import type { AppLoadContext } from "@remix-run/node";
import type { SignedIn } from "~/domain/account/commands/sign-in.server";
import type { Browser } from "~/domain/account/limits.server";
import { browserOf, marksCookie, sessionCookie } from "./cookies.server";

/** Accounts one browser remembers having signed in: enough for a shared computer of a staff room. */
const MARKS_KEPT = 12;

export type Caller = { browser: Browser; headers: Headers };

/** Who asks, for limits and sessions; `headers` carry the browser's cookie where it had none. */
export async function callerOf(request: Request, context: AppLoadContext): Promise<Caller> {
  const cookies = request.headers.get("Cookie");
  const [{ browserHash, setCookie }, marks, secret] = await Promise.all([
    browserOf(request),
    marksCookie().parse(cookies) as Promise<unknown>,
    sessionCookie().parse(cookies) as Promise<unknown>,
  ]);
  const headers = new Headers();
  if (setCookie) headers.append("Set-Cookie", setCookie);
  return {
    browser: {
      browserHash,
      marks: Array.isArray(marks) ? marks.filter((mark) => typeof mark === "string").slice(0, MARKS_KEPT) : [],
      address: context.address ?? "",
      userAgent: request.headers.get("User-Agent") ?? "",
      formerSecret: typeof secret === "string" && secret !== "" ? secret : undefined,
    },
    headers,
  };
}

/** The cookies of a browser that has just signed in. */
export async function signedInHeaders({ browser, headers }: Caller, { secret, mark }: SignedIn): Promise<Headers> {
  const marks = [mark, ...browser.marks.filter((kept) => kept !== mark)].slice(0, MARKS_KEPT);
  headers.append("Set-Cookie", await sessionCookie().serialize(secret));
  headers.append("Set-Cookie", await marksCookie().serialize(marks));
  return headers;
}

/** For a browser that leaves: its cookie goes, and what pages keep on the device. */
export async function signedOutHeaders(): Promise<Headers> {
  return new Headers({
    "Set-Cookie": await sessionCookie().serialize("", { maxAge: 0 }),
    "Clear-Site-Data": '"storage"',
  });
}
