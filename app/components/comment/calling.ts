import type { Named } from "~/domain/comment/schema";

/** « @ » and what follows it up to the caret; `from`: where the sign stands. */
export type Call = { from: number; sought: string };

const MOST = 6;

/** What is being called at the caret; null where nothing is. A name has three words at most, and an address is no call. */
export function callAt(text: string, caret: number): Call | null {
  const found = /(?:^|[\s(])@((?:[\p{L}'’-]+(?: (?=[\p{L}]|$)|$)){0,3})$/u.exec(text.slice(0, caret));
  const sought = found?.[1];
  return sought === undefined ? null : { from: caret - sought.length - 1, sought };
}

/** People one of whose names begins so, or whose full name does; accents and capitals do not count. */
export function matching(people: readonly Named[], sought: string): Named[] {
  const wanted = bare(sought).trim();
  const starts = ({ name }: Named) => {
    const plain = bare(name);
    return plain.startsWith(wanted) || plain.split(/[ -]/).some((word) => word.startsWith(wanted));
  };
  return people.filter(starts).slice(0, MOST);
}

/** Whether there is something to offer: a name that is written out is called, and two words that begin none are words. */
export function isOpen(people: readonly Named[], sought: string): boolean {
  const found = matching(people, sought);
  if (found.some(({ name }) => bare(name) === bare(sought).trim())) return found.length > 1;
  return found.length > 0 || !sought.includes(" ");
}

const bare = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();
