/** « Firefox, Android », from what the browser says of itself; two nulls when nothing is known. */
export function browserName(userAgent: string): { browser: string | null; system: string | null } {
  const first = (table: [RegExp, string][]) => table.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
  return {
    browser: first([
      [/Edg(e|A|iOS)?\//, "Edge"],
      [/OPR\/|Opera/, "Opera"],
      [/Firefox\/|FxiOS\//, "Firefox"],
      [/Chrom(e|ium)\/|CriOS\//, "Chrome"],
      [/Safari\//, "Safari"],
    ]),
    system: first([
      [/Android/, "Android"],
      [/iPhone|iPad|iOS/, "iOS"],
      [/Windows/, "Windows"],
      [/Mac OS X|Macintosh/, "macOS"],
      [/CrOS/, "ChromeOS"],
      [/Linux/, "Linux"],
    ]),
  };
}
