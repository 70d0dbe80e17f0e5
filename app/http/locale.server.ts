import type { Actor } from "~/domain/actor";
import type { Locale } from "~/i18n/catalogue";
import { localeCookie } from "./cookies.server";

/**
 * The language of a page: the person's, else the one chosen in this browser, else French. What the browser prefers does
 * not count: in schools it is often whatever the machine was installed in, and the other language is one button away.
 */
export async function localeOf(request: Request, actor: Actor | null = null): Promise<Locale> {
  return actor?.locale ?? (await chosenLocale(request.headers.get("Cookie"))) ?? "fr";
}

/** The language chosen in this browser, for visitors without an account. */
export async function chosenLocale(cookieHeader: string | null): Promise<Locale | null> {
  const chosen: unknown = await localeCookie().parse(cookieHeader);
  return chosen === "fr" || chosen === "en" ? chosen : null;
}

/** For programs, which choose nothing but headers: English only for who asks for it before French. */
export function preferredLocale(acceptLanguage: string | null | undefined): Locale {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const q = Number(
        parameters
          .find((text) => text.trim().startsWith("q="))
          ?.trim()
          .slice(2) ?? 1,
      );
      return { language: tag.split("-")[0], q: Number.isFinite(q) ? q : 0 };
    })
    .filter(({ language, q }) => q > 0 && (language === "fr" || language === "en"))
    .sort((a, b) => b.q - a.q);
  return wanted[0]?.language === "en" ? "en" : "fr";
}
