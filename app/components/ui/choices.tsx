import type { ReactNode } from "react";
import { useField } from "./field-context";

type Choice = { value: string; label: ReactNode; hint?: string; disabled?: boolean };
type Grouped = { name: string; legend: string; hint?: string; error?: string; options: Choice[]; inline?: boolean };

export function Checkbox({
  name,
  label,
  hint,
  value = "on",
  defaultChecked,
  error,
  disabled,
}: {
  name: string;
  label: ReactNode;
  hint?: string;
  value?: string;
  defaultChecked?: boolean;
  error?: string;
  disabled?: boolean;
}) {
  const field = useField(name, { error });
  const ids = [hint && `${field.id}-hint`, field.error && `${field.id}-error`].filter(Boolean).join(" ");
  return (
    <div className={`fr-checkbox-group ${field.error ? "fr-checkbox-group--error" : ""}`}>
      <input
        type="checkbox"
        id={field.id}
        name={name}
        value={value}
        disabled={disabled}
        defaultChecked={field.typed === undefined ? defaultChecked : field.typed === value}
        aria-describedby={ids || undefined}
        aria-invalid={field.error ? true : undefined}
      />
      <label className="fr-label" htmlFor={field.id}>
        {label}
        {hint && (
          <span className="fr-hint-text" id={`${field.id}-hint`}>
            {hint}
          </span>
        )}
      </label>
      {field.error && (
        <p className="fr-error-text" id={`${field.id}-error`}>
          {field.error}
        </p>
      )}
    </div>
  );
}

export function Radios({ defaultValue, ...group }: Grouped & { defaultValue?: string }) {
  return <Choices {...group} kind="radio" chosen={(value, typed) => (typed ?? defaultValue) === value} />;
}

/** Several answers under one name; the action receives one string or an array of them. */
export function Checkboxes({ defaultValues = [], ...group }: Grouped & { defaultValues?: readonly string[] }) {
  return <Choices {...group} kind="checkbox" chosen={(value) => defaultValues.includes(value)} />;
}

function Choices({
  name,
  legend,
  hint,
  error,
  options,
  inline = false,
  kind,
  chosen,
}: Grouped & { kind: "radio" | "checkbox"; chosen: (value: string, typed?: string) => boolean }) {
  const field = useField(name, { error });
  const ids = [`${field.id}-legend`, hint && `${field.id}-hint`, field.error && `${field.id}-error`];
  return (
    <fieldset
      className={`fr-fieldset ${field.error ? "fr-fieldset--error" : ""}`}
      aria-labelledby={ids.filter(Boolean).join(" ")}
    >
      <legend className="fr-fieldset__legend" id={`${field.id}-legend`}>
        {legend}
        {hint && (
          <span className="fr-hint-text" id={`${field.id}-hint`}>
            {hint}
          </span>
        )}
      </legend>
      {options.map((option, index) => {
        // The first choice bears the field's own id, so that the summary of errors can lead to it.
        const id = index === 0 ? field.id : `${field.id}-${index}`;
        return (
          <div key={option.value} className={`fr-fieldset__element ${inline ? "fr-fieldset__element--inline" : ""}`}>
            <div className={`fr-${kind}-group`}>
              <input
                type={kind}
                id={id}
                name={name}
                value={option.value}
                disabled={option.disabled}
                defaultChecked={chosen(option.value, field.typed)}
                aria-describedby={option.hint ? `${id}-hint` : undefined}
              />
              <label className="fr-label" htmlFor={id}>
                {option.label}
                {option.hint && (
                  <span className="fr-hint-text" id={`${id}-hint`}>
                    {option.hint}
                  </span>
                )}
              </label>
            </div>
          </div>
        );
      })}
      {field.error && (
        <div className="fr-messages-group" id={`${field.id}-error`}>
          <p className="fr-message fr-message--error">{field.error}</p>
        </div>
      )}
    </fieldset>
  );
}
