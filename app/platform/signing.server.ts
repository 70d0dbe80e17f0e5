import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { Tx } from "./db.server";
import { derivedKey } from "./secrets.server";

/** DER wrappings of a bare Ed25519 key (RFC 8410): Node reads no raw seed. */
const PRIVATE_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

let pair: { privateKey: KeyObject; publicKey: string } | undefined;

/** The server's key, derived from APP_SECRET: nothing to back up, and a changed secret is a rotation. */
function serverPair() {
  if (pair) return pair;
  const der = Buffer.concat([PRIVATE_PREFIX, derivedKey("signing")]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  pair = { privateKey, publicKey: spki.subarray(PUBLIC_PREFIX.length).toString("base64url") };
  return pair;
}

/** Signs a text (Ed25519, base64url) and keeps the public half, so that the seal verifies after a rotation. */
export async function signText(tx: Tx, text: string): Promise<{ signature: string; signingKeyId: string }> {
  const { privateKey, publicKey } = serverPair();
  // Two first seals at once: the second one finds the row, and neither transaction fails.
  await tx.signingKey.createMany({ data: { publicKey }, skipDuplicates: true });
  const key = await tx.signingKey.findUniqueOrThrow({ where: { publicKey }, select: { id: true } });
  return { signature: sign(null, Buffer.from(text), privateKey).toString("base64url"), signingKeyId: key.id };
}

/** Whether this text was signed by that key, current or former. A malformed signature is a false one. */
export async function verifyText(
  tx: Tx,
  text: string,
  { signature, signingKeyId }: { signature: string; signingKeyId: string },
): Promise<boolean> {
  const key = await tx.signingKey.findUnique({ where: { id: signingKeyId } });
  if (!key) return false;
  const der = Buffer.concat([PUBLIC_PREFIX, Buffer.from(key.publicKey, "base64url")]);
  const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });
  const bytes = Buffer.from(signature, "base64url");
  // base64url decoding forgives stray characters: only the one right spelling counts.
  return bytes.toString("base64url") === signature && verify(null, Buffer.from(text), publicKey, bytes);
}
