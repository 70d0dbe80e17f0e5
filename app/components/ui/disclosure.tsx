import type { ReactNode } from "react";
import { Icon } from "./icon";

/** What is usual is folded away; opens without JavaScript. */
export function Disclosure({
  summary,
  open = false,
  plain = false,
  children,
}: {
  summary: ReactNode;
  open?: boolean;
  plain?: boolean;
  children: ReactNode;
}) {
  return (
    <details className={`ep-disclosure ${plain ? "ep-disclosure--plain" : ""}`} open={open || undefined}>
      <summary>
        <Icon name="chevron" />
        <span>{summary}</span>
      </summary>
      <div className="ep-disclosure__body">{children}</div>
    </details>
  );
}
