import { Link } from "@remix-run/react";
import { useT } from "~/i18n/use-t";

const views = ["mine", "place"] as const;

/** My hours, or those I answer for: two addresses, not two tabs. */
export function ViewLinks({ view }: { view: "mine" | "place" }) {
  const t = useT();
  return (
    <nav aria-label={t("hours.view.label")}>
      <ul className="fr-tags-group">
        {views.map((one) => (
          <li key={one}>
            <Link to={`?vue=${one}`} className="fr-tag" aria-current={one === view ? "page" : undefined}>
              {t(`hours.view.${one}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
