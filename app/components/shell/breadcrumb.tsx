import { Link } from "@remix-run/react";
import { useT } from "~/i18n/use-t";

export type Crumb = { label: string; to?: string };

/** The way up from a page below the first level; the page itself is told by its title. */
export function Breadcrumb({ items }: { items: readonly Crumb[] }) {
  const t = useT();
  if (items.length === 0) return null;
  return (
    <nav className="fr-breadcrumb ep-breadcrumb" aria-label={t("common.nav.breadcrumb")}>
      <ol className="fr-breadcrumb__list">
        {items.map((item) => (
          <li key={`${item.to ?? ""}${item.label}`}>
            {item.to ? (
              <Link className="fr-breadcrumb__link" to={item.to}>
                {item.label}
              </Link>
            ) : (
              <span className="fr-breadcrumb__link" aria-current="page">
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
