/**
 * What a person has typed and the server has not acknowledged, kept on this device through a reload, where they said yes.
 * Keyed by person and scenario; gone once it is acknowledged, and all of it at sign-out.
 */

const DATABASE = "entrepairs.unsent";
const STORE = "updates";
/** The answer, by person. Without one nothing is ever kept. */
export const PERMISSION_KEY = "entrepairs.keep";
/** What is acknowledged sooner never touches the disk. */
const DELAY_MS = 50;
/** A device that answers no sooner is done without. */
const PATIENCE_MS = 2_000;
const OLDEST_MS = 30 * 24 * 3_600_000;

export type Permission = "yes" | "no" | null;
type Device = { database: IDBFactory; answers: Pick<Storage, "getItem" | "setItem" | "removeItem"> };
type Row = { personId: string; scenarioId: string; at: number; update: Uint8Array };

/** The browser's own; null where it has none, or hides it. */
export function thisDevice(): Device | null {
  try {
    return { database: window.indexedDB, answers: window.localStorage };
  } catch {
    return null;
  }
}

export function permissionOf(device: Device, personId: string): Permission {
  const given = answersOf(device)[personId];
  return given === "yes" || given === "no" ? given : null;
}

function answersOf({ answers }: Device): Record<string, unknown> {
  try {
    return (JSON.parse(answers.getItem(PERMISSION_KEY) ?? "{}") ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** « No » also takes away what was kept. */
export async function answer(device: Device, personId: string, permission: "yes" | "no"): Promise<void> {
  device.answers.setItem(PERMISSION_KEY, JSON.stringify({ ...answersOf(device), [personId]: permission }));
  if (permission === "no") await inStore(device, (store) => void eachOf(store, (cursor) => isOf(cursor, personId)));
}

/** At sign-out: everybody's. The other tabs hear of it by the answers that are gone, and keep nothing more. */
export async function forgetAll(device: Device): Promise<void> {
  device.answers.removeItem(PERMISSION_KEY);
  await inStore(device, (store) => void store.clear());
}

export type Journal = ReturnType<typeof keepUnsent>;

/** The unsent updates of one person in one scenario. Fails in silence: then nothing is kept, and `isOn` says so. */
export function keepUnsent(device: Device, personId: string, scenarioId: string) {
  const rows = new Map<Uint8Array, IDBValidKey>();
  let toWrite: Uint8Array[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let on = permissionOf(device, personId) === "yes";
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: what is acknowledged while it is being written is taken away after. */
  function then(body: (store: IDBObjectStore) => void): Promise<void> {
    const done = last.then(() => inStore(device, body));
    last = done.catch(() => {
      on = false;
    });
    return done;
  }

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = toWrite;
    toWrite = [];
    if (!on || batch.length === 0) return;
    void then((store) => {
      for (const update of batch) {
        const row: Row = { personId, scenarioId, at: Date.now(), update };
        const added = store.add(row);
        added.onsuccess = () => rows.set(update, added.result);
      }
    }).catch(() => undefined);
  }

  return {
    isOn: () => on,
    /** What an earlier page left, oldest first. */
    async left(): Promise<Uint8Array[]> {
      if (!on) return [];
      const found: { key: IDBValidKey; row: Row }[] = [];
      const reading = then((store) => {
        eachOf(store, (cursor) => {
          const row = cursor.value as Row;
          if (Date.now() - row.at > OLDEST_MS) return true;
          if (isOf(cursor, personId) && row.scenarioId === scenarioId) found.push({ key: cursor.primaryKey, row });
          return false;
        });
      });
      const late = new Promise<"late">((resolve) => setTimeout(() => resolve("late"), PATIENCE_MS));
      if ((await Promise.race([reading.catch(() => "late"), late])) === "late") return [];
      return found.map(({ key, row }) => {
        rows.set(row.update, key);
        return row.update;
      });
    },
    added(update: Uint8Array): void {
      if (!on) return;
      toWrite.push(update);
      timer ??= setTimeout(write, DELAY_MS);
    },
    acknowledged(updates: readonly Uint8Array[]): void {
      toWrite = toWrite.filter((update) => !updates.includes(update));
      if (!on || updates.length === 0) return;
      void last.then(() => {
        const keys = updates.flatMap((update) => rows.get(update) ?? []);
        for (const update of updates) rows.delete(update);
        if (keys.length > 0) return then((store) => keys.forEach((key) => void store.delete(key)));
      });
    },
    /** At once: the page may be about to go. */
    write,
    /** After « yes »: from now on, and what waits already. */
    start(waiting: readonly Uint8Array[]): void {
      on = true;
      for (const update of waiting) if (!rows.has(update)) this.added(update);
    },
    stop(): void {
      on = false;
      toWrite = [];
    },
  };
}

const isOf = (cursor: IDBCursorWithValue, personId: string) => (cursor.value as Row).personId === personId;

/** Walks through the store and deletes what `drop` says. */
function eachOf(store: IDBObjectStore, drop: (cursor: IDBCursorWithValue) => boolean): void {
  const walk = store.openCursor();
  walk.onsuccess = () => {
    const cursor = walk.result;
    if (!cursor) return;
    if (drop(cursor)) cursor.delete();
    cursor.continue();
  };
}

/** One transaction on a connection of its own: nothing stays open that another tab would wait for. */
async function inStore({ database }: Device, body: (store: IDBObjectStore) => void): Promise<void> {
  const opening = database.open(DATABASE, 1);
  opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE, { autoIncrement: true });
  const open = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = opening.onblocked = () => reject(opening.error);
  });
  try {
    const transaction = open.transaction(STORE, "readwrite", { durability: "strict" });
    body(transaction.objectStore(STORE));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    open.close();
  }
}
