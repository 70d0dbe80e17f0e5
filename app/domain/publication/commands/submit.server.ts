import { createHash } from "node:crypto";
import { citationKey, citationsOf } from "~/editor/lesson";
import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { env } from "~/platform/env.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { canonicalJson } from "../../canonical";
import { fullName } from "../../cohort/queries.server";
import { refuse } from "../../errors";
import { documentToCopy } from "../../exchange/duplicate.server";
import { idsOf } from "../../exchange/pictures.server";
import { queueMail } from "../../notification/commands.server";
import { askWriters, findWriters } from "../contributors.server";
import { lockDraft } from "../draft.server";
import { publicationPolicy } from "../policy";
import { creditOf, hasText, searchedWords } from "../rules";
import { findProposal, lockScenario } from "../subject.server";

/**
 * Hands the text in as it is committed now, with its images: what is reviewed and published is this copy. Whoever began
 * to write since the proposal is asked first.
 * @throws not_found, forbidden, conflict while an answer is missing or says no, when already handed in, without a text
 */
export async function submitProposal(actor: Actor, scenarioId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { id, licence } = await lockDraft(tx, actor, scenarioId, "publication.propose", "alreadySubmitted");
    const { personIds } = await findWriters(tx, scenarioId);
    const at = await businessNow(tx);
    await askWriters(tx, { id, licence, personIds, except: actor.personId, at });
  });
  // Read before its writers are counted again: whoever wrote a word of it is among them.
  const document = await documentToCopy(scenarioId);
  await inTransaction(async (tx) => {
    const { id, licence } = await lockDraft(tx, actor, scenarioId, "publication.propose", "alreadySubmitted");
    const authors = await agreedAuthors(tx, id, scenarioId);
    const { title, plannedMinutes, originCredit } = await tx.scenario.findUniqueOrThrow({
      where: { id: scenarioId },
      select: { title: true, plannedMinutes: true, originCredit: true },
    });
    const blocks = document.content ?? [];
    if (!hasText(blocks)) throw refuse("conflict", "scenarioLibrary.textMissing");
    const text = canonicalJson(document as Parameters<typeof canonicalJson>[0]);
    const at = await businessNow(tx);
    const url = `${env().ORIGIN[0] ?? ""}/mediatheque/${id}`;
    await tx.scenarioPublicationImage.deleteMany({ where: { publicationId: id } });
    await tx.scenarioPublication.update({
      where: { id },
      data: {
        status: "SUBMITTED",
        title,
        plannedMinutes,
        document: text,
        sha256: new Uint8Array(createHash("sha256").update(text).digest()),
        authors,
        credit: creditOf({ title, authors, licence, url, origin: originCredit }),
        words: searchedWords(title, blocks),
        competences: citationsOf(blocks).map(citationKey),
        submittedById: actor.personId,
        submittedAt: at,
        // What was decided was about the text handed in before.
        decidedById: null,
        decidedAt: null,
      },
    });
    // Of this very scenario: the id of an image that belongs to another one shows nothing.
    await tx.$executeRaw`
      insert into scenario_publication_image (publication_id, image_id, type, width, height, sha256, bytes)
      select ${id}::uuid, id, type, width, height, sha256, bytes from scenario_image
      where scenario_id = ${scenarioId}::uuid and id = any(${[...new Set(idsOf(document))]}::uuid[])`;
    await tellReviewers(tx, id, scenarioId, at);
    await audit(tx, {
      action: "publication.submit",
      byId: actor.personId,
      subject: "publication",
      subjectId: id,
      facts: { licence },
      at,
    });
  });
}

/** Handed in too early: it is a draft again, until it is decided. @throws not_found, forbidden, conflict */
export async function takeBackProposal(actor: Actor, scenarioId: string): Promise<void> {
  await inTransaction(async (tx) => {
    await lockScenario(tx, scenarioId);
    authorize(actor, publicationPolicy, "publication.takeBack", await findProposal(actor, scenarioId, tx));
    const submitted = await tx.scenarioPublication.findFirst({
      where: { scenarioId, status: "SUBMITTED" },
      select: { id: true },
    });
    if (!submitted) throw refuse("conflict", "scenarioLibrary.notSubmitted");
    await tx.scenarioPublication.update({ where: submitted, data: { status: "DRAFT" } });
    await audit(tx, {
      action: "publication.takeBack",
      byId: actor.personId,
      subject: "publication",
      subjectId: submitted.id,
      at: await businessNow(tx),
    });
  });
}

/** The names to print, by family name. @throws conflict while an answer is missing or says no */
async function agreedAuthors(tx: Tx, publicationId: string, scenarioId: string): Promise<string[]> {
  const { personIds } = await findWriters(tx, scenarioId);
  const rows = await tx.scenarioContributor.findMany({
    where: { publicationId },
    orderBy: [{ person: { familyName: "asc" } }, { person: { givenName: "asc" } }, { personId: "asc" }],
    select: { personId: true, answer: true, person: { select: { givenName: true, familyName: true } } },
  });
  if (rows.some(({ answer }) => answer === "REFUSED")) throw refuse("conflict", "scenarioLibrary.licenceRefused");
  const answered = new Set(rows.flatMap(({ personId, answer }) => (answer === null ? [] : [personId])));
  const count = new Set([...personIds, ...rows.map(({ personId }) => personId)]).size - answered.size;
  if (count > 0) throw refuse("conflict", "scenarioLibrary.answersMissing", { count });
  return rows.filter(({ answer }) => answer === "NAMED").map(({ person }) => fullName(person));
}

async function tellReviewers(tx: Tx, publicationId: string, scenarioId: string, at: Date): Promise<void> {
  const reviewers = await tx.$queryRaw<{ personId: string }[]>`
    select distinct held.person_id as "personId"
    from scenario join cohort on cohort.id = scenario.cohort_id join place on place.id = cohort.place_id
      join role_assignment held on held.role = 'CTICE' and held.place_id = any(place.lineage)
      join place held_at on held_at.id = held.place_id
    where scenario.id = ${scenarioId}::uuid
      and (business_now() at time zone held_at.time_zone)::date between held.valid_from and coalesce(held.valid_to, 'infinity')
      and held.person_id not in (select person_id from scenario_contributor where publication_id = ${publicationId}::uuid)`;
  for (const { personId } of reviewers)
    await queueMail(tx, {
      template: "scenarioToReview",
      params: { publicationId },
      key: `scenarioToReview:${publicationId}:${at.getTime()}:${personId}`,
      toPersonId: personId,
      at,
    });
}
