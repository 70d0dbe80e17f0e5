import type { ChangeEventHandler } from "react";

type SelectProps = {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  /** The first choice, for « nothing chosen ». */
  empty?: string;
  disabled: boolean;
  onChoose: (value: string) => void;
};

/** A choice that looks like a small tag and takes 44 px under a finger. */
export function TagSelect({ label, value, options, empty, disabled, onChoose }: SelectProps) {
  if (disabled && value === "") return null;
  return (
    <select
      className={value === "" ? "ep-tag ep-tag--empty" : "ep-tag"}
      aria-label={label}
      title={label}
      value={value}
      disabled={disabled}
      onChange={(event) => onChoose(event.target.value)}
    >
      {empty !== undefined && <option value="">{empty}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

type FieldProps = {
  label: string;
  value: string;
  maxLength: number;
  disabled: boolean;
  onChange: ChangeEventHandler<HTMLInputElement>;
  onBlur: () => void;
};

/** A few words that look like a small tag; as wide as what is written. */
export function TagField({ label, value, disabled, ...rest }: FieldProps) {
  if (disabled && value === "") return null;
  return (
    <input
      className={value === "" ? "ep-tag ep-tag--empty" : "ep-tag"}
      aria-label={label}
      title={label}
      placeholder={label}
      value={value}
      disabled={disabled}
      size={Math.min(24, Math.max(label.length, value.length) + 1)}
      {...rest}
    />
  );
}
