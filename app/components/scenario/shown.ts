import * as Y from "yjs";

/** What may be kept: longer than a commit takes, a stop and a start of the server included. */
const KEEP_MS = 120_000;
const KEEP_BYTES = 512 * 1024;
/** At one join; the server takes so many at once. */
const MOST = 100;

type Shown = { update: Uint8Array; voucher: string; at: number };

/**
 * Updates of others that were shown before their commit, with the server's word that it did. Where the server was killed
 * in between it has lost them, and takes them back from anybody with that word.
 */
export function shownUpdates() {
  let kept: Shown[] = [];
  let bytes = 0;

  return {
    keep(update: Uint8Array, voucher: string, now = Date.now()): void {
      kept.push({ update, voucher, at: now });
      bytes += update.byteLength;
      while (kept[0] && (bytes > KEEP_BYTES || now - kept[0].at > KEEP_MS)) {
        bytes -= kept[0].update.byteLength;
        kept.shift();
      }
    },
    /** Those that a server with this state lacks, oldest first. The others are forgotten: it has them. */
    lackedBy(state: ReadonlyMap<number, number>): Shown[] {
      kept = kept.filter(({ update }) =>
        [...Y.parseUpdateMeta(update).to].some(([client, clock]) => clock > (state.get(client) ?? 0)),
      );
      bytes = kept.reduce((sum, { update }) => sum + update.byteLength, 0);
      return kept.slice(-MOST);
    },
  };
}
