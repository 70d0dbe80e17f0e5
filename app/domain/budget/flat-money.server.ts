import { businessNow } from "~/platform/clock.server";
import type { Tx } from "~/platform/db.server";
import { dayOf } from "../calendar";
import { refuse } from "../errors";
import { factsOfMission, lastAnswers } from "../pay/line-facts.server";
import { loadMission, type MissionToJudge } from "../pay/mission-facts.server";
import { isAsked, judgeQuestions } from "../pay/questions.server";
import { loadRates } from "../pay/rates.server";
import { decideLine } from "../pay/rules";
import { isFlatNature, nearestEnvelope } from "./charges.server";
import { commit, commitDue, type Move, pay, release, serviceDone } from "./moves.server";
import { availableCents } from "./rules";
import { flatMoves, isDecided, isServed } from "./rules/flat";

export type PaidPart = { id: string; amountCents: number };
type Settling = {
  byId: string | null;
  /** A person is at the screen: too little money refuses what she decides. Otherwise it waits. */
  ask?: boolean;
  /** Lines of an exported statement; those that were counted are counted no more. */
  parts?: readonly PaidPart[];
};

/**
 * Cents decided for a mission paid as a whole; null while nothing is. `standsCents`, what stands on its commitment, is the
 * answer for an HSA that no rate covers: what is not known moves nothing.
 */
export async function decidedCentsOf(tx: Tx, mission: MissionToJudge, standsCents: number): Promise<number | null> {
  if (!isDecided(saidOf(mission))) return null;
  if (mission.channel !== "HSA") return mission.amountCents;
  const question = { envelope: null, on: dayOf(mission.schoolYear.startsOn), serviceDone: false };
  const { amountCents } = decideLine(await factsOfMission(tx, mission, question), await loadRates(tx), null);
  return amountCents ?? standsCents;
}

const saidOf = (mission: MissionToJudge) => ({
  channel: mission.channel,
  facts: mission.facts,
  ended: mission.endedAt !== null,
  letterSigned: mission.letter?.status === "SIGNED",
  answeredNo: lastAnswers(mission).some(({ answer }) => answer === "REFUSE"),
});

/**
 * Whether all of its service is done: attested, and nothing is asked of a person that may still refuse it (ADR 34). What was
 * counted is not asked again.
 */
async function isAllServed(tx: Tx, mission: MissionToJudge, left: boolean): Promise<boolean> {
  return left && isServed(saidOf(mission)) && !isAsked(await judgeQuestions(tx, mission));
}

/**
 * Makes the commitment of a mission paid as a whole say what the mission says: committed when it is decided, given back when
 * it is refused, done when it is attested, paid part by part. Idempotent: what agrees moves nothing. Lock order: mission,
 * envelope. Nothing where no envelope admits it: it is held (BUD-01).
 * @throws Refusal conflict budget.notEnoughForMission (BUD-02), where `ask`
 */
export async function settleMission(
  tx: Tx,
  missionId: string,
  { byId, ask = false, parts = [] }: Settling,
): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM mission WHERE id = ${missionId}::uuid FOR UPDATE`;
  const mission = await loadMission(tx, missionId);
  const nature = mission.channel;
  if (!isFlatNature(nature)) return;
  const known = await tx.commitment.findFirst({ where: { missionId, cohortId: null, nature } });
  const envelopeId = known?.envelopeId ?? (await nearestEnvelope(tx, mission.place, nature))?.id;
  if (!envelopeId) return;
  const news = await uncounted(tx, parts);
  const newlyPaid = news.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const committedCents = (known?.amountCents ?? 0) - (known?.releasedCents ?? 0);
  const decidedCents = await decidedCentsOf(tx, mission, committedCents);
  const serviceDoneCents = known?.serviceDoneCents ?? 0;
  const moves = flatMoves({
    decidedCents,
    served: await isAllServed(tx, mission, (decidedCents ?? 0) > serviceDoneCents),
    paidCents: (known?.paidCents ?? 0) + newlyPaid,
    committedCents,
    serviceDoneCents,
  });
  const commitCents = await affordable(tx, envelopeId, moves, ask);
  const amountCents = moves.dueCents + commitCents;
  const at = await businessNow(tx);
  const createdById = byId ?? mission.createdById;
  const commitment =
    known ??
    (amountCents > 0
      ? await tx.commitment.create({ data: { envelopeId, missionId, nature, amountCents, at, createdById } })
      : null);
  if (!commitment) return;
  await write(tx, { envelopeId, commitmentId: commitment.id, missionId, at, byId }, { ...moves, commitCents, news });
  await tx.commitment.update({
    where: { id: commitment.id },
    data: {
      amountCents: known ? { increment: amountCents } : undefined,
      releasedCents: { increment: moves.releaseCents },
      serviceDoneCents: { increment: moves.doneCents },
      paidCents: { increment: newlyPaid },
    },
  });
}

async function uncounted(tx: Tx, parts: readonly PaidPart[]): Promise<PaidPart[]> {
  if (parts.length === 0) return [];
  const counted = await tx.envelopeEntry.findMany({
    where: { sourceKey: { in: parts.map(payKey) } },
    select: { sourceKey: true },
  });
  const keys = new Set(counted.map(({ sourceKey }) => sourceKey));
  return parts.filter((part) => !keys.has(payKey(part)));
}
const payKey = ({ id }: PaidPart) => `pay:${id}`;

type Wanted = ReturnType<typeof flatMoves>;

/** What may be committed of what is wanted: all of it, or nothing. The envelope stays locked, so that the answer holds. */
async function affordable(tx: Tx, envelopeId: string, { commitCents, dueCents }: Wanted, ask: boolean) {
  if (commitCents === 0) return 0;
  await tx.$queryRaw`SELECT 1 FROM envelope WHERE id = ${envelopeId}::uuid FOR UPDATE`;
  const envelope = await tx.envelope.findUniqueOrThrow({ where: { id: envelopeId } });
  const available = availableCents(envelope) - dueCents;
  if (commitCents <= available) return commitCents;
  if (!ask) return 0;
  throw refuse("conflict", "budget.notEnoughForMission", {
    code: "BUD-02",
    amount: commitCents,
    available,
    missing: commitCents - available,
    envelope: envelope.label,
  });
}

type Target = Omit<Move, "amountCents" | "sourceKey" | "commitmentId"> & { commitmentId: string; missionId: string };

async function write(tx: Tx, target: Target, moves: Wanted & { news: readonly PaidPart[] }): Promise<void> {
  const { missionId, ...on } = target;
  // The rank of the lines to come: under the lock of the mission nobody else writes one.
  const rank = await tx.envelopeEntry.count({ where: { commitmentId: on.commitmentId } });
  const line = (verb: string, amountCents: number): Move => ({
    ...on,
    amountCents,
    sourceKey: `${verb}:${missionId}:${rank}`,
  });
  if (moves.dueCents > 0) await commitDue(tx, { ...line("due", moves.dueCents), reason: "BUD-02" });
  if (moves.commitCents > 0) await commit(tx, line("commit", moves.commitCents));
  if (moves.releaseCents > 0) await release(tx, line("release", moves.releaseCents));
  if (moves.doneCents > 0) await serviceDone(tx, line("done", moves.doneCents));
  for (const part of moves.news) await pay(tx, { ...on, amountCents: part.amountCents, sourceKey: payKey(part) });
}
