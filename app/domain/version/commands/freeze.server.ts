import { inTransaction } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { readableSubject } from "../../scenario/queries.server";
import { versionPolicy } from "../policy";
import { catchUp, keep, lockText, openScenario } from "../state.server";

type Frozen = { versionId: string; number: number };

/**
 * Freezes a scenario: from here on nobody edits it, and a version holds exactly what was committed, neither more nor less.
 * @throws not_found, forbidden, conflict where it is frozen already
 */
export async function freezeScenario(actor: Actor, scenarioId: string, reason: string): Promise<Frozen> {
  await readableSubject(actor, scenarioId);
  const opened = await openScenario(scenarioId);
  return inTransaction(async (tx) => {
    await lockText(tx, scenarioId);
    const subject = await readableSubject(actor, scenarioId, tx);
    authorize(actor, versionPolicy, "version.freeze", subject);
    if (subject.frozen) throw refuse("conflict", "version.alreadyFrozen");
    await catchUp(tx, opened);
    const { id: versionId, number, at } = await keep(tx, opened, { kind: "FREEZE", authorId: actor.personId });
    await tx.scenarioFreezeEvent.create({
      data: { scenarioId, kind: "FREEZE", byId: actor.personId, reason, versionId, at },
    });
    await audit(tx, {
      action: "version.freeze",
      byId: actor.personId,
      subject: "scenario",
      subjectId: scenarioId,
      facts: { versionId, number },
      at,
    });
    return { versionId, number };
  });
}
