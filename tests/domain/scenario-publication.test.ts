import { createHash } from "node:crypto";
import { actorOf, aPerson } from "@tests/factories/person";
import { aPublication, aSubmission, aWrittenScenario, seenOf, withText, wrote } from "@tests/factories/publication";
import { aPicture, aScenario, aTrainee, aWritingCohort } from "@tests/factories/scenario";
import { expect, test } from "vitest";
import { writeMail } from "~/domain/delivery/writing.server";
import { duplicateScenario } from "~/domain/exchange/duplicate.server";
import { publish, returnProposal, withdrawPublication } from "~/domain/publication/commands/decide.server";
import { listContributor } from "~/domain/publication/commands/list.server";
import { answerProposal, changeLicence, proposeScenario } from "~/domain/publication/commands/propose.server";
import { submitProposal, takeBackProposal } from "~/domain/publication/commands/submit.server";
import { surroundingsOf } from "~/domain/publication/lineage.server";
import { getProposal } from "~/domain/publication/proposal.server";
import { duplicatePublication, getPublication, getPublishedImage } from "~/domain/publication/published.server";
import { listToReview } from "~/domain/publication/queries.server";
import { listWaiting } from "~/domain/today/queries.server";
import { freezeScenario } from "~/domain/version/commands/freeze.server";
import { db, pool } from "~/platform/db.server";

const words = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const image = (id: string) => ({ type: "image", attrs: { imageId: id, alt: "Relevé", caption: "" } });
const mailsTo = async (personId: string) =>
  (await db.mail.findMany({ where: { toPersonId: personId }, orderBy: { id: "asc" } })).map(({ template }) => template);

const waitsFor = async (person: { id: string }, kind: string) =>
  (await listWaiting(await actorOf(person))).filter((one) => one.kind === kind).map(({ to }) => to);

test("a team proposes, everybody agrees, the CTICE publishes; the text stays what was handed in", async () => {
  const written = await aWrittenScenario();
  const { scenarioId, first, second, ctice, members } = written;
  const author = await actorOf(first);
  const { id } = await proposeScenario(author, scenarioId, "CC_BY_SA");
  expect(await mailsTo(second.id)).toEqual(["scenarioToConfirm"]);
  expect(await mailsTo(first.id)).toEqual([]);
  expect(await waitsFor(second, "licenceToAnswer")).toEqual([`/scenarios/${scenarioId}/publier`]);
  await answerProposal(author, scenarioId, { answer: "NAMED", licence: "CC_BY_SA" });
  await answerProposal(await actorOf(second), scenarioId, { answer: "UNNAMED", licence: "CC_BY_SA" });
  await submitProposal(author, scenarioId);
  expect(await mailsTo(ctice.id)).toEqual(["scenarioToReview"]);
  expect(await waitsFor(ctice, "scenarioToReview")).toEqual(["/mediatheque/relecture"]);

  await withText(scenarioId, words("Titre"), words("Tout autre chose"));
  const reviewer = await actorOf(ctice);
  expect((await listToReview(reviewer)).map((one) => one.id)).toEqual([id]);
  await publish(reviewer, id, { seen: await seenOf(id) });
  const stranger = await actorOf((await aWritingCohort()).members[0] ?? ctice);
  const page = await getPublication(stranger, id);
  expect(page).toMatchObject({
    status: "PUBLISHED",
    title: "Lire un graphique",
    authors: [`${first.givenName} ${first.familyName}`],
    licence: { name: "CC BY-SA 4.0" },
    scenarioId: null,
    can: { review: false, withdraw: false, duplicate: true },
  });
  expect(page.html).toContain("Observer la pluie");
  expect(page.html).not.toContain("Tout autre chose");
  expect(page.credit).toBe(
    `« Lire un graphique », ${first.givenName} ${first.familyName}, CC BY-SA 4.0, http://localhost:3000/mediatheque/${id}`,
  );
  const row = await db.scenarioPublication.findUniqueOrThrow({ where: { id } });
  expect(
    createHash("sha256")
      .update(row.document ?? "")
      .digest("hex"),
  ).toBe(Buffer.from(row.sha256 ?? []).toString("hex"));
  expect(page.seen).toBe(await seenOf(id));
  for (const { id: member } of members) expect(await mailsTo(member)).toContain("scenarioPublished");
  expect(await listToReview(reviewer)).toEqual([]);
  expect(await waitsFor(ctice, "scenarioToReview")).toEqual([]);
  expect(await waitsFor(second, "licenceToAnswer")).toEqual([]);
});

