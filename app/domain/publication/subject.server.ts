import { db, type Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { refuse } from "../errors";
import { findScenarioSubjects } from "../scenario/queries.server";
import { findWriters } from "./contributors.server";
import { type AskedSubject, type PublicationSubject, publicationPolicy } from "./policy";
import type { PublicationStatus } from "./schema";

/** Statuses of a proposal under way. */
export const open = ["DRAFT", "SUBMITTED", "RETURNED"] as const;

/** One after the other for each scenario: proposing, answering, handing in, deciding. */
export const lockScenario = (tx: Tx, scenarioId: string) =>
  tx.$executeRaw`select pg_advisory_xact_lock(hashtext('scenario.publication'), hashtext(${scenarioId}))`;

/** A scenario and those who wrote it or were asked. @throws not_found for who does not follow it */
export async function findProposal(actor: Actor, scenarioId: string, tx: Tx = db): Promise<AskedSubject> {
  const [scenario] = await findScenarioSubjects([scenarioId], tx);
  if (!scenario) throw refuse("not_found", "scenario.notFound");
  const publications = await tx.scenarioPublication.findMany({
    where: { scenarioId },
    orderBy: { number: "desc" },
    select: { status: true, contributors: { select: { personId: true } } },
  });
  // Whoever wrote follows a proposal that is under way, asked or not yet; before it there is nothing to answer.
  const underWay = publications.some(({ status }) => open.some((one) => one === status));
  const writers = underWay ? (await findWriters(tx, scenarioId)).personIds : [];
  const [now = [], ...before] = publications.map(({ contributors }) => contributors.map(({ personId }) => personId));
  const askedIds = [...new Set([...now, ...writers])];
  const subject = { ...scenario, askedIds, contributorIds: [...new Set([...askedIds, ...before.flat()])] };
  if (!can(actor, publicationPolicy, "publication.follow", subject)) throw refuse("not_found", "scenario.notFound");
  return subject;
}

/** A publication as a decision needs it. @throws not_found for who may not read it */
export async function findPublication(actor: Actor, publicationId: string, tx: Tx = db) {
  const publication = await tx.scenarioPublication.findUnique({
    where: { id: publicationId },
    select: {
      id: true,
      scenarioId: true,
      status: true,
      sha256: true,
      licence: true,
      authors: true,
      proposedById: true,
      submittedById: true,
      submittedAt: true,
      contributors: { select: { personId: true } },
    },
  });
  const [scenario] = publication ? await findScenarioSubjects([publication.scenarioId], tx) : [];
  if (!publication || !scenario) throw refuse("not_found", "scenarioLibrary.notFound");
  const writers = publication.status === "PUBLISHED" ? [] : (await findWriters(tx, publication.scenarioId)).personIds;
  const subject: PublicationSubject = {
    ...scenario,
    status: publication.status as PublicationStatus,
    contributorIds: [...new Set([...publication.contributors.map(({ personId }) => personId), ...writers])],
    proposerIds: [publication.proposedById, ...(publication.submittedById ? [publication.submittedById] : [])],
  };
  if (!can(actor, publicationPolicy, "publication.read", subject))
    throw refuse("not_found", "scenarioLibrary.notFound");
  return { publication, subject };
}
