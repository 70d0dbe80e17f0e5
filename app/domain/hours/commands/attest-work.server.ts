import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { dayOf, instantOf } from "../../calendar";
import { refuse } from "../../errors";
import { academieOf } from "../../mission/queries.server";
import { appendEntries } from "../ledger.server";
import { entryForWork } from "../planned";
import { hoursPolicy } from "../policy";
import { lockMissionOfWork } from "../work.server";

type Decision = { workId: string } & ({ attest: true } | { attest: false; reason: string });

/**
 * A second person says that a declared work is there, or is not. Attested, its hour is in the ledger in the same
 * transaction. @returns whether this call decided; the same decision again is the same one
 */
export async function decideWork(actor: Actor, missionId: string, decision: Decision): Promise<{ decided: boolean }> {
  const { workId, attest } = decision;
  return inTransaction(async (tx) => {
    const mission = await lockMissionOfWork(tx, actor, missionId);
    const work = await tx.designWork.findFirst({ where: { id: workId, missionId }, include: { attestation: true } });
    if (!work) throw refuse("not_found", "hours.workUnknown");
    if (work.declaredById === actor.personId) throw refuse("forbidden", "hours.workOwn", { code: "EVD-03" });
    authorize(actor, hoursPolicy, "hours.attestWork", mission.subject);
    const said = attest ? "ATTESTED" : "REFUSED";
    if (work.attestation?.decision === said) return { decided: false };
    if (work.attestation) throw refuse("conflict", "hours.workDecided");
    const at = await businessNow(tx);
    await tx.designAttestation.create({
      data: {
        designWorkId: workId,
        decision: said,
        reason: attest ? null : decision.reason,
        attestedById: actor.personId,
        at,
      },
    });
    if (attest) await book(tx, mission, work, at);
    const action = attest ? "hours.attestWork" : "hours.refuseWork";
    const line = { action, byId: actor.personId, subject: "designWork", subjectId: workId };
    await audit(tx, { ...line, facts: { missionId, minutes: work.minutes }, at });
    return { decided: true };
  });
}

type Mission = Awaited<ReturnType<typeof lockMissionOfWork>>;
type Work = { id: string; day: Date; minutes: number };

async function book(tx: Tx, mission: Mission, { id, day, minutes }: Work, at: Date): Promise<void> {
  const { personId, schoolYearId, timeZone } = mission;
  // Dated by its day where the mission is held: that of its rate and its month.
  const startsOn = instantOf(dayOf(day), "00:00", timeZone) ?? day;
  const academie = await academieOf(tx, mission.lineage);
  const draft = entryForWork({ id, missionId: mission.id, personId, minutes, startsOn });
  await appendEntries(tx, { academieId: academie.id, schoolYearId }, [draft], at);
}
