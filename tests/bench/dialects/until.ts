import type { Line } from "../generator/lines";
import type { Heard } from "./dialect";

const JOIN_MS = 20_000;

type Seen = { seen: Record<string, boolean> };

/**
 * Listens to a line until everything waited for was said; `packet` of what is heard names it. What comes before belongs
 * to the arrival, not to the measure. @throws after 20 s, at a refusal and where the line ends
 */
export function until(
  line: Line,
  what: string,
  decode: (data: Buffer) => Heard,
  holds: (state: Seen) => boolean | undefined,
): Promise<void> {
  const state: Seen = { seen: {} };
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`never ${what}`)), JOIN_MS);
    line.ended = (reason) => reject(new Error(`${what}: ${reason}`));
    line.receive = (data) => {
      if (typeof data === "string") return;
      const heard = decode(data);
      if (heard.kind !== "other") return;
      if (heard.packet === "refused") reject(new Error(`refused: ${what}`));
      state.seen[String(heard.packet)] = true;
      if (!holds(state)) return;
      clearTimeout(late);
      resolve();
    };
  });
}
