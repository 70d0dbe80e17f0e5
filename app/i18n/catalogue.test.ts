import { expect, test } from "vitest";
import { tDynamic, translator } from "./catalogue";
import en from "./en/all";
import fr from "./fr/all";

type Leaf = { key: string; sentence: unknown };

function leaves(node: object, path = ""): Leaf[] {
  return Object.entries(node).flatMap(([name, value]) => {
    const key = path ? `${path}.${name}` : name;
    return typeof value === "object" && value !== null ? leaves(value, key) : [{ key, sentence: value }];
  });
}

const blanks = (sentence: unknown) =>
  typeof sentence === "string" ? [...sentence.matchAll(/\{(\w+)(?::\w+)?\}/g)].map(([, name]) => name).sort() : [];

test("both languages say the same things with the same facts", () => {
  const english = new Map(leaves(en).map(({ key, sentence }) => [key, sentence]));
  const french = leaves(fr);
  expect([...english.keys()].sort()).toEqual(french.map(({ key }) => key).sort());
  const strays = french.filter(({ key, sentence }) => {
    const other = english.get(key);
    return typeof sentence !== typeof other || String(blanks(sentence)) !== String(blanks(other));
  });
  expect(strays.map(({ key }) => key)).toEqual([]);
});

test("French is sober: no exclamation mark, no word of another trade", () => {
  const strays = leaves(fr).filter(
    ({ sentence }) =>
      typeof sentence === "string" && /!|\b(cours en ligne|apprenant|learner|course|user)/i.test(sentence),
  );
  expect(strays).toEqual([]);
});

test("a scénario pédagogique is a lesson plan in English, everywhere", () => {
  const strays = leaves(en).filter(({ sentence }) => /\bscenarios?\b/i.test(String(sentence)));
  expect(strays).toEqual([]);
});

test("every refusal is a sentence that ends", () => {
  const strays = leaves(fr.errors).filter(({ sentence }) => typeof sentence === "string" && !/[.:]$/.test(sentence));
  expect(strays).toEqual([]);
});

test("a sentence writes raw facts in its own form", () => {
  const t = translator("fr", "Europe/Paris");
  expect(t("common.demonstration.date", { date: "mercredi 10 octobre 2012" })).toBe(
    "Démonstration, le mercredi 10 octobre 2012",
  );
  expect(t("common.nav.mailbox", { count: 2 })).toBe("Messages, 2 non lus");
  expect(t("common.nav.today")).toBe("Aujourd’hui");
});

test("a key from outside falls back to the general sentence", () => {
  for (const locale of ["fr", "en"] as const) {
    const t = translator(locale);
    expect(tDynamic(t, "errors.common.notFound")).toBe(t("errors.common.notFound"));
    expect(tDynamic(t, "errors.nothing.here")).toBe(t("errors.common.general"));
    expect(tDynamic(t, "__proto__.toString")).toBe(t("errors.common.general"));
    expect(t.find("common")).toBeNull();
  }
});
