import { type ReactNode, useId } from "react";

/** The one h1: what and where, « Émargement – séance du mercredi 17 octobre 2012, après-midi ». */
export function PageTitle({
  title,
  subtitle,
  badge,
  actions,
}: {
  title: ReactNode;
  subtitle?: ReactNode;
  badge?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="ep-page-title">
      <div className="ep-page-title__text">
        <h1>{title}</h1>
        {subtitle && <p className="ep-page-title__subtitle">{subtitle}</p>}
        {badge && <p className="ep-page-title__badge">{badge}</p>}
      </div>
      {actions && <div className="ep-page-title__actions">{actions}</div>}
    </div>
  );
}

export function Section({
  title,
  aside,
  actions,
  level = 2,
  id,
  children,
}: {
  title: ReactNode;
  aside?: ReactNode;
  actions?: ReactNode;
  level?: 2 | 3;
  id?: string;
  children: ReactNode;
}) {
  const headingId = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className="ep-section" id={id} aria-labelledby={headingId}>
      <div className="ep-section__head">
        <Heading id={headingId} className="ep-section__title">
          {title}
        </Heading>
        {aside && <span className="ep-section__aside">{aside}</span>}
        {actions && <div className="ep-section__actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** A main column and a narrower one from 1000 px on; one under the other below. */
export function Columns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className="ep-columns">
      <div>{main}</div>
      <div>{side}</div>
    </div>
  );
}
