import * as Y from "yjs";
import type { NewClient } from "~/domain/scenario/log.server";

/** Of one person in one frame, each from a tab that went off line. More is not an editor. */
const CLIENTS_AT_ONCE = 50;
/** Claimed by presence alone and not written under yet; the oldest are forgotten. */
const CLAIMS = 1_000;

/**
 * Whose each Yjs client of a scenario is. A client belongs to the first person who writes or shows a caret under its
 * number, on whatever connection: somebody else who wrote under it would make the owner's next words look already known,
 * and they would be lost in silence. A client that is in the text under no name (the first state) is nobody's.
 */
export type Owners = ReturnType<typeof ownersOf>;

export type Look =
  /** What of the update may be applied for this person, and their clients that it takes further. */
  { update: Uint8Array; mine: number[]; foreign: boolean } | { fault: "malformed" | "too_large" | "foreign" };

export function ownersOf(document: Y.Doc, written: Map<number, string>) {
  const claimed = new Map<number, string>();

  const ownerOf = (client: number) => written.get(client) ?? claimed.get(client);
  const isNobodys = (client: number) => !ownerOf(client) && Y.getState(document.store, client) > 0;

  /** The clients of which an update has something that the document has not. @throws when malformed */
  function aheadIn(update: Uint8Array): number[] {
    const ahead = new Set<number>();
    for (const struct of Y.decodeUpdate(update).structs) {
      if (!(struct instanceof Y.Item || struct instanceof Y.GC)) continue;
      const { client, clock } = struct.id;
      if (clock + struct.length > Y.getState(document.store, client)) ahead.add(client);
    }
    return [...ahead];
  }

  return {
    ownerOf,
    /** Keeps of an update what is this person's to say. */
    look(update: Uint8Array, personId: string): Look {
      let ahead: number[];
      try {
        ahead = aheadIn(update);
      } catch {
        return { fault: "malformed" };
      }
      // What nobody wrote nobody has to bring: to leave it out in silence would call it saved.
      if (ahead.some(isNobodys)) return { fault: "foreign" };
      const strange = ahead.filter((client) => (ownerOf(client) ?? personId) !== personId);
      const mine = ahead.filter((client) => !strange.includes(client));
      if (mine.length > CLIENTS_AT_ONCE) return { fault: "too_large" };
      if (strange.length === 0) return { update, mine, foreign: false };
      const beyond = new Map(strange.map((client) => [client, Number.MAX_SAFE_INTEGER]));
      return { update: Y.diffUpdate(update, Y.encodeStateVector(beyond)), mine, foreign: true };
    },
    /** From now on theirs. Gives those that were free: they are committed with the row of the log that brings them. */
    write(claims: readonly NewClient[]): NewClient[] {
      const fresh = claims.filter(({ client }) => !written.has(client));
      for (const { client, personId } of fresh) {
        claimed.delete(client);
        written.set(client, personId);
      }
      return fresh;
    },
    /** Whether this person may show a caret under that client; it is theirs from now on where it was free. */
    claim(client: number, personId: string): boolean {
      if (isNobodys(client)) return false;
      const owner = ownerOf(client);
      if (owner) return owner === personId;
      claimed.set(client, personId);
      const [oldest] = claimed.keys();
      if (claimed.size > CLAIMS && oldest !== undefined) claimed.delete(oldest);
      return true;
    },
    /** Whether what other processes have committed has clients that are not known here. */
    isMissing(update: Uint8Array): boolean {
      try {
        return aheadIn(update).some((client) => !written.has(client));
      } catch {
        return false;
      }
    },
    learn(more: ReadonlyMap<number, string>) {
      for (const [client, personId] of more) written.set(client, personId);
    },
  };
}
