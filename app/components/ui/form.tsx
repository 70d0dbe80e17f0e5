import { Form as RemixForm } from "@remix-run/react";
import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";
import { tDynamic } from "~/i18n/catalogue";
import { useT } from "~/i18n/use-t";
import { Alert } from "./alert";
import { FieldContext } from "./field-context";
import { refusedFor } from "./refused";

type FormProps = Omit<ComponentProps<typeof RemixForm>, "children"> & {
  refused?: unknown;
  intent?: string;
  children: ReactNode;
};

/**
 * A plain form that also works without JavaScript. Give it the action's data as `refused`: it shows the refusal at its
 * head and each field inside finds its own error and what was typed. With `intent`, it answers only for itself.
 */
export function Form({ refused, intent, method = "post", className = "", children, ...rest }: FormProps) {
  const mine = refusedFor(refused, intent);
  return (
    <FieldContext refused={mine}>
      <RemixForm method={method} className={`ep-fields ${className}`} {...rest}>
        {intent !== undefined && <input type="hidden" name="intent" value={intent} />}
        {mine && <FormError refused={mine} />}
        {children}
      </RemixForm>
    </FieldContext>
  );
}

/** The sentence of a refusal; it takes the focus, so that a keyboard or a screen reader is where the trouble is. */
export function FormError({ refused }: { refused: unknown }) {
  const t = useT();
  const ref = useRef<HTMLDivElement>(null);
  const said = refusedFor(refused);
  useEffect(() => {
    if (said) ref.current?.focus();
  }, [said]);
  if (!said) return null;
  const { key, facts } = said.refusal;
  return (
    <div ref={ref} role="alert" tabIndex={-1} className="ep-form-error">
      <Alert kind="error" title={t("common.form.refusedTitle")}>
        {tDynamic(t, `errors.${key}`, facts)}
      </Alert>
    </div>
  );
}
