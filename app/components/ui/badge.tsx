import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

export type BadgeKind = "neutral" | "info" | "done" | "warning" | "error" | "accent";

const classes: Record<BadgeKind, string> = {
  neutral: "",
  accent: "ep-badge--accent",
  info: "fr-badge--info",
  done: "fr-badge--success",
  warning: "fr-badge--warning",
  error: "fr-badge--error",
};

/** A state in words; the colour only repeats it. Amber is kept for a real deadline. */
export function Badge({
  kind = "neutral",
  icon,
  children,
}: {
  kind?: BadgeKind;
  icon?: IconName;
  children: ReactNode;
}) {
  const shown = icon ?? (kind === "done" ? "check" : undefined);
  return (
    <span className={`fr-badge fr-badge--no-icon ep-badge ${classes[kind]}`}>
      {shown && <Icon name={shown} size={16} />}
      {children}
    </span>
  );
}

/** A small tag of content: a modality, a competence. */
export function Tag({ accent = false, children }: { accent?: boolean; children: ReactNode }) {
  return <span className={`ep-tag ${accent ? "ep-tag--accent" : ""}`}>{children}</span>;
}
