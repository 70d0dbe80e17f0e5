import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

type Kind = "info" | "success" | "warning" | "error";
const icons = { info: "info", success: "check-circle", warning: "warning", error: "error" } as const;

/** One sentence that matters: what, since when, what is left, where to look. */
export function Alert({
  kind,
  title,
  titleAs: Title = "p",
  icon,
  action,
  children,
}: {
  kind: Kind;
  title?: ReactNode;
  titleAs?: "p" | "h2" | "h3";
  icon?: IconName;
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={`fr-alert fr-alert--${kind} ep-alert`}>
      <Icon name={icon ?? icons[kind]} size={24} />
      <div className="ep-alert__body">
        {title && <Title className="ep-alert__title">{title}</Title>}
        {typeof children === "string" ? <p>{children}</p> : children}
      </div>
      {action && <div className="ep-alert__action">{action}</div>}
    </div>
  );
}

type Undo = { label: string; intent: string; action?: string; fields?: Record<string, string> };

/** What the last request did, told on the next page, with its undo where there is one. */
export function Flash({ text, kind = "success", undo }: { text: string; kind?: Kind; undo?: Undo }) {
  return (
    <div role="status" className="ep-flash">
      {undo ? <UndoBar text={text} {...undo} /> : <Alert kind={kind}>{text}</Alert>}
    </div>
  );
}

/** Ten seconds to take it back, instead of « Êtes-vous sûr ? ». The server keeps the time. */
export function UndoBar({ text, label, intent, action, fields = {} }: Undo & { text: string }) {
  return (
    <Form method="post" action={action} className="ep-undo">
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <span>{text}</span>
      <button type="submit" className="ep-undo__button">
        {label}
      </button>
    </Form>
  );
}

/** A quiet box beside what is asked: what is recorded, who will see it. */
export function Note({ icon, children }: { icon?: IconName; children: ReactNode }) {
  return (
    <div className="ep-note">
      {icon && <Icon name={icon} />}
      {typeof children === "string" ? <p>{children}</p> : <div>{children}</div>}
    </div>
  );
}