test("nothing is handed in while an answer is missing or says no", async () => {
  const { scenarioId, first, second } = await aWrittenScenario();
  const author = await actorOf(first);
  await expect(submitProposal(author, scenarioId)).rejects.toMatchObject({ key: "scenarioLibrary.notProposed" });
  await proposeScenario(author, scenarioId, "CC_BY");
  await answerProposal(author, scenarioId, { answer: "NAMED", licence: "CC_BY" });
  const missing = submitProposal(author, scenarioId);
  await expect(missing).rejects.toMatchObject({ key: "scenarioLibrary.answersMissing", facts: { count: 1 } });
  await answerProposal(await actorOf(second), scenarioId, { answer: "REFUSED", licence: "CC_BY" });
  const refused = submitProposal(author, scenarioId);
  await expect(refused).rejects.toMatchObject({ code: "conflict", key: "scenarioLibrary.licenceRefused" });
  await answerProposal(await actorOf(second), scenarioId, { answer: "UNNAMED", licence: "CC_BY" });
  await submitProposal(author, scenarioId);
  const again = submitProposal(author, scenarioId);
  await expect(again).rejects.toMatchObject({ key: "scenarioLibrary.alreadySubmitted" });
});

test("a frozen text is what one proposes and hands in; it stays frozen", async () => {
  const written = await aWrittenScenario();
  await freezeScenario(await actorOf(written.referent), written.scenarioId, "Texte essayé en classe");
  expect((await surroundingsOf(await actorOf(written.second), written.scenarioId)).can.propose).toBe(true);
  const { publicationId } = await aSubmission(written);
  await takeBackProposal(await actorOf(written.second), written.scenarioId);
  await submitProposal(await actorOf(written.first), written.scenarioId);
  expect((await getPublication(await actorOf(written.ctice), publicationId)).status).toBe("SUBMITTED");
  const { frozenAt } = await db.scenario.findUniqueOrThrow({ where: { id: written.scenarioId } });
  expect(frozenAt).not.toBeNull();
  await expect(proposeScenario(await actorOf(written.otherTrainee), written.scenarioId, "CC_BY")).rejects.toMatchObject(
    { code: "not_found" },
  );
});

test("who begins to write after the answers is asked before the text is handed in", async () => {
  const { scenarioId, first, second, cohort, team } = await aWrittenScenario();
  const author = await actorOf(first);
  await proposeScenario(author, scenarioId, "CC_BY");
  for (const person of [first, second])
    await answerProposal(await actorOf(person), scenarioId, { answer: "NAMED", licence: "CC_BY" });
  const late = await aTrainee(cohort, team);
  await wrote(scenarioId, late);
  const missing = submitProposal(author, scenarioId);
  await expect(missing).rejects.toMatchObject({ key: "scenarioLibrary.answersMissing", facts: { count: 1 } });
  expect(await mailsTo(late.id)).toEqual(["scenarioToConfirm"]);
  await answerProposal(await actorOf(late), scenarioId, { answer: "NAMED", licence: "CC_BY" });
  await submitProposal(author, scenarioId);
});

test("an answer is about the licence that was shown; another licence asks everybody again", async () => {
  const { scenarioId, first, second } = await aWrittenScenario();
  const [author, other] = [await actorOf(first), await actorOf(second)];
  await proposeScenario(author, scenarioId, "CC_BY");
  await answerProposal(author, scenarioId, { answer: "NAMED", licence: "CC_BY" });
  await changeLicence(author, scenarioId, "ETALAB_2");
  const old = answerProposal(other, scenarioId, { answer: "NAMED", licence: "CC_BY" });
  await expect(old).rejects.toMatchObject({ key: "scenarioLibrary.licenceChanged" });
  const { contributors, proposal } = await getProposal(other, scenarioId);
  expect(contributors.map(({ answer }) => answer)).toEqual([null, null]);
  expect(proposal).toMatchObject({ licence: "ETALAB_2" });
  expect(await mailsTo(second.id)).toEqual(["scenarioToConfirm", "scenarioToConfirm"]);
});

test("two proposals at once are one", async () => {
  const { scenarioId, first, second } = await aWrittenScenario();
  const people = [await actorOf(first), await actorOf(second)];
  const both = await Promise.allSettled(people.map((actor) => proposeScenario(actor, scenarioId, "CC_BY")));
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "conflict", key: "scenarioLibrary.alreadyProposed" },
  });
  const byHand = pool().query(
    `insert into scenario_publication (id, scenario_id, number, licence, proposed_by_id, proposed_at)
     values (gen_random_uuid(), $1, 9, 'CC_BY', $2, now())`,
    [scenarioId, first.id],
  );
  await expect(byHand).rejects.toThrow("scenario_publication_open");
});

