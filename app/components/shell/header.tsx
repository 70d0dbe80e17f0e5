import { Link } from "@remix-run/react";
import { Avatar } from "~/components/ui/card";
import { Icon } from "~/components/ui/icon";
import { useT } from "~/i18n/use-t";
import { type Brand, BrandBlock } from "./brand";
import { LanguageSwitch } from "./language-switch";
import { Menu } from "./menu";
import { type Entry, Navigation } from "./navigation";
import type { SectionId } from "./sections";

/** A place and what the person is there; `to` where one can look from it. */
export type HeldPlace = { id: string; label: string; detail: string; current: boolean; to?: string };

export type HeaderProps = {
  actor: { name: string };
  sections: readonly Entry[];
  current?: SectionId | undefined;
  places?: readonly HeldPlace[];
  unread: number;
  brand?: Brand;
};

export function Header({ actor, sections, current, places = [], unread, brand = "neutral" }: HeaderProps) {
  const t = useT();
  return (
    <header className="ep-bar-top">
      <div className="ep-bar-top__inner">
        <BrandBlock brand={brand} />
        <Navigation entries={sections} current={current} />
        <div className="ep-bar-top__tools">
          <PlaceMenu places={places} />
          <Link to="/messages" className="ep-bar-top__button">
            <Icon name="mail" label={t("common.nav.mailbox", { count: unread })} />
            {unread > 0 && (
              <span className="ep-bar-top__count" aria-hidden="true">
                {unread > 99 ? "99+" : unread}
              </span>
            )}
          </Link>
          <LanguageSwitch />
          <Menu
            className="ep-menu--end"
            label={t("common.account.menu", { name: actor.name })}
            summary={<Avatar name={actor.name} />}
          >
            <p className="ep-menu__title">{actor.name}</p>
            <ul>
              <li>
                <Link to="/compte" className="ep-menu__item">
                  <Icon name="user" />
                  {t("common.account.mine")}
                </Link>
              </li>
              <li>
                {/* A plain form: the whole page is left, nothing of it stays in memory on a shared computer. */}
                <form method="post" action="/deconnexion">
                  <button type="submit" className="ep-menu__item">
                    <Icon name="logout" />
                    {t("common.account.signOut")}
                  </button>
                </form>
              </li>
            </ul>
          </Menu>
        </div>
      </div>
    </header>
  );
}

/** « Collège des Tilleuls · référente »: words alone for one place, a menu for several. */
function PlaceMenu({ places }: { places: readonly HeldPlace[] }) {
  const t = useT();
  const current = places.find((place) => place.current) ?? places[0];
  if (!current) return null;
  const words = (
    <>
      <Icon name="place" />
      <span className="ep-place__words">
        <strong>{current.label}</strong> · {current.detail}
      </span>
    </>
  );
  if (places.length === 1) return <p className="ep-place">{words}</p>;
  return (
    <Menu
      className="ep-menu--place"
      label={t("common.account.roleMenu", { place: current.label, role: current.detail })}
      summary={
        <span className="ep-place ep-place--menu">
          {words}
          <Icon name="chevron-down" size={16} />
        </span>
      }
    >
      <p className="ep-menu__title">{t("common.account.roles")}</p>
      <ul>
        {places.map((place) => (
          <li key={place.id}>
            <PlaceItem place={place} />
          </li>
        ))}
      </ul>
    </Menu>
  );
}

function PlaceItem({ place }: { place: HeldPlace }) {
  const t = useT();
  const words = (
    <span>
      <strong>{place.label}</strong>
      <span className="ep-menu__detail">{place.detail}</span>
      {place.current && <span className="fr-sr-only"> ({t("common.account.currentRole")})</span>}
    </span>
  );
  const mark = <span className="ep-menu__mark">{place.current && <Icon name="check" size={16} />}</span>;
  if (!place.to)
    return (
      <span className="ep-menu__item ep-menu__item--still">
        {mark}
        {words}
      </span>
    );
  return (
    <Link to={place.to} className="ep-menu__item" aria-current={place.current ? true : undefined}>
      {mark}
      {words}
    </Link>
  );
}
