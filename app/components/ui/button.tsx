import { Form, Link } from "@remix-run/react";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon, type IconName } from "./icon";

type Look = {
  variant?: "primary" | "secondary" | "tertiary";
  /** `lg` is 56 px high, for the one thing to do on a page. */
  size?: "sm" | "lg";
  icon?: IconName;
  full?: boolean;
  children: ReactNode;
};

const classOf = ({ variant = "primary", size, full }: Omit<Look, "children">) =>
  ["fr-btn", variant !== "primary" && `fr-btn--${variant}`, size && `fr-btn--${size}`, full && "ep-btn--full"]
    .filter(Boolean)
    .join(" ");

export function Button({
  variant,
  size,
  icon,
  full,
  children,
  type = "submit",
  ...rest
}: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type={type} {...rest} className={classOf({ variant, size, full })}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A link that looks like a button. `reloadDocument` for files and for what Remix does not render. */
export function ButtonLink({
  to,
  variant,
  size,
  icon,
  full,
  children,
  reloadDocument = false,
  download,
  ariaLabel,
}: Look & { to: string; reloadDocument?: boolean; download?: boolean; ariaLabel?: string }) {
  return (
    <Link
      to={to}
      className={classOf({ variant, size, full })}
      reloadDocument={reloadDocument || download === true}
      download={download}
      aria-label={ariaLabel}
    >
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

/** A form of one button: signing out, undoing, moving on. */
export function PostButton({
  action,
  intent,
  fields = {},
  ...button
}: Look & { action?: string; intent?: string; fields?: Record<string, string>; disabled?: boolean }) {
  return (
    <Form method="post" action={action} className="ep-inline-form">
      {intent !== undefined && <input type="hidden" name="intent" value={intent} />}
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button {...button} />
    </Form>
  );
}

/** A row of buttons that wraps, and fills the width on a phone. */
export function Actions({ align = "start", children }: { align?: "start" | "end"; children: ReactNode }) {
  return <div className={`ep-actions ep-actions--${align}`}>{children}</div>;
}

/** A link standing alone, 44 px high under a finger. */
export function TextLink({
  to,
  icon,
  reloadDocument = false,
  children,
}: {
  to: string;
  icon?: IconName;
  reloadDocument?: boolean;
  children: ReactNode;
}) {
  return (
    <Link to={to} className="ep-link" reloadDocument={reloadDocument}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </Link>
  );
}
