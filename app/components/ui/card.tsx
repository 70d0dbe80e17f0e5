import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

/** A white surface. `flush` lets a table or a list touch its edges. */
export function Card({
  title,
  titleAs: Title = "h2",
  aside,
  flush = false,
  children,
}: {
  title?: ReactNode;
  titleAs?: "h2" | "h3" | "p";
  aside?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={`ep-card ${flush ? "ep-card--flush" : ""}`}>
      {(title || aside) && (
        <div className="ep-card__head">
          {title && <Title className="ep-card__title">{title}</Title>}
          {aside && <div className="ep-card__aside">{aside}</div>}
        </div>
      )}
      <div className="ep-card__body">{children}</div>
    </div>
  );
}

export function CardGrid({ min = "md", children }: { min?: "sm" | "md" | "lg"; children: ReactNode }) {
  return <div className={`ep-grid ep-grid--${min}`}>{children}</div>;
}

export type ActionItem = {
  to: string;
  title: ReactNode;
  detail?: ReactNode;
  icon?: IconName;
  aside?: ReactNode;
  badge?: ReactNode;
};

/** What waits for a person, ordered by consequence; the whole row is the link. */
export function ActionList({ items }: { items: ActionItem[] }) {
  return (
    <ul className="ep-card ep-card--flush ep-action-list">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two rows may lead to the same page.
        <li key={index}>
          <Link to={item.to} className="ep-action-row">
            {item.icon && <Icon name={item.icon} />}
            <span className="ep-action-row__text">
              <span className="ep-action-row__title">{item.title}</span>
              {item.detail && <span className="ep-action-row__detail">{item.detail}</span>}
            </span>
            {(item.aside || item.badge) && (
              <span className="ep-action-row__aside">
                {item.aside}
                {item.badge}
              </span>
            )}
            <Icon name="chevron" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Initials in a disc; the name stands beside it, so it is decorative. */
export function Avatar({ name, size = 32 }: { name: string; size?: number }) {
  const words = name.split(/[\s-]+/).filter(Boolean);
  const initials = `${words[0]?.[0] ?? ""}${words.length > 1 ? (words.at(-1)?.[0] ?? "") : ""}`.toLocaleUpperCase("fr");
  return (
    <span className="ep-avatar" style={{ width: size, height: size, fontSize: size * 0.4 }} aria-hidden="true">
      {initials}
    </span>
  );
}
