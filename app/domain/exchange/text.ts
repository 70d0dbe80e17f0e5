import { isAllowedLink } from "~/editor/links";

/** What no XML, and no reader, takes: control characters, halves of pairs, non-characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to remove.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/** Text that can stand in any file; line ends and tabs as one space. */
export function oneLine(value: unknown): string {
  return writable(value).replace(/[\t\n\r\u2028\u2029]+/g, " ");
}

/** The lines of a text that keeps its form. */
export function linesOf(value: unknown): string[] {
  return writable(value)
    .replace(/\t/g, "    ")
    .split(/\r\n|[\n\r\u2028\u2029]/);
}

const writable = (value: unknown): string =>
  typeof value === "string" ? value.replace(UNWRITABLE, "").replace(/\p{Surrogate}/gu, "\ufffd") : "";

/**
 * The address of a link as the URL standard writes it, without a space, quote or angle bracket left: safe in an
 * attribute, in Markdown and in XML. Undefined where links may not lead there.
 */
export function addressOf(href: unknown): string | undefined {
  if (!isAllowedLink(href)) return undefined;
  const address = new URL(String(href)).href;
  return writable(address).replace(/[\s"'<>\\`{}|^]/g, (sign) => encodeURIComponent(sign).replace("'", "%27"));
}

/** For text and double-quoted attributes of HTML and XML alike. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
