import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize, can } from "../../authorize";
import { refuse } from "../../errors";
import { queueMail } from "../../notification/commands.server";
import type { Template } from "../../notification/schema";
import { publicationPolicy } from "../policy";
import { seenOf } from "../seen.server";
import { findPublication, lockScenario } from "../subject.server";

/**
 * Accepts a text and publishes it, as it was read. `seen`: what `seenOf` said of it then.
 * @throws not_found, forbidden (an author, or no CTICE of the académie), conflict when it is not handed in, or changed
 */
export async function publish(actor: Actor, publicationId: string, { seen }: { seen: string }): Promise<void> {
  await decide(actor, publicationId, seen, { status: "PUBLISHED", template: "scenarioPublished" });
}

/** Gives a text back with the reason; its contributors may hand in another one. @throws as publish */
export async function returnProposal(
  actor: Actor,
  publicationId: string,
  { seen, reason }: { seen: string; reason: string },
): Promise<void> {
  await decide(actor, publicationId, seen, {
    status: "RETURNED",
    template: "scenarioReturned",
    returnedReason: reason,
  });
}

type Decision = { status: "PUBLISHED" | "RETURNED"; template: Template & `scenario${string}`; returnedReason?: string };

async function decide(actor: Actor, publicationId: string, seen: string, { template, ...decision }: Decision) {
  await inTransaction(async (tx) => {
    const { publication, subject } = await lockPublication(tx, actor, publicationId);
    const author = subject.contributorIds.includes(actor.personId) || subject.proposerIds.includes(actor.personId);
    if (author) throw refuse("forbidden", "scenarioLibrary.reviewerIsAuthor");
    authorize(actor, publicationPolicy, "publication.review", subject);
    if (publication.status !== "SUBMITTED") throw refuse("conflict", "scenarioLibrary.notSubmitted");
    if (seenOf(publication) !== seen) throw refuse("conflict", "scenarioLibrary.changedSinceRead");
    const at = await businessNow(tx);
    await tx.scenarioPublication.update({
      where: { id: publicationId },
      data: { ...decision, decidedById: actor.personId, decidedAt: at },
    });
    await tellContributors(tx, publication, template, at);
    await traced(tx, `publication.${decision.status === "PUBLISHED" ? "publish" : "return"}`, actor, publicationId, at);
  });
}

/** Takes a published text out of the library; its copies and its record stay. @throws not_found, forbidden, conflict */
export async function withdrawPublication(
  actor: Actor,
  publicationId: string,
  { reason }: { reason: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    const { publication, subject } = await lockPublication(tx, actor, publicationId);
    if (!can(actor, publicationPolicy, "publication.withdraw", subject)) throw refuse("forbidden", "common.forbidden");
    if (publication.status !== "PUBLISHED") throw refuse("conflict", "scenarioLibrary.notPublished");
    const at = await businessNow(tx);
    await tx.scenarioPublication.update({
      where: { id: publicationId },
      data: { status: "WITHDRAWN", withdrawnById: actor.personId, withdrawnAt: at, withdrawnReason: reason },
    });
    await tellContributors(tx, publication, "scenarioWithdrawn", at);
    await traced(tx, "publication.withdraw", actor, publicationId, at);
  });
}

async function lockPublication(tx: Tx, actor: Actor, publicationId: string) {
  const found = await tx.scenarioPublication.findUnique({
    where: { id: publicationId },
    select: { scenarioId: true },
  });
  if (found) await lockScenario(tx, found.scenarioId);
  return findPublication(actor, publicationId, tx);
}

type Told = { id: string; submittedAt: Date | null; proposedById: string; contributors: { personId: string }[] };

async function tellContributors(tx: Tx, publication: Told, template: Template & `scenario${string}`, at: Date) {
  const people = new Set([publication.proposedById, ...publication.contributors.map(({ personId }) => personId)]);
  for (const toPersonId of people)
    await queueMail(tx, {
      template,
      params: { publicationId: publication.id },
      key: `${template}:${publication.id}:${at.getTime()}:${toPersonId}`,
      toPersonId,
      at,
    });
}

const traced = (tx: Tx, action: string, { personId }: Actor, publicationId: string, at: Date) =>
  audit(tx, { action, byId: personId, subject: "publication", subjectId: publicationId, at });
