/** The name of a file in letters any computer keeps: « Léa & les fractions » → « lea-les-fractions ». */
export function plainName(title: string, extension: string): string {
  const bare = title
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return `${bare || "scenario"}.${extension}`;
}

/** The same with its accents; no sign that a disk refuses, no dot that hides it or stands for a folder. */
export function fullName(title: string, extension: string): string {
  const bare = [...title.replace(/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|]+/gu, " ").trim()].slice(0, 100).join("");
  return `${bare.replace(/^[.\s]+|[.\s]+$/g, "").replace(/\s+/g, " ") || "scenario"}.${extension}`;
}
