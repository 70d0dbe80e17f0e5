export const NBSP = "\u00a0";
export const NNBSP = "\u202f";
export const MINUS = "\u2212";

/**
 * French typography for plain typed text: narrow no-break space before ; ! ?, no-break space before : » % € and in
 * « 3 h 00 », curly apostrophe. Only spaces already typed are replaced, so addresses and codes pass unharmed.
 */
export function typeset(text: string): string {
  return text
    .replace(/ ([;!?])/g, `${NNBSP}$1`)
    .replace(/ ([:»%€])/g, `${NBSP}$1`)
    .replace(/« /g, `«${NBSP}`)
    .replace(/(\d) h (?=\d{2}\b)/g, `$1${NBSP}h${NBSP}`)
    .replace(/(\d) (h|min|s)(?![\p{L}\d])/gu, `$1${NBSP}$2`)
    .replace(/\b(n°|art\.|p\.) (?=\d)/g, `$1${NBSP}`)
    .replace(/(\p{L})'(?=[\p{L}\d«])/gu, "$1\u2019");
}
