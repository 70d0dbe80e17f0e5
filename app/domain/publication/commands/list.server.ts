import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { can } from "../../authorize";
import { refuse } from "../../errors";
import { askByMail, findWriters } from "../contributors.server";
import { lockDraft } from "../draft.server";
import { publicationPolicy } from "../policy";
import { refusalStands } from "../rules";

/** The référent adds somebody of the cohort who wrote without leaving a trace here. @throws not_found, conflict */
export async function listContributor(actor: Actor, scenarioId: string, personId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { id, licence, subject } = await lockDraft(tx, actor, scenarioId, "publication.list", "answersClosed");
    const known = [...subject.enrolledPersonIds, ...subject.trainerPersonIds, subject.referentId];
    if (!known.includes(personId)) throw refuse("not_found", "scenarioLibrary.contributorUnknown", {}, "personId");
    const { count } = await tx.scenarioContributor.createMany({
      data: { publicationId: id, personId, listed: true },
      skipDuplicates: true,
    });
    if (count === 0) throw refuse("conflict", "scenarioLibrary.alreadyListed", {}, "personId");
    const at = await businessNow(tx);
    if (personId !== actor.personId) await askByMail(tx, id, licence, personId, at);
    await traced(tx, "publication.list", actor, id, at, { personId });
  });
}

/**
 * Takes somebody who was listed by mistake off the list, whatever the answer. Whoever wrote in the text stays.
 * @throws not_found, forbidden (also where only the référent may set a refusal aside), conflict once handed in
 */
export async function unlistContributor(actor: Actor, scenarioId: string, personId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { id, subject } = await lockDraft(tx, actor, scenarioId, "publication.propose", "answersClosed");
    const one = { publicationId_personId: { publicationId: id, personId } };
    const row = await tx.scenarioContributor.findUnique({ where: one, select: { listed: true, answer: true } });
    const { personIds } = await findWriters(tx, scenarioId);
    if (!row?.listed || personIds.includes(personId)) throw refuse("conflict", "scenarioLibrary.notListed");
    if (refusalStands([row]) && !can(actor, publicationPolicy, "publication.list", subject))
      throw refuse("forbidden", "scenarioLibrary.refusalStands");
    await tx.scenarioContributor.delete({ where: one });
    const facts = { personId, ...(row.answer ? { answer: row.answer } : {}) };
    await traced(tx, "publication.unlist", actor, id, await businessNow(tx), facts);
  });
}

const traced = (tx: Tx, action: string, by: Actor, publicationId: string, at: Date, facts: Record<string, string>) =>
  audit(tx, { action, byId: by.personId, subject: "publication", subjectId: publicationId, facts, at });
