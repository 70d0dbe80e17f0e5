import { createHmac, timingSafeEqual } from "node:crypto";
import type { NewClient } from "~/domain/scenario/log.server";
import { derivedKey } from "~/platform/secrets.server";

/** Bytes of a mac: enough that none is ever guessed. */
const MAC = 16;

/** The Yjs clients of a frame, and whose they are. */
export type Claims = readonly NewClient[];

/**
 * What the server adds to an update it shows before the commit: its own word that it did, and for whom. If the server
 * is killed before the commit, whoever saw the update may bring it back under its author, and can bring back nothing
 * else. The same key in every process: another one may be asked.
 */
export function vouch(scenarioId: string, update: Uint8Array, claims: Claims): string {
  const said = claims.map(({ client, personId }) => `${client}:${personId}`).join(",");
  return `${macOf(scenarioId, update, said).toString("base64url")}.${said}`;
}

/** The claims of a voucher of ours for this update of this scenario; null for anything else. */
export function claimsOf(scenarioId: string, update: Uint8Array, voucher: string): Claims | null {
  const [mac = "", said = ""] = voucher.split(".");
  const given = Buffer.from(mac, "base64url");
  if (given.length !== MAC || !timingSafeEqual(given, macOf(scenarioId, update, said))) return null;
  return said.split(",").flatMap((one) => {
    const [client = "", personId = ""] = one.split(":");
    return personId === "" ? [] : [{ client: Number(client), personId }];
  });
}

function macOf(scenarioId: string, update: Uint8Array, said: string): Buffer {
  const hmac = createHmac("sha256", derivedKey("scenario voucher"));
  return hmac.update(`${scenarioId}\n${said}\n`).update(update).digest().subarray(0, MAC);
}
