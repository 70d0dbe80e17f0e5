import type { ReactNode } from "react";

/** What will stand here, and the first step towards it. */
export function EmptyState({
  title,
  titleAs: Title = "p",
  action,
  children,
}: {
  title: ReactNode;
  titleAs?: "p" | "h2" | "h3";
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="ep-empty">
      <Title className="ep-empty__title">{title}</Title>
      {typeof children === "string" ? <p>{children}</p> : children}
      {action && <div className="ep-actions">{action}</div>}
    </div>
  );
}
