import { Link } from "@remix-run/react";
import { type ReactNode, useId } from "react";
import { useT } from "~/i18n/use-t";
import { Icon } from "./icon";

/** An action that cannot be done yet stays in sight and says what is missing, with the way to each. */
export function Missing({
  action,
  items,
  title,
  size,
}: {
  action: string;
  items: { text: ReactNode; to?: string }[];
  title?: string;
  size?: "lg";
}) {
  const t = useT();
  const id = useId();
  return (
    <div className="ep-missing">
      {/* aria-disabled rather than disabled: it keeps the focus, and a screen reader reads why. */}
      <button
        type="button"
        className={`fr-btn ${size ? "fr-btn--lg" : ""} ep-btn--held`}
        aria-disabled="true"
        aria-describedby={id}
      >
        {action}
      </button>
      <div id={id} className="ep-missing__why">
        <p>{title ?? t("common.form.missingTitle")}</p>
        <ul>
          {items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list of reasons has no other identity.
            <li key={index}>{item.to ? <Link to={item.to}>{item.text}</Link> : item.text}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Held by the rules: not an error, a decision that somebody else must take. */
export function Held({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="ep-held">
      <Icon name="clock" size={24} />
      <div>{typeof children === "string" ? <p>{children}</p> : children}</div>
      {action && <div className="ep-alert__action">{action}</div>}
    </div>
  );
}
