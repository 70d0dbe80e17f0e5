import type all from "./all";

/**
 * What the browser gets for `./all` (vite.config.ts swaps them): empty until `loadEnglish`, which the page calls before
 * it hydrates in English. The server and the workers always hold both languages.
 */
const english = {} as typeof all;

export async function loadEnglish(): Promise<void> {
  Object.assign(english, (await import("./all")).default);
}

export default english;