test("nobody publishes what they wrote or handed in, nor what is not of their académie", async () => {
  const written = await aWrittenScenario();
  const { scenarioId, ctice, academie, first } = written;
  // A CTICE who wrote in it too.
  await wrote(scenarioId, ctice);
  await proposeScenario(await actorOf(first), scenarioId, "CC_BY");
  for (const person of [written.first, written.second, ctice])
    await answerProposal(await actorOf(person), scenarioId, { answer: "UNNAMED", licence: "CC_BY" });
  await submitProposal(await actorOf(first), scenarioId);
  const { id } = await db.scenarioPublication.findFirstOrThrow({ where: { scenarioId } });
  const seen = await seenOf(id);
  const asAuthor = publish(await actorOf(ctice), id, { seen });
  await expect(asAuthor).rejects.toMatchObject({ code: "forbidden", key: "scenarioLibrary.reviewerIsAuthor" });
  expect(await listToReview(await actorOf(ctice))).toEqual([]);
  await expect(publish(await actorOf(first), id, { seen })).rejects.toMatchObject({ code: "forbidden" });
  await expect(publish(await actorOf(written.referent), id, { seen })).rejects.toMatchObject({ code: "forbidden" });
  const elsewhere = await aWrittenScenario();
  await expect(publish(await actorOf(elsewhere.ctice), id, { seen })).rejects.toMatchObject({ code: "not_found" });
  await publish(await actorOf(await aPerson({ role: "CTICE", place: academie })), id, { seen });
  expect((await getPublication(await actorOf(elsewhere.first), id)).authors).toEqual([]);
});

test("the reviewer decides about the text that was read", async () => {
  const written = await aWrittenScenario();
  const { scenarioId, first, ctice } = written;
  const { publicationId, seen } = await aSubmission(written);
  await takeBackProposal(await actorOf(first), scenarioId);
  await withText(scenarioId, words("Titre"), words("Un autre texte"));
  const reviewer = await actorOf(ctice);
  await expect(publish(reviewer, publicationId, { seen })).rejects.toMatchObject({ code: "conflict" });
  await submitProposal(await actorOf(first), scenarioId);
  const unseen = publish(reviewer, publicationId, { seen });
  await expect(unseen).rejects.toMatchObject({ key: "scenarioLibrary.changedSinceRead" });
  await publish(reviewer, publicationId, { seen: await seenOf(publicationId) });
  const twice = publish(reviewer, publicationId, { seen: await seenOf(publicationId) });
  await expect(twice).rejects.toMatchObject({ key: "scenarioLibrary.notSubmitted" });
});

test.each([
  ["another licence", "ETALAB_2", "NAMED"],
  ["other authors", "CC_BY", "UNNAMED"],
] as const)("the reviewer does not accept %s unseen, under the same text", async (_what, licence, answer) => {
  const written = await aWrittenScenario();
  const { scenarioId, first, second, ctice } = written;
  const { publicationId, seen } = await aSubmission(written);
  const author = await actorOf(first);
  await takeBackProposal(author, scenarioId);
  await changeLicence(author, scenarioId, licence);
  await answerProposal(author, scenarioId, { answer: "NAMED", licence });
  await answerProposal(await actorOf(second), scenarioId, { answer, licence });
  await submitProposal(author, scenarioId);
  const reviewer = await actorOf(ctice);
  for (const decision of [
    () => publish(reviewer, publicationId, { seen }),
    () => returnProposal(reviewer, publicationId, { seen, reason: "Motif" }),
  ])
    await expect(decision()).rejects.toMatchObject({ code: "conflict", key: "scenarioLibrary.changedSinceRead" });
  await publish(reviewer, publicationId, { seen: (await getPublication(reviewer, publicationId)).seen });
});

test("a text is given back with a reason, and handed in again", async () => {
  const written = await aWrittenScenario();
  const { scenarioId, first, second, ctice } = written;
  const { publicationId, seen } = await aSubmission(written);
  await returnProposal(await actorOf(ctice), publicationId, { seen, reason: "Dites la durée de la recherche." });
  expect(await mailsTo(second.id)).toContain("scenarioReturned");
  const author = await actorOf(first);
  expect((await getProposal(author, scenarioId)).proposal).toMatchObject({
    status: "RETURNED",
    returnedReason: "Dites la durée de la recherche.",
  });
  const stranger = await actorOf((await aWritingCohort()).referent);
  await expect(getPublication(stranger, publicationId)).rejects.toMatchObject({ code: "not_found" });
  await submitProposal(author, scenarioId);
  await publish(await actorOf(ctice), publicationId, { seen: await seenOf(publicationId) });
});

