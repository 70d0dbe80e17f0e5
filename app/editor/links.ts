/**
 * The address somebody meant: « exemple.fr/page » and « www.exemple.fr » are of the web, « a@exemple.fr » is a mailbox.
 * Null where it is none that a link may carry.
 */
export function writtenLink(typed: string): string | null {
  const text = typed.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  const address = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  if (!isAllowedLink(address) || !/^(mailto:.+@|https:\/\/[^/]+\.)/i.test(address)) return null;
  return address;
}

/** The addresses a link may carry: https and mailto, written out in full. */
export function isAllowedLink(href: unknown): boolean {
  if (typeof href !== "string" || href.length > 2_000) return false;
  try {
    return ["https:", "mailto:"].includes(new URL(href).protocol);
  } catch {
    return false;
  }
}
