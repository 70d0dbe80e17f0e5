import { type LogNotice, loadClients, loadFromLog, readNotice, type StoredPart } from "~/domain/scenario/log.server";
import { logger } from "~/platform/logger.server";
import { openDocuments } from "~/platform/metrics.server";
import { absorbParts, type LiveDocument, loadDocument } from "./live-document.server";

/** How long a copy stays in memory after its last reader has left. */
const LINGER_MS = 30_000;

type Options = {
  /** Resolves once all that was shown is in the log, or never will be. */
  logged: () => Promise<unknown>;
  /** Whether somebody is connected to it here, or something of it waits for the log. */
  isNeeded: (scenarioId: string) => boolean;
  /** Something came from another process. */
  onChange: (live: LiveDocument, delta: Uint8Array) => void;
  onDrop: (scenarioId: string) => void;
};

/** The scenarios in the memory of this process, each loaded once however many arrive together. */
export function liveDocuments({ logged, isNeeded, onChange, onDrop }: Options) {
  const open = new Map<string, Promise<LiveDocument>>();
  const timers = new Map<string, NodeJS.Timeout>();

  function drop(scenarioId: string) {
    const loading = open.get(scenarioId);
    open.delete(scenarioId);
    clearTimeout(timers.get(scenarioId));
    timers.delete(scenarioId);
    void loading?.then(({ document }) => document.destroy()).catch(() => undefined);
    openDocuments.set(open.size);
    onDrop(scenarioId);
  }

  type Read = () => Promise<StoredPart[]>;
  const toRead = new Map<string, Read[]>();

  /**
   * What was said of a scenario is applied in the order in which it was committed, though read side by side: a row that
   * came before the one it builds on would wait in the copy, and the next frame clears what waits there.
   */
  async function absorb(scenarioId: string, read: Read) {
    const waiting = toRead.get(scenarioId);
    if (waiting) return void waiting.push(read);
    const reads = [read];
    toRead.set(scenarioId, reads);
    while (reads.length > 0) await absorbAll(scenarioId, reads.splice(0));
    toRead.delete(scenarioId);
  }

  async function absorbAll(scenarioId: string, reads: Read[]) {
    const loading = open.get(scenarioId);
    if (!loading) return;
    try {
      // Reading after loading: rows committed between the two are in one or the other, or in both, which is harmless.
      const live = await loading;
      const parts = (await Promise.all(reads.map((read) => read()))).flat();
      // Before the text: whoever wrote it must find their name beside it when they write here.
      if (parts.some(({ bytes }) => live.owners.isMissing(bytes))) live.owners.learn(await loadClients(scenarioId));
      const delta = absorbParts(live, parts);
      if (delta && open.get(scenarioId) === loading) onChange(live, delta);
    } catch (error) {
      logger.error({ err: error, scenarioId }, "rows of another process could not be read");
      // Better no copy than an old one: the next to join reads the log.
      drop(scenarioId);
    }
  }

  function keep(scenarioId: string, loading: Promise<LiveDocument>) {
    open.set(scenarioId, loading);
    openDocuments.set(open.size);
    loading.catch(() => {
      if (open.get(scenarioId) === loading) drop(scenarioId);
    });
    return loading;
  }

  return {
    /** @throws when the database does not answer; the next one to ask tries again. */
    open: (scenarioId: string): Promise<LiveDocument> =>
      open.get(scenarioId) ?? keep(scenarioId, loadDocument(scenarioId)),
    /** A copy that can no longer be trusted ends at once; another is read from the log. @throws as `open` */
    renew({ scenarioId, document }: LiveDocument): Promise<LiveDocument> {
      document.destroy();
      drop(scenarioId);
      return keep(
        scenarioId,
        logged().then(() => loadDocument(scenarioId)),
      );
    },
    /** To be called when somebody leaves. */
    mayLeave(scenarioId: string): void {
      clearTimeout(timers.get(scenarioId));
      const later = setTimeout(() => {
        if (isNeeded(scenarioId)) return this.mayLeave(scenarioId);
        drop(scenarioId);
      }, LINGER_MS);
      timers.set(scenarioId, later.unref());
    },
    drop,
    ids: () => [...open.keys()],
    heard: (notice: LogNotice) => absorb(notice.scenarioId, () => readNotice(notice)),
    /** After the listening connection was lost: everything again, since nobody knows what was missed. */
    readAgain: () => Promise.all([...open.keys()].map((id) => absorb(id, () => loadFromLog(id)))),
    closeAll: () => [...open.keys()].forEach(drop),
  };
}

export type LiveDocuments = ReturnType<typeof liveDocuments>;
