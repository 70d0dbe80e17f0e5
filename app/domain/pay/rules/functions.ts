/** Words that texts, schools and other tools use for a function, by its code. */
const words: readonly [RegExp, string][] = [
  [/^REFERENT_(POUR_LES_)?(USAGES_)?(PEDAGOGIQUES_)?(DU_)?NUMERIQUES?$/, "REFERENT_NUMERIQUE"],
  [/^PREFET_(DES_)?ETUDES$/, "PREFET_DES_ETUDES"],
  [/^REFERENT_CULTURE$/, "REFERENT_CULTURE"],
  [/^(TUTORAT|TUTEUR)$/, "TUTORAT"],
];
const known = new Map<string, string>();

/** The code of a function, whatever word names it; an unknown word is its own code, in capitals. */
export function functionOf(named: string | null): string {
  if (named === null) return "";
  const found = known.get(named);
  if (found !== undefined) return found;
  const word = named
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_");
  const code = words.find(([pattern]) => pattern.test(word))?.[1] ?? word;
  // Words come from outside: what is remembered stays small.
  if (known.size < 1_000) known.set(named, code);
  return code;
}

const labels: Record<string, { fr: string; en: string }> = {
  REFERENT_NUMERIQUE: { fr: "référent numérique", en: "digital référent" },
  PREFET_DES_ETUDES: { fr: "préfet des études", en: "préfet des études" },
  REFERENT_CULTURE: { fr: "référent culture", en: "référent culture" },
  TUTORAT: { fr: "tutorat", en: "tutoring" },
  ADMINISTRATEUR_RESEAU: { fr: "administration du réseau", en: "network administration" },
};

/** A function as a sentence names it; an unknown word as it was given. */
export const functionLabel = (named: string, locale: "fr" | "en"): string =>
  labels[functionOf(named)]?.[locale] ?? named.toLowerCase().replaceAll("_", " ");
