import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { dayOf } from "../../calendar";
import { canonicalJson } from "../../canonical";
import { refuse } from "../../errors";
import { missionPolicy } from "../policy";
import { missionScope } from "../queries.server";
import { whyNotSignLetter } from "../rules";
import { LetterTasks } from "../schema";

/** Locks a mission's row and loads it in the actor's scope. @throws not_found */
export async function lockMission(tx: Tx, actor: Actor, missionId: string) {
  await tx.$queryRaw`SELECT 1 FROM mission WHERE id = ${missionId}::uuid FOR UPDATE`;
  const mission = await tx.mission.findFirst({
    where: { id: missionId, ...missionScope(actor) },
    include: {
      place: { select: { id: true, lineage: true, timeZone: true } },
      schoolYear: true,
      letter: { include: { amendments: { orderBy: { seq: "desc" } } } },
      facts: true,
    },
  });
  if (!mission) throw refuse("not_found", "mission.notFound");
  return { ...mission, lineage: mission.place.lineage };
}

/**
 * The head signs the lettre de mission: the hash of its canonical content is kept. Signing twice is signing once. `after` is
 * handed down by a later room, and may refuse.
 */
export async function signLetter(
  actor: Actor,
  missionId: string,
  after?: (tx: Tx, missionId: string) => Promise<void>,
): Promise<{ number: string }> {
  return inTransaction(async (tx) => {
    const mission = await lockMission(tx, actor, missionId);
    const { letter } = mission;
    if (!letter) throw refuse("not_found", "mission.noLetter");
    authorize(actor, missionPolicy, "mission.signLetter", mission);
    if (letter.signedById === actor.personId) return { number: letter.number };
    const fault = whyNotSignLetter({
      status: letter.status,
      personId: mission.personId,
      signerId: actor.personId,
    });
    if (fault) throw refuse("conflict", fault.key, fault.facts);
    const now = await businessNow(tx);
    const content = canonicalJson({
      number: letter.number,
      missionId,
      personId: mission.personId,
      placeId: mission.placeId,
      schoolYearId: mission.schoolYearId,
      functionCode: mission.functionCode,
      channel: mission.channel,
      // What the letter announced: the recteur may decide another amount.
      amountCents: letter.amountCents,
      plannedMinutes: mission.plannedMinutes,
      tasks: LetterTasks.parse(letter.tasks),
      startsOn: dayOf(letter.startsOn),
      endsOn: dayOf(letter.endsOn),
      issuedAt: letter.issuedAt,
      issuedById: letter.issuedById,
      signedAt: now,
      signedById: actor.personId,
    });
    await tx.missionLetter.update({
      where: { id: letter.id },
      data: { status: "SIGNED", signedAt: now, signedById: actor.personId, hash: sha256(content) },
    });
    await after?.(tx, missionId);
    await audit(tx, {
      action: "mission.signLetter",
      byId: actor.personId,
      subject: "mission",
      subjectId: missionId,
      facts: { letter: letter.number },
      at: now,
    });
    return { number: letter.number };
  });
}
