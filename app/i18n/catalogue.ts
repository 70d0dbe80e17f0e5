import en from "./en/all";
import {
  formatDate,
  formatDateTime,
  formatHours,
  formatMoney,
  formatMonth,
  formatNumber,
  formatTime,
  type Locale,
} from "./format";
import fr from "./fr/all";
import { typeset } from "./typography";

export type { Locale } from "./format";

export type Fact = string | number | boolean | null | undefined | Date;
export type TextFacts = Record<string, Fact>;
export type Catalogue = typeof fr;

// biome-ignore lint/suspicious/noExplicitAny: a sentence of any facts; each call is checked against its own below.
type Sentence = string | ((facts: any) => string);
type KeysOf<N> = {
  [K in keyof N & string]: N[K] extends Sentence ? K : `${K}.${KeysOf<N[K]>}`;
}[keyof N & string];
type At<N, P extends string> = P extends `${infer K}.${infer Rest}`
  ? K extends keyof N
    ? At<N[K], Rest>
    : never
  : P extends keyof N
    ? N[P]
    : never;

/** Every key of the French catalogue, dotted: "cohort.open.title". */
export type TextKey = KeysOf<Catalogue>;
type FactsOf<K extends TextKey> =
  At<Catalogue, K> extends (facts: infer F) => string ? (unknown extends F ? [] : [facts: F]) : [facts?: TextFacts];

/** The sentences of one language, for one time zone. */
export type T = {
  <K extends TextKey>(key: K, ...facts: FactsOf<K>): string;
  locale: Locale;
  /** A key known only at run time; null when the catalogue has no such sentence. */
  find(key: string, facts?: TextFacts): string | null;
};

/** `const t = translator("fr"); t("cohort.open.title", { name })`. Blanks: `{name}`, or shown in a form: `{at:date}`. */
export function translator(locale: Locale, timeZone?: string): T {
  const find = (key: string, facts: TextFacts = {}): string | null => {
    const sentence = sentenceAt(locale, key);
    if (sentence === null) return null;
    const text = typeof sentence === "function" ? sentence(facts) : fill(sentence, facts, locale, timeZone);
    return locale === "fr" ? typeset(text) : text;
  };
  const t = (key: string, facts?: TextFacts) => find(key, facts) ?? key;
  return Object.assign(t, { locale, find }) as T;
}

/** The sentence of a refusal or any key from outside; a general sentence when the catalogue does not know it. */
export function tDynamic(t: T, key: string, facts: TextFacts = {}): string {
  return t.find(key, facts) ?? t("errors.common.general");
}

/** French stands in where English has no such sentence. */
const sentenceAt = (locale: Locale, key: string) => (locale === "en" ? lookUp(en, key) : null) ?? lookUp(fr, key);

function lookUp(catalogue: object, key: string): Sentence | null {
  let node: unknown = catalogue;
  for (const step of key.split(".")) {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, step)) return null;
    node = (node as Record<string, unknown>)[step];
  }
  return typeof node === "string" || typeof node === "function" ? (node as Sentence) : null;
}

/** The domain refuses with raw facts (cents, minutes, ISO instants); the sentence chooses how they are written. */
function fill(sentence: string, facts: TextFacts, locale: Locale, timeZone?: string): string {
  return sentence.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, form?: string) => {
    const fact = facts[name];
    if (fact === undefined || fact === null) return "…";
    const style = { locale, ...(timeZone ? { timeZone } : {}) };
    if (form === "money") return formatMoney(Number(fact), locale);
    if (form === "number") return formatNumber(Number(fact), locale);
    if (form === "hours") return formatHours(Number(fact));
    if (form === "month") return formatMonth(String(fact), locale);
    const instant = fact instanceof Date ? fact : String(fact);
    if (form === "date") return formatDate(instant, style);
    if (form === "time") return formatTime(instant, style);
    if (form === "datetime") return formatDateTime(instant, style);
    return fact instanceof Date ? formatDateTime(fact, style) : String(fact);
  });
}
