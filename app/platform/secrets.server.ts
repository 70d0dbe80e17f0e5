import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "./env.server";

/** `bytes` random bytes, base64url. */
export function randomSecret(bytes = 32): string {
  return randomBytes(bytes).toString("base64url");
}

export function sha256(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/** HMAC-SHA-256 under a key derived from APP_SECRET for one purpose: a mac of one purpose is worthless for another. */
export function mac(purpose: string, text: string): Buffer {
  return createHmac("sha256", derivedKey(purpose)).update(text).digest();
}

const keys = new Map<string, Buffer>();

/** 32 bytes derived from APP_SECRET for one purpose; derived once, since a code is looked for among many sheets. */
export function derivedKey(purpose: string): Buffer {
  const known = keys.get(purpose);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", env().APP_SECRET, "entrepairs", purpose, 32));
  keys.set(purpose, key);
  return key;
}

export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
