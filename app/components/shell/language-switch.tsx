import { useLocation } from "@remix-run/react";
import { useLocale, useT } from "~/i18n/use-t";

/** A plain form: the choice is a cookie, and the page comes back in the other language. */
export function LanguageSwitch() {
  const t = useT();
  const other = useLocale() === "fr" ? "en" : "fr";
  const { pathname, search } = useLocation();
  return (
    <form method="post" action="/langue" className="ep-language">
      <input type="hidden" name="back" value={pathname + search} />
      <button type="submit" name="locale" value={other} lang={other} className="ep-bar-top__button">
        <span aria-hidden="true">{other.toUpperCase()}</span>
        <span className="fr-sr-only">{t("common.language.toOther")}</span>
      </button>
    </form>
  );
}
