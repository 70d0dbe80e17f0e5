import { businessNow } from "~/platform/clock.server";
import { inTransaction } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { readableSubject } from "../../scenario/queries.server";
import { versionPolicy } from "../policy";
import { lockText } from "../state.server";

/** Opens a frozen scenario again, with a reason in the same list. @throws not_found, forbidden, conflict where it is open */
export async function unlockScenario(actor: Actor, scenarioId: string, reason: string): Promise<void> {
  await inTransaction(async (tx) => {
    await lockText(tx, scenarioId);
    const subject = await readableSubject(actor, scenarioId, tx);
    authorize(actor, versionPolicy, "version.unlock", subject);
    if (!subject.frozen) throw refuse("conflict", "version.notFrozen");
    const at = await businessNow(tx);
    await tx.scenarioFreezeEvent.create({ data: { scenarioId, kind: "UNLOCK", byId: actor.personId, reason, at } });
    await audit(tx, { action: "version.unlock", byId: actor.personId, subject: "scenario", subjectId: scenarioId, at });
  });
}
