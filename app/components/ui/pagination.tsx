import { Link } from "@remix-run/react";
import { useT } from "~/i18n/use-t";
import { Icon } from "./icon";

/** Keyset pages: the addresses of the page before and of the page after. */
export function Pager({ previous, next }: { previous?: string | null; next?: string | null }) {
  const t = useT();
  if (!previous && !next) return null;
  return (
    <nav className="ep-pager" aria-label={t("common.list.label")}>
      {previous && (
        <Link to={previous} className="fr-btn fr-btn--secondary" rel="prev">
          <Icon name="chevron-left" />
          {t("common.list.previous")}
        </Link>
      )}
      {next && (
        <Link to={next} className="fr-btn fr-btn--secondary" rel="next">
          {t("common.list.next")}
          <Icon name="chevron" />
        </Link>
      )}
    </nav>
  );
}