test("once handed in, neither answer nor licence changes; once published, nothing does", async () => {
  const written = await aWrittenScenario();
  const { scenarioId, first } = written;
  const author = await actorOf(first);
  const { publicationId } = await aPublication(written, "CC_BY");
  const licence = changeLicence(author, scenarioId, "ETALAB_2");
  await expect(licence).rejects.toMatchObject({ key: "scenarioLibrary.licenceFixed" });
  const answer = answerProposal(author, scenarioId, { answer: "REFUSED", licence: "CC_BY" });
  await expect(answer).rejects.toMatchObject({ key: "scenarioLibrary.answersClosed" });
  const next = proposeScenario(author, scenarioId, "ETALAB_2");
  await expect(next).rejects.toMatchObject({ key: "scenarioLibrary.licenceSettled" });
  for (const sql of [
    "update scenario_publication set licence = 'ETALAB_2' where id = $1",
    "update scenario_publication set document = '{}' where id = $1",
    "update scenario_publication set status = 'DRAFT' where id = $1",
    "delete from scenario_publication where id = $1",
    "update scenario_contributor set answer = 'UNNAMED' where publication_id = $1",
    `insert into scenario_publication_image (publication_id, image_id, type, width, height, sha256, bytes)
     values ($1, gen_random_uuid(), 'image/png', 1, 1, '', '')`,
  ])
    await expect(pool().query(sql, [publicationId]), sql).rejects.toThrow(/published scenario/);
});

test("only the images of the scenario itself are kept with its text, and served to its readers", async () => {
  const written = await aWrittenScenario();
  const { scenarioId, first } = written;
  const own = await aPicture(scenarioId, first.id);
  const foreign = await aPicture((await aScenario()).scenarioId, first.id);
  await withText(scenarioId, words("Titre"), words("Texte"), image(own.id), image(foreign.id));
  const { publicationId } = await aPublication(written);
  const reader = await actorOf((await aWritingCohort()).referent);
  const { bytes } = await getPublishedImage(reader, publicationId, own.id);
  const kept = await db.scenarioImage.findUniqueOrThrow({ where: { id: own.id } });
  expect(Buffer.compare(bytes, kept.bytes)).toBe(0);
  await expect(getPublishedImage(reader, publicationId, foreign.id)).rejects.toMatchObject({ code: "not_found" });
  const other = await aPublication(await aWrittenScenario());
  await expect(getPublishedImage(reader, other.publicationId, own.id)).rejects.toMatchObject({ code: "not_found" });
  // Later it is taken out of the scenario: the published text still shows it.
  await db.scenarioImage.delete({ where: { id: own.id } });
  await getPublishedImage(reader, publicationId, own.id);
});

test("the référent lists somebody of the cohort who wrote elsewhere; nobody else does", async () => {
  const { scenarioId, first, referent, otherTrainee } = await aWrittenScenario();
  const author = await actorOf(first);
  await proposeScenario(author, scenarioId, "CC_BY");
  await expect(listContributor(author, scenarioId, otherTrainee.id)).rejects.toMatchObject({ code: "forbidden" });
  const leader = await actorOf(referent);
  const stranger = await aPerson();
  const unknown = listContributor(leader, scenarioId, stranger.id);
  await expect(unknown).rejects.toMatchObject({ key: "scenarioLibrary.contributorUnknown" });
  await listContributor(leader, scenarioId, otherTrainee.id);
  const twice = listContributor(leader, scenarioId, otherTrainee.id);
  await expect(twice).rejects.toMatchObject({ key: "scenarioLibrary.alreadyListed" });
  await answerProposal(await actorOf(otherTrainee), scenarioId, { answer: "NAMED", licence: "CC_BY" });
});

