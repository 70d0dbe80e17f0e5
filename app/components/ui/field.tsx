import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { useT } from "~/i18n/use-t";
import { useField } from "./field-context";

type Common = { name: string; label: string; hint?: string; error?: string; optional?: boolean };

export type Option = { value: string; label: string; group?: string; disabled?: boolean };

export function Field({
  name,
  label,
  hint,
  error,
  optional = false,
  id,
  type = "text",
  width = "full",
  suffix,
  defaultValue,
  ...rest
}: Common & InputHTMLAttributes<HTMLInputElement> & { width?: "sm" | "md" | "full"; suffix?: string }) {
  const field = useField(name, { error, id });
  const input = (
    <input
      className={field.error ? "fr-input fr-input--error" : "fr-input"}
      type={type}
      name={name}
      defaultValue={type === "password" ? undefined : (field.typed ?? defaultValue)}
      required={!optional}
      {...described(field, hint)}
      {...rest}
    />
  );
  return (
    <Group field={field} label={label} hint={hint} optional={optional} kind="input" className={`ep-field--${width}`}>
      {suffix === undefined ? (
        input
      ) : (
        <span className="ep-suffixed">
          {input}
          <span className="ep-suffixed__unit">{suffix}</span>
        </span>
      )}
    </Group>
  );
}

export function Textarea({
  name,
  label,
  hint,
  error,
  optional = false,
  id,
  rows = 4,
  defaultValue,
  ...rest
}: Common & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const field = useField(name, { error, id });
  return (
    <Group field={field} label={label} hint={hint} optional={optional} kind="input">
      <textarea
        className={field.error ? "fr-input fr-input--error" : "fr-input"}
        name={name}
        rows={rows}
        defaultValue={field.typed ?? defaultValue}
        required={!optional}
        {...described(field, hint)}
        {...rest}
      />
    </Group>
  );
}

export function Select({
  name,
  label,
  hint,
  error,
  optional = false,
  id,
  options,
  placeholder,
  defaultValue,
  ...rest
}: Common & SelectHTMLAttributes<HTMLSelectElement> & { options: Option[]; placeholder?: string }) {
  const t = useT();
  const field = useField(name, { error, id });
  const groups = [...new Set(options.map((option) => option.group))];
  const write = ({ value, label: text, disabled }: Option) => (
    <option key={value} value={value} disabled={disabled}>
      {text}
    </option>
  );
  return (
    <Group field={field} label={label} hint={hint} optional={optional} kind="select">
      <select
        className={field.error ? "fr-select fr-select--error" : "fr-select"}
        name={name}
        defaultValue={field.typed ?? defaultValue ?? ""}
        required={!optional}
        {...described(field, hint)}
        {...rest}
      >
        {!options.some((option) => option.value === "") && (
          <option value="">{placeholder ?? t("common.form.choose")}</option>
        )}
        {groups.map((group) => {
          const members = options.filter((option) => option.group === group).map(write);
          return group === undefined ? (
            members
          ) : (
            <optgroup key={group} label={group}>
              {members}
            </optgroup>
          );
        })}
      </select>
    </Group>
  );
}

type Found = { id: string; error?: string | undefined };

function described(field: Found, hint?: string) {
  const ids = [hint && `${field.id}-hint`, field.error && `${field.id}-error`].filter(Boolean).join(" ");
  return {
    id: field.id,
    ...(ids ? { "aria-describedby": ids } : {}),
    ...(field.error ? { "aria-invalid": true as const } : {}),
  };
}

function Group({
  field,
  label,
  hint,
  optional,
  kind,
  className = "",
  children,
}: {
  field: Found;
  label: string;
  hint?: string | undefined;
  optional: boolean;
  kind: "input" | "select";
  className?: string;
  children: ReactNode;
}) {
  const t = useT();
  const error = field.error ? `fr-${kind}-group--error` : "";
  return (
    <div className={`fr-${kind}-group ${error} ${className}`}>
      <label className="fr-label" htmlFor={field.id}>
        {label}
        {optional && <span className="ep-optional"> ({t("common.form.optional")})</span>}
        {hint && (
          <span className="fr-hint-text" id={`${field.id}-hint`}>
            {hint}
          </span>
        )}
      </label>
      {children}
      {field.error && (
        <p id={`${field.id}-error`} className="fr-error-text">
          {field.error}
        </p>
      )}
    </div>
  );
}
