import type { Facts } from "../../errors";
import type { Channel, Fault } from "../rules";

type Said = { kind: string; seq?: number; refused?: boolean; afterEnd?: boolean };

/** Channels that pay a mission and not its hours. */
const paidAsAWhole: readonly Channel[] = ["IFIC", "HSA", "IMP", "PACTE"];
/** Where the amount waits for the recteur; elsewhere his word answers a refusal, or a mission that was left. */
const awaited: readonly Channel[] = ["IFIC", "HSA"];

/** The last word of the recteur on a mission: it stands, whatever was said before. Null while there is none. */
export function lastWordOf<F extends Said>(facts: readonly F[]): F | null {
  let last: F | null = null;
  for (const fact of facts)
    if (fact.kind === "DECISION_RECTEUR" && (last === null || (fact.seq ?? 1) > (last.seq ?? 1))) last = fact;
  return last;
}

/** The rank of the next word. */
export const nextSeq = (facts: readonly Said[]): number => (lastWordOf(facts)?.seq ?? 0) + 1;

/**
 * True for a mission that was left and of which nothing was decided since: no rule for part of a year was found, so that a
 * person decides (BUD-05).
 */
export const awaitsWord = (ended: boolean, facts: readonly Said[]): boolean => ended && !lastWordOf(facts)?.afterEnd;

/**
 * Why the recteur, who orders what is paid, may say no other word: the same again, or once the service he decided on was
 * attested, which stays due (BUD-02).
 */
export function whyNotSay(word: { channel: Channel; refused: boolean; ended: boolean }, facts: readonly Said[]): Fault {
  const { channel, refused, ended } = word;
  if (!paidAsAWhole.includes(channel)) return fault("factNotExpected", { channel });
  const last = lastWordOf(facts);
  if (refused && last?.refused) return fault("refusedAlready");
  const question = awaitsWord(ended, facts);
  if (facts.some(({ kind }) => kind === "SERVICE_FAIT") && !question) return fault("decidedAfterService");
  if (!refused && !last && !question && !awaited.includes(channel)) return fault("factNotExpected", { channel });
  return null;
}

const fault = (name: string, facts: Facts = {}) => ({ key: `mission.${name}`, facts });
