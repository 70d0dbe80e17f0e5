import { type Locale, type T, translator } from "./catalogue";

type Match = { id: string; data: unknown };

/** `meta` of a page in the reader's language: `metaTitle(matches, (t) => t("budget.title"))`. */
export function metaTitle(matches: readonly (Match | undefined)[], say: (t: T) => string): { title: string }[] {
  const root = matches.find((match) => match?.id === "root")?.data as { locale?: Locale } | undefined;
  return [{ title: `${say(translator(root?.locale ?? "fr"))} – EntrePairs` }];
}
