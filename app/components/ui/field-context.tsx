import { createContext, type ReactNode, useContext, useId } from "react";
import { tDynamic } from "~/i18n/catalogue";
import { useT } from "~/i18n/use-t";
import type { Refused } from "./refused";

type Around = { prefix: string; refused?: Refused | undefined };
const AroundContext = createContext<Around>({ prefix: "" });

/** Lets each field inside find its own error and what was typed; two forms of a page never share an id. */
export function FieldContext({ refused, children }: { refused?: Refused | undefined; children: ReactNode }) {
  const prefix = `${useId().replaceAll(":", "")}-`;
  return <AroundContext.Provider value={{ prefix, refused }}>{children}</AroundContext.Provider>;
}

/** What the form around says of one field: its id, the sentence of its error, what was typed. */
export function useField(name: string, given: { error?: string | undefined; id?: string | undefined } = {}) {
  const t = useT();
  const { prefix, refused } = useContext(AroundContext);
  const key = refused && Object.hasOwn(refused.fields, name) ? refused.fields[name] : undefined;
  const facts = refused?.refusal.field === name ? refused.refusal.facts : {};
  return {
    id: given.id ?? `${prefix}${name}`,
    error: given.error ?? (key === undefined ? undefined : tDynamic(t, `errors.${key}`, facts)),
    typed: refused && Object.hasOwn(refused.values, name) ? refused.values[name] : undefined,
  };
}
