import type { Access, CloseCode, RefusalReason } from "~/editor/protocol";

export type SaveWord = "saved" | "saving" | "unsaved" | "offline" | "readOnly";

export type ScenarioStatus = {
  word: SaveWord;
  /** Changes the server has not acknowledged. */
  waiting: number;
  /** They are kept on this device: they survive a reload. */
  kept: boolean;
  /** The text has been received once: before that, nobody writes. */
  synced: boolean;
  access: Access | null;
  /** Why the connection is over for good. */
  ended: CloseCode | RefusalReason | null;
};

/** `settling`: the last acknowledgement is so fresh that more is likely to come; the words do not blink at each key. */
type Facts = Omit<ScenarioStatus, "word" | "kept"> & {
  connected: boolean;
  joined: boolean;
  overdue: boolean;
  settling: boolean;
};

/** What the page says about saving. « Enregistré » only where nothing waits and the line is open. */
export function saveWord({ connected, joined, synced, access, ended, overdue, settling, waiting }: Facts): SaveWord {
  if (ended) return waiting > 0 ? "unsaved" : "readOnly";
  if (!synced || access !== "edit") return waiting > 0 ? "unsaved" : "readOnly";
  if (!connected) return "offline";
  if (waiting > 0) return overdue ? "unsaved" : "saving";
  if (!joined) return "offline";
  return settling ? "saving" : "saved";
}

/** Whether the text may be changed: also off line, never before the first exchange, never after the end. */
export function mayWrite({ synced, access, ended }: Omit<ScenarioStatus, "kept">): boolean {
  return synced && access === "edit" && ended === null;
}
