import type { T } from "~/i18n/catalogue";

export type Fact = string | number | number[] | null;

/** What a block says beside its text, in words; empty where it says nothing. */
export function factWords(t: T, name: string, value: Fact): string {
  if (value === null || value === "") return "";
  if (name === "minutes") return t("version.minutes", { count: Number(value) });
  const key = { modality: "scenario.modality", grouping: "scenario.grouping", kind: "scenario.part" }[name];
  const word = key ? t.find(`${key}.${String(value)}`) : null;
  return word ?? (name === "kind" ? t.find(`version.block.${String(value)}`) : null) ?? String(value);
}
