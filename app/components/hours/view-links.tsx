import { Link } from "@remix-run/react";
import { Actions } from "~/components/ui/button";
import { useT } from "~/i18n/use-t";

const views = ["mine", "place"] as const;

/** My hours, or those I answer for: two addresses, not two tabs. */
export function ViewLinks({ view }: { view: "mine" | "place" }) {
  const t = useT();
  return (
    <nav aria-label={t("hours.view.label")}>
      <Actions>
        {views.map((one) => (
          <Link
            key={one}
            to={`?vue=${one}`}
            className={`fr-btn fr-btn--${one === view ? "secondary" : "tertiary"}`}
            aria-current={one === view ? "page" : undefined}
          >
            {t(`hours.view.${one}`)}
          </Link>
        ))}
      </Actions>
    </nav>
  );
}
