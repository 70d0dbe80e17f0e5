import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { queueMail } from "../../notification/commands.server";
import type { Licence } from "../../scenario/licences";
import { askNewWriters, findWriters } from "../contributors.server";
import { publicationPolicy } from "../policy";
import { licenceTrouble } from "../rules";
import type { Answer } from "../schema";
import { findProposal, lockScenario, open } from "../subject.server";

/**
 * Begins a proposal to the library: the licence is chosen, and each contributor is asked, those the référent listed for
 * the version before among them. Returns its id.
 * @throws not_found, forbidden, conflict when one is under way or the licence may not be chosen
 */
export async function proposeScenario(actor: Actor, scenarioId: string, licence: Licence): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    await lockScenario(tx, scenarioId);
    authorize(actor, publicationPolicy, "publication.propose", await findProposal(actor, scenarioId, tx));
    const underWay = await tx.scenarioPublication.count({ where: { scenarioId, status: { in: [...open] } } });
    if (underWay > 0) throw refuse("conflict", "scenarioLibrary.alreadyProposed");
    await refuseLicence(tx, scenarioId, licence);
    const { nothingAdded, personIds } = await findWriters(tx, scenarioId);
    if (nothingAdded) throw refuse("conflict", "scenarioLibrary.nothingAdded");
    const before = await tx.scenarioPublication.findFirst({
      where: { scenarioId },
      orderBy: { number: "desc" },
      select: { number: true, contributors: { where: { listed: true }, select: { personId: true } } },
    });
    const listed = (before?.contributors ?? []).filter(({ personId }) => !personIds.includes(personId));
    const at = await businessNow(tx);
    const { id } = await tx.scenarioPublication.create({
      data: {
        scenarioId,
        number: (before?.number ?? 0) + 1,
        licence,
        proposedById: actor.personId,
        proposedAt: at,
        contributors: { create: listed.map(({ personId }) => ({ personId, listed: true })) },
      },
      select: { id: true },
    });
    for (const { personId } of listed) if (personId !== actor.personId) await askByMail(tx, id, licence, personId, at);
    await askWriters(tx, { id, licence, personIds, except: actor.personId, at });
    await traced(tx, "publication.propose", actor, id, at, { licence });
    return { id };
  });
}

/** Another licence, while nothing is handed in: whoever had answered is asked again. @throws conflict afterwards */
export async function changeLicence(actor: Actor, scenarioId: string, licence: Licence): Promise<void> {
  await inTransaction(async (tx) => {
    const { id, licence: before } = await lockDraft(tx, actor, scenarioId, "publication.propose", "licenceFixed");
    if (before === licence) return;
    await refuseLicence(tx, scenarioId, licence);
    await tx.scenarioPublication.update({ where: { id }, data: { licence } });
    const asked = await tx.scenarioContributor.updateManyAndReturn({
      where: { publicationId: id },
      data: { answer: null, answeredAt: null },
      select: { personId: true },
    });
    const at = await businessNow(tx);
    for (const { personId } of asked) if (personId !== actor.personId) await askByMail(tx, id, licence, personId, at);
    await traced(tx, "publication.changeLicence", actor, id, at, { licence });
  });
}

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
 * A contributor's own answer about the licence and the names; the last one counts until the text is handed in.
 * @throws not_found, forbidden, conflict once handed in, or where another licence was chosen meanwhile
 */
export async function answerProposal(actor: Actor, scenarioId: string, { answer, licence }: Answer): Promise<void> {
  await inTransaction(async (tx) => {
    const draft = await lockDraft(tx, actor, scenarioId, "publication.answer", "answersClosed");
    if (draft.licence !== licence) throw refuse("conflict", "scenarioLibrary.licenceChanged");
    const answeredAt = await businessNow(tx);
    const publicationId = draft.id;
    await tx.scenarioContributor.upsert({
      where: { publicationId_personId: { publicationId, personId: actor.personId } },
      create: { publicationId, personId: actor.personId, answer, answeredAt },
      update: { answer, answeredAt },
    });
    await traced(tx, "publication.answer", actor, publicationId, answeredAt, { answer, licence });
  });
}

/** The proposal that may still change, its scenario locked. */
async function lockDraft(
  tx: Tx,
  actor: Actor,
  scenarioId: string,
  right: "publication.propose" | "publication.list" | "publication.answer",
  closed: string,
) {
  await lockScenario(tx, scenarioId);
  const subject = await findProposal(actor, scenarioId, tx);
  authorize(actor, publicationPolicy, right, subject);
  const latest = await tx.scenarioPublication.findFirst({
    where: { scenarioId },
    orderBy: { number: "desc" },
    select: { id: true, status: true, licence: true },
  });
  if (!latest) throw refuse("conflict", "scenarioLibrary.notProposed");
  if (latest.status !== "DRAFT" && latest.status !== "RETURNED") throw refuse("conflict", `scenarioLibrary.${closed}`);
  return { id: latest.id, licence: latest.licence as Licence, subject };
}

async function refuseLicence(tx: Tx, scenarioId: string, licence: Licence): Promise<void> {
  const { originLicence, publications } = await tx.scenario.findUniqueOrThrow({
    where: { id: scenarioId },
    select: {
      originLicence: true,
      publications: { where: { status: { in: ["PUBLISHED", "WITHDRAWN"] } }, take: 1, select: { licence: true } },
    },
  });
  const trouble = licenceTrouble(licence, { originLicence, publishedLicence: publications[0]?.licence ?? null });
  if (trouble) throw refuse("conflict", `scenarioLibrary.${trouble}`, {}, "licence");
}

type Asked = { id: string; licence: Licence; personIds: readonly string[]; except: string; at: Date };

/** Asks the writers who are not asked yet; returns how many there were. */
export async function askWriters(tx: Tx, { id, licence, personIds, except, at }: Asked): Promise<number> {
  const added = await askNewWriters(tx, id, personIds);
  for (const personId of added) if (personId !== except) await askByMail(tx, id, licence, personId, at);
  return added.length;
}

const askByMail = (tx: Tx, publicationId: string, licence: Licence, toPersonId: string, at: Date) =>
  queueMail(tx, {
    template: "scenarioToConfirm",
    params: { publicationId },
    key: `scenarioToConfirm:${publicationId}:${licence}:${at.getTime()}:${toPersonId}`,
    toPersonId,
    at,
  });

const traced = (tx: Tx, action: string, by: Actor, publicationId: string, at: Date, facts: Record<string, string>) =>
  audit(tx, { action, byId: by.personId, subject: "publication", subjectId: publicationId, facts, at });
