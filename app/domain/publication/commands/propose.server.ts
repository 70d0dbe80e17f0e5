import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize, can } from "../../authorize";
import { refuse } from "../../errors";
import type { Licence } from "../../scenario/licences";
import { askByMail, askWriters, findWriters } from "../contributors.server";
import { lockDraft } from "../draft.server";
import { publicationPolicy } from "../policy";
import { licenceTrouble, refusalStands } from "../rules";
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

/**
 * Ends a proposal that is not handed in, with the answers that were given: they were about nothing else.
 * @throws not_found, forbidden (also where only the référent may set a refusal aside), conflict once handed in
 */
export async function abandonProposal(actor: Actor, scenarioId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { id, licence, subject } = await lockDraft(tx, actor, scenarioId, "publication.propose", "alreadySubmitted");
    const answers = await tx.scenarioContributor.findMany({
      where: { publicationId: id },
      select: { listed: true, answer: true },
    });
    if (refusalStands(answers) && !can(actor, publicationPolicy, "publication.list", subject))
      throw refuse("forbidden", "scenarioLibrary.refusalStands");
    await tx.scenarioPublication.delete({ where: { id } });
    await traced(tx, "publication.abandon", actor, id, await businessNow(tx), { licence, scenarioId });
  });
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

const traced = (tx: Tx, action: string, by: Actor, publicationId: string, at: Date, facts: Record<string, string>) =>
  audit(tx, { action, byId: by.personId, subject: "publication", subjectId: publicationId, facts, at });
