import { createHash } from "node:crypto";
import { canonicalJson } from "../canonical";

type Shown = { sha256: Uint8Array | null; licence: string; submittedAt: Date | null; authors: string[] };

/**
 * What a reviewer has before their eyes, as SHA-256 in hexadecimal: the text with the licence, the names and the instant
 * it was handed in with. The page gives it back with the decision.
 */
export function seenOf({ sha256, licence, submittedAt, authors }: Shown): string {
  const text = Buffer.from(sha256 ?? []).toString("hex");
  return createHash("sha256").update(canonicalJson({ text, licence, submittedAt, authors })).digest("hex");
}
