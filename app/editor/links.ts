/** The addresses a link may carry: https and mailto, written out in full. */
export function isAllowedLink(href: unknown): boolean {
  if (typeof href !== "string" || href.length > 2_000) return false;
  try {
    return ["https:", "mailto:"].includes(new URL(href).protocol);
  } catch {
    return false;
  }
}