test("whoever wrote what was copied is asked too, and finds the page", async () => {
  const { scenarioId, second, otherTrainee, cohort, otherTeam } = await aWrittenScenario();
  const copier = await actorOf(otherTrainee);
  const copyTo = { cohortId: cohort.id, teamId: otherTeam.id, title: "Copie" };
  const { id } = await duplicateScenario(copier, scenarioId, copyTo);
  const bare = proposeScenario(copier, id, "CC_BY");
  await expect(bare).rejects.toMatchObject({ key: "scenarioLibrary.nothingAdded" });
  await wrote(id, otherTrainee);
  await proposeScenario(copier, id, "CC_BY");
  const { contributors } = await getProposal(await actorOf(second), id);
  expect(contributors).toHaveLength(3);
  await answerProposal(await actorOf(second), id, { answer: "REFUSED", licence: "CC_BY" });
  await expect(submitProposal(copier, id)).rejects.toMatchObject({ key: "scenarioLibrary.licenceRefused" });
});

test("a copy from the library keeps line and credit, and the licence that asks for it", async () => {
  const written = await aWrittenScenario();
  const { publicationId } = await aPublication(written, "CC_BY_SA");
  const there = await aWritingCohort();
  const [copierRow = there.referent] = there.members;
  const copier = await actorOf(copierRow);
  const copyTo = { cohortId: there.cohort.id, teamId: there.team.id, title: "Copie de Lire un graphique" };
  const { id } = await duplicatePublication(copier, publicationId, copyTo);
  const { lineage } = await surroundingsOf(copier, id);
  expect(lineage).toMatchObject({ publicationId, hidden: false, scenario: null });
  expect(lineage.credit).toContain("« Lire un graphique »");
  await wrote(id, copierRow);
  const other = proposeScenario(copier, id, "CC_BY");
  await expect(other).rejects.toMatchObject({ key: "scenarioLibrary.licenceShareAlike" });
  // The authors of the published text have given their licence: they are not asked again.
  await proposeScenario(copier, id, "CC_BY_SA");
  expect((await getProposal(copier, id)).contributors).toHaveLength(1);
  // A copy of the copy owes the same.
  const again = await duplicateScenario(copier, id, { ...copyTo, title: "Copie de la copie" });
  expect(await db.scenario.findUniqueOrThrow({ where: { id: again.id } })).toMatchObject({
    originLicence: "CC_BY_SA",
    originCredit: lineage.credit,
  });
  await withdrawPublication(await actorOf(written.ctice), publicationId, { reason: "Image sans droit d'usage" });
  expect((await surroundingsOf(copier, id)).lineage).toMatchObject({ publicationId: null, credit: lineage.credit });
  await expect(duplicatePublication(copier, publicationId, copyTo)).rejects.toMatchObject({ code: "not_found" });
});

test("a published text is withdrawn with a reason by its authors or the CTICE, and by nobody else", async () => {
  const written = await aWrittenScenario();
  const { publicationId } = await aPublication(written);
  const reason = "Image sans droit d'usage";
  const stranger = await actorOf((await aWritingCohort()).referent);
  await expect(withdrawPublication(stranger, publicationId, { reason })).rejects.toMatchObject({ code: "forbidden" });
  const author = await actorOf(written.second);
  await withdrawPublication(author, publicationId, { reason });
  await expect(getPublication(stranger, publicationId)).rejects.toMatchObject({ code: "not_found" });
  expect(await getPublication(author, publicationId)).toMatchObject({ status: "WITHDRAWN", withdrawnReason: reason });
  const twice = withdrawPublication(author, publicationId, { reason });
  await expect(twice).rejects.toMatchObject({ key: "scenarioLibrary.notPublished" });
});

test("an empty text is not handed in", async () => {
  const { scenarioId, first, second } = await aWrittenScenario();
  await withText(scenarioId, words("Titre"), { type: "paragraph" });
  await proposeScenario(await actorOf(first), scenarioId, "CC_BY");
  for (const person of [first, second])
    await answerProposal(await actorOf(person), scenarioId, { answer: "NAMED", licence: "CC_BY" });
  const empty = submitProposal(await actorOf(first), scenarioId);
  await expect(empty).rejects.toMatchObject({ key: "scenarioLibrary.textMissing" });
});

test("each message says what it is about, in both languages", async () => {
  const written = await aWrittenScenario();
  const { publicationId } = await aPublication(written);
  await withdrawPublication(await actorOf(written.ctice), publicationId, { reason: "Image sans droit" });
  const names = ["ToConfirm", "ToReview", "Returned", "Published", "Withdrawn"];
  for (const locale of ["fr", "en"])
    for (const name of names) {
      const message = await writeMail({
        template: `scenario${name}`,
        params: { publicationId },
        locale,
        toPersonId: null,
      });
      expect(message?.subject).toContain("Lire un graphique");
      expect(message?.text).not.toContain("…");
      expect(message?.text).toMatch(/\/mediatheque\/|\/publier/);
    }
});
