import { creditLength, type Licence, licenceNames } from "../scenario/licences";

type Block = { text?: string; attrs?: Record<string, unknown>; content?: readonly Block[] };

const WORDS_MOST = 200_000;

/** Small letters without accents, words apart by one space: the same for what is searched and what is asked. */
export const plainWords = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Title and text of a document, phases' titles and images' words included, as they are searched. */
export function searchedWords(title: string, blocks: readonly Block[]): string {
  const found = [title];
  const visit = ({ text, attrs = {}, content = [] }: Block) => {
    for (const words of [text, attrs.title, attrs.alt, attrs.caption]) if (typeof words === "string") found.push(words);
    content.forEach(visit);
  };
  blocks.forEach(visit);
  return plainWords(found.join(" ")).slice(0, WORDS_MOST);
}

/** Whether anybody wrote anything but the title. */
export const hasText = (blocks: readonly Block[]): boolean =>
  blocks.slice(1).some((block) => /[\p{L}\p{N}]/u.test(block.text ?? "") || hasText([{}, ...(block.content ?? [])]));

/** What is asked, for `to_tsquery`: each word, or the beginning of one. Null: nothing that could be searched. */
export function wordsQuery(asked: string): string | null {
  const words = plainWords(asked).split(" ").filter(Boolean).slice(0, 12);
  return words.length > 0 ? words.map((word) => `${word}:*`).join(" & ") : null;
}

type Credited = { title: string; authors: readonly string[]; licence: Licence; url: string; origin: string | null };

/** What whoever uses a text owes its authors; carried by every copy. The oldest of a very long line is left out. */
export function creditOf({ title, authors, licence, url, origin }: Credited): string {
  const own = [`« ${title} »`, ...(authors.length > 0 ? [authors.join(", ")] : []), licenceNames[licence], url].join(
    ", ",
  );
  return (origin ? `${own} ; d'après ${origin}` : own).slice(0, creditLength);
}

/**
 * Whether somebody listed by hand says no to the licence. Taking them off the list, or beginning again without them, is
 * then not for those who propose, but for the référent who listed them.
 */
export const refusalStands = (answers: readonly { listed: boolean; answer: string | null }[]): boolean =>
  answers.some(({ listed, answer }) => listed && answer === "REFUSED");

export type LicenceTrouble = "licenceShareAlike" | "licenceSettled";

/**
 * Why a licence may not be chosen: a text that comes from one under CC BY-SA stays under it; what was published once
 * keeps its licence in later versions.
 */
export function licenceTrouble(
  licence: Licence,
  { originLicence, publishedLicence }: { originLicence: string | null; publishedLicence: string | null },
): LicenceTrouble | null {
  if (originLicence === "CC_BY_SA" && licence !== "CC_BY_SA") return "licenceShareAlike";
  if (publishedLicence !== null && publishedLicence !== licence) return "licenceSettled";
  return null;
}
