import type { Channel } from "../../mission/rules";
import { awaitsWord, lastWordOf } from "../../mission/rules/words";

type MissionSaid = {
  channel: Channel;
  ended: boolean;
  letterSigned: boolean;
  /** The last answer to something the rules asked is not to pay (ADR 34). */
  answeredNo: boolean;
  facts: readonly { kind: string; seq: number; refused: boolean; afterEnd: boolean }[];
};

/**
 * Whether the amount of a mission paid as a whole is decided: by the recteur for an IFIC and an HSA (circulaire 2010-243,
 * PAY-08), by the letter that the head signs for an IMP and a Pacte, within the envelope notified. The last refusal undoes it,
 * a word or an answer.
 */
export function isDecided({ channel, letterSigned, answeredNo, facts }: MissionSaid): boolean {
  const word = lastWordOf(facts);
  if (word?.refused || answeredNo) return false;
  return channel === "IFIC" || channel === "HSA" ? word !== null : letterSigned;
}

/** Service of the whole amount: the head attested it, and the mission does not wait for a word on part of a year (BUD-05). */
export const isServed = ({ ended, facts }: Pick<MissionSaid, "ended" | "facts">): boolean =>
  facts.some(({ kind }) => kind === "SERVICE_FAIT") && !awaitsWord(ended, facts);

export type FlatState = {
  /** Cents decided; null while nothing is, or after a refusal. */
  decidedCents: number | null;
  served: boolean;
  /** Cents of its parts in exported statements. */
  paidCents: number;
  /** Cents that stand on its commitment. */
  committedCents: number;
  serviceDoneCents: number;
};

/**
 * What its commitment lacks or holds too much. Committed: what was decided, at least what was paid. Service done: all of it
 * once the head attested it, else each part as it is paid. `dueCents` is committed whatever is available: service done and
 * paid stays due (BUD-02). What is paid or done is never given back.
 */
export function flatMoves(state: FlatState) {
  const { decidedCents, served, paidCents, committedCents, serviceDoneCents } = state;
  const done = Math.max(serviceDoneCents, paidCents, served ? (decidedCents ?? 0) : 0);
  const target = Math.max(decidedCents ?? 0, done);
  const dueCents = Math.max(0, done - committedCents);
  return {
    dueCents,
    commitCents: Math.max(0, target - committedCents - dueCents),
    releaseCents: Math.max(0, committedCents - target),
    doneCents: done - serviceDoneCents,
  };
}
