import { Link } from "@remix-run/react";
import { type ReactNode, useId } from "react";
import { useT } from "~/i18n/use-t";
import { Icon } from "./icon";

/**
 * A panel beside the page, never above it: the table stays readable. Opened and closed by address (`?origine=…`), so it
 * works without JavaScript, can be sent to somebody and printed; under 1000 px it comes before the page's content.
 */
export function SidePanel({
  title,
  subtitle,
  closeTo,
  footer,
  children,
}: {
  title: ReactNode;
  subtitle?: ReactNode;
  closeTo: string;
  footer?: ReactNode;
  children: ReactNode;
}) {
  const t = useT();
  const id = useId();
  return (
    <aside className="ep-panel" aria-labelledby={id}>
      <div className="ep-panel__head">
        <div>
          <h2 id={id}>{title}</h2>
          {subtitle && <p>{subtitle}</p>}
        </div>
        <Link to={closeTo} className="ep-icon-button" preventScrollReset>
          <Icon name="cross" label={t("common.origin.close")} />
        </Link>
      </div>
      <div className="ep-panel__body">{children}</div>
      {footer && <div className="ep-panel__foot">{footer}</div>}
    </aside>
  );
}

/** One part of a panel: rule, rate row, who and when. */
export function PanelPart({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="ep-panel__part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** The page and its panel share the width. */
export function WithPanel({ panel, children }: { panel: ReactNode; children: ReactNode }) {
  if (!panel) return <>{children}</>;
  return (
    <div className="ep-with-panel">
      {panel}
      <div className="ep-with-panel__page">{children}</div>
    </div>
  );
}
