import { Link } from "@remix-run/react";
import { Icon, type IconName } from "~/components/ui/icon";
import { useT } from "~/i18n/use-t";
import { Menu } from "./menu";
import type { SectionId } from "./sections";

export type Entry = { id: SectionId; to: string };

const icons: Record<SectionId, IconName> = {
  today: "home",
  paths: "list",
  cohorts: "people",
  scenarios: "book",
  hours: "clock",
  budget: "euro",
  academie: "school",
};

/** On a phone the bar holds five at most: what does not fit stands behind « Plus ». */
const BOTTOM_MAX = 5;

export function Navigation({ entries, current }: { entries: readonly Entry[]; current?: SectionId | undefined }) {
  const t = useT();
  return (
    <nav className="ep-nav" id="menu" aria-label={t("common.nav.label")}>
      <ul>
        {entries.map(({ id, to }) => (
          <li key={id}>
            <Link to={to} className="ep-nav__link" aria-current={id === current ? "page" : undefined}>
              {t(`common.nav.${id}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function BottomBar({ entries, current }: { entries: readonly Entry[]; current?: SectionId | undefined }) {
  const t = useT();
  const fits = entries.length <= BOTTOM_MAX;
  const shown = fits ? entries : entries.slice(0, BOTTOM_MAX - 1);
  const rest = entries.slice(shown.length);
  const link = ({ id, to }: Entry) => (
    <Link to={to} className="ep-bottom__link" aria-current={id === current ? "page" : undefined}>
      <Icon name={icons[id]} size={24} />
      <span>{t(`common.nav.${id}`)}</span>
    </Link>
  );
  return (
    <nav className="ep-bottom" aria-label={t("common.nav.label")}>
      <ul>
        {shown.map((entry) => (
          <li key={entry.id}>{link(entry)}</li>
        ))}
        {rest.length > 0 && (
          <li>
            <Menu
              className="ep-menu--up"
              label={t("common.nav.more")}
              summary={
                <span className="ep-bottom__link" data-current={rest.some(({ id }) => id === current) || undefined}>
                  <Icon name="plus" size={24} />
                  <span>{t("common.nav.more")}</span>
                </span>
              }
            >
              <ul>
                {rest.map((entry) => (
                  <li key={entry.id}>{link(entry)}</li>
                ))}
              </ul>
            </Menu>
          </li>
        )}
      </ul>
    </nav>
  );
}
