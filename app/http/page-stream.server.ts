import { Transform } from "node:stream";

/**
 * What a page is written into. React 18 sends its whole buffer where a character of several bytes does not fit at its end:
 * what is left over are zeros, in the middle of a word (react/react#24985, mended in React 19). No page has any of its own.
 */
export const pageStream = (): Transform =>
  new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      let end = chunk.length;
      while (end > 0 && chunk[end - 1] === 0) end--;
      done(null, chunk.subarray(0, end));
    },
  });
