import { type Day, dayOf } from "../../calendar";
import type { Facts } from "../../errors";
import type { Channel, Fault } from "../rules";
import { lastWordOf } from "./words";

export const factKinds = [
  "CONSEIL_PEDAGOGIQUE",
  "CONSEIL_ADMINISTRATION",
  "PROPOSITION",
  "DECISION_RECTEUR",
  "SERVICE_FAIT",
] as const;
export type MissionFactKind = (typeof factKinds)[number];
type KnownFact = { kind: MissionFactKind; heldOn: Date | Day; seq?: number; refused?: boolean };

/**
 * The dated facts a channel waits for, in their order. IFIC: circulaire 2010-243 of 9 November 2010. IMP: circulaire
 * 2015-058 of 27 April 2015, where nobody proposes an amount to the recteur. HSA: PAY-08.
 */
const expected: Record<Channel, readonly MissionFactKind[]> = {
  IFIC: factKinds,
  IMP: ["CONSEIL_PEDAGOGIQUE", "CONSEIL_ADMINISTRATION", "SERVICE_FAIT"],
  PACTE: ["SERVICE_FAIT"],
  HSA: ["DECISION_RECTEUR"],
  HSE: [],
  VACATION: [],
  DECHARGE: [],
};
export const expectedFacts = (channel: Channel) => expected[channel];

/** What must be known before a fact; service is done whatever the councils said of it. */
const before: Record<MissionFactKind, readonly MissionFactKind[]> = {
  CONSEIL_PEDAGOGIQUE: [],
  CONSEIL_ADMINISTRATION: ["CONSEIL_PEDAGOGIQUE"],
  PROPOSITION: ["CONSEIL_PEDAGOGIQUE", "CONSEIL_ADMINISTRATION"],
  DECISION_RECTEUR: ["CONSEIL_PEDAGOGIQUE", "CONSEIL_ADMINISTRATION", "PROPOSITION"],
  SERVICE_FAIT: ["DECISION_RECTEUR"],
};
const neededFor = (channel: Channel, kind: MissionFactKind) =>
  expected[channel].includes(kind) ? before[kind].filter((earlier) => expected[channel].includes(earlier)) : [];

/** The words of the recteur follow one another (`whyNotSay`); any other fact is said once. */
const saidOnce = (kind: MissionFactKind) => kind !== "DECISION_RECTEUR";

/** Why a dated fact may not be recorded: its channel waits for it, it is past, new, and comes in its order. */
export function whyNotRecordFact(
  fact: { channel: Channel; kind: MissionFactKind; heldOn: Day },
  known: readonly KnownFact[],
  today: Day,
): Fault {
  const { channel, kind, heldOn } = fact;
  if (saidOnce(kind) && !expected[channel].includes(kind)) return fault("factNotExpected", { channel });
  if (heldOn > today) return fault("factInFuture", { day: heldOn });
  if (saidOnce(kind) && known.some((one) => one.kind === kind)) return fault("factKnown", { kind });
  if (kind === "SERVICE_FAIT" && lastWordOf(known)?.refused) return fault("serviceRefused");
  for (const earlier of neededFor(channel, kind)) {
    const found = known.find((one) => one.kind === earlier);
    if (!found) return fault("factMissing", { kind: earlier });
    if (dayOf(found.heldOn) > heldOn) return fault("factOrder", { kind: earlier, day: dayOf(found.heldOn) });
  }
  return null;
}

/** Why the service of the year may not be attested yet: it runs until its last day (PAY-06). */
export function whyNotAttest({ today, lastDay }: { today: Day; lastDay: Day }): Fault {
  return today < lastDay ? fault("serviceNotOver", { day: lastDay }) : null;
}

/** Why the recteur may not decide an amount: another one than the one proposed is explained, and so is another word. */
export function whyNotDecide(decision: {
  proposedCents: number | null;
  amountCents: number | null;
  reason: string | null;
  again?: boolean;
}): Fault {
  const { proposedCents, amountCents, reason, again = false } = decision;
  if (again && reason === null) return fault("decisionAgainReason");
  if (amountCents === null || amountCents === proposedCents) return null;
  return reason === null ? fault("decisionReasonRequired", { proposed: proposedCents ?? 0 }) : null;
}

export type StepKind = "LETTER" | MissionFactKind;
/** Done, refused, expected now from whoever `who` says, or not yet. */
export type Step = { kind: StepKind; who: "HEAD" | "RECTORAT"; state: "done" | "refused" | "next" | "later" };

/** The steps of a mission, what is done, what is expected now and from whom. */
export function missionSteps(mission: {
  channel: Channel;
  letter: { status: "ISSUED" | "SIGNED" } | null;
  facts: readonly Omit<KnownFact, "heldOn">[];
}): Step[] {
  const { channel, letter, facts } = mission;
  const known = new Set(facts.map(({ kind }) => kind));
  const refused = lastWordOf(facts)?.refused === true;
  const signature: Step[] = letter
    ? [{ kind: "LETTER", who: "HEAD", state: letter.status === "SIGNED" ? "done" : "next" }]
    : [];
  // A word of the recteur that no channel waits for is a step where there is one.
  const kinds = factKinds.filter((kind) => expected[channel].includes(kind) || (!saidOnce(kind) && known.has(kind)));
  const steps = kinds.map((kind): Step => {
    const ready = neededFor(channel, kind).every((earlier) => known.has(earlier));
    const now = ready && !(refused && kind === "SERVICE_FAIT") ? "next" : "later";
    const state = !known.has(kind) ? now : refused && !saidOnce(kind) ? "refused" : "done";
    return { kind, who: kind === "DECISION_RECTEUR" ? "RECTORAT" : "HEAD", state };
  });
  return [...signature, ...steps];
}

const fault = (name: string, facts: Facts = {}) => ({ key: `mission.${name}`, facts });
