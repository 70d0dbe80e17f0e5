/**
 * The code of a competence, as stored: « A.1-1 ». Three spellings are met: A.1-1 (2010), A.1.1 (2005), A11 (the former
 * platform). Null when it is none of them. A code means nothing without its framework and version.
 */
export function readCompetenceCode(typed: string): string | null {
  const [, block, domain, rank] = /^([AB])[.\s-]?([1-9])[.\s-]?([1-9])$/i.exec(typed.trim()) ?? [];
  return block && domain && rank ? `${block.toUpperCase()}.${domain}-${rank}` : null;
}

/** « A.1-1 » → « A.1 »; for CRCN-Édu « 1.1 » → « 1 ». */
export const domainOf = (code: string): string => code.replace(/(-|\.)[^-.]+$/, "");
