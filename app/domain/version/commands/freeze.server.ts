import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { versionPolicy } from "../policy";
import { readableSubject } from "../queries.server";
import { catchUp, keep, lockText, type Opened, openScenario } from "../state.server";

type Frozen = { versionId: string; number: number };

/**
 * Freezes a scenario: from here on nobody edits it, and a version holds exactly what was committed, neither more nor less.
 * @throws not_found, forbidden, conflict where it is frozen already
 */
export async function freezeScenario(actor: Actor, scenarioId: string, reason: string): Promise<Frozen> {
  await readableSubject(actor, scenarioId);
  const opened = await openScenario(scenarioId);
  return inTransaction(async (tx) => {
    const frozen = await freezeIn(tx, actor, opened, reason, (subject) =>
      authorize(actor, versionPolicy, "version.freeze", subject),
    );
    return frozen;
  });
}

type Subject = Awaited<ReturnType<typeof readableSubject>>;

/**
 * The same inside the caller's transaction, for a later room that publishes what is frozen. `opened`: openScenario(), called
 * before the transaction. `allow` throws where the caller's own rule forbids it.
 */
export async function freezeIn(
  tx: Tx,
  actor: Actor,
  opened: Opened,
  reason: string,
  allow: (subject: Subject) => void,
): Promise<Frozen> {
  const { scenarioId } = opened;
  await lockText(tx, scenarioId);
  const subject = await readableSubject(actor, scenarioId, tx);
  allow(subject);
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
}
