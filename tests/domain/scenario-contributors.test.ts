import { actorOf } from "@tests/factories/person";
import { aWrittenScenario, seenOf, wrote } from "@tests/factories/publication";
import { expect, test } from "vitest";
import { importScenario } from "~/domain/exchange/commands.server";
import { duplicateScenario } from "~/domain/exchange/duplicate.server";
import { toJson } from "~/domain/exchange/json";
import { publish } from "~/domain/publication/commands/decide.server";
import { listContributor, unlistContributor } from "~/domain/publication/commands/list.server";
import {
  abandonProposal,
  answerProposal,
  changeLicence,
  proposeScenario,
} from "~/domain/publication/commands/propose.server";
import { submitProposal, takeBackProposal } from "~/domain/publication/commands/submit.server";
import { findWriters } from "~/domain/publication/contributors.server";
import { getProposal } from "~/domain/publication/proposal.server";
import { beginScenario } from "~/domain/template/commands.server";
import { listWaiting } from "~/domain/today/queries.server";
import { db } from "~/platform/db.server";

const words = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });

test("who brought a text in a file is asked about it; who copies or takes up a template is not, unless they write", async () => {
  const { scenarioId, second, otherTrainee, cohort, team, otherTeam, members } = await aWrittenScenario();
  const [bringer, copier] = [await actorOf(second), await actorOf(otherTrainee)];
  const document = { type: "doc", content: [words("Titre"), words("Texte")] };
  const file = toJson({ title: "Apporté", plannedMinutes: 55, document, images: {} });
  const brought = await importScenario(bringer, { cohortId: cohort.id, teamId: team.id, file });
  await wrote(brought.id, members[0] ?? second);
  const { id } = await proposeScenario(bringer, brought.id, "CC_BY");
  const asked = await db.scenarioContributor.findMany({ where: { publicationId: id }, select: { personId: true } });
  expect(asked.map(({ personId }) => personId).sort()).toEqual(members.map((member) => member.id).sort());

  const there = { cohortId: cohort.id, teamId: otherTeam.id, title: "Ailleurs" };
  const copied = await duplicateScenario(copier, scenarioId, there);
  const begun = await beginScenario(copier, { ...there, plannedMinutes: 55, template: "LOGBOOK" });
  expect(await db.scenarioClient.count({ where: { scenarioId: { in: [copied.id, begun.id] } } })).toBe(0);
  expect((await findWriters(db, copied.id)).personIds).not.toContain(otherTrainee.id);
  await wrote(copied.id, otherTrainee);
  expect((await findWriters(db, copied.id)).personIds).toContain(otherTrainee.id);
});

test("who was listed by hand for a version is asked about the next one", async () => {
  const { scenarioId, first, second, referent, otherTrainee, ctice } = await aWrittenScenario();
  const author = await actorOf(first);
  const agree = async (...people: { id: string }[]) => {
    for (const person of people)
      await answerProposal(await actorOf(person), scenarioId, { answer: "NAMED", licence: "CC_BY" });
  };
  const { id } = await proposeScenario(author, scenarioId, "CC_BY");
  await listContributor(await actorOf(referent), scenarioId, otherTrainee.id);
  await agree(first, second, otherTrainee);
  await submitProposal(author, scenarioId);
  await publish(await actorOf(ctice), id, { seen: await seenOf(id) });

  await proposeScenario(author, scenarioId, "CC_BY");
  expect(await db.mail.count({ where: { toPersonId: otherTrainee.id, template: "scenarioToConfirm" } })).toBe(2);
  await agree(first, second);
  const missing = submitProposal(author, scenarioId);
  await expect(missing).rejects.toMatchObject({ key: "scenarioLibrary.answersMissing", facts: { count: 1 } });
  await agree(otherTrainee);
  await submitProposal(author, scenarioId);
});

test("who was asked about an earlier version only follows this one, and says nothing in it", async () => {
  const { scenarioId, first, second, otherTrainee, ctice } = await aWrittenScenario();
  // Nobody has written yet: whoever began it stands alone.
  await db.scenarioClient.deleteMany({ where: { scenarioId } });
  await db.scenario.update({ where: { id: scenarioId }, data: { createdById: otherTrainee.id } });
  const [author, earlier] = [await actorOf(first), await actorOf(otherTrainee)];
  const { id } = await proposeScenario(author, scenarioId, "CC_BY");
  await answerProposal(earlier, scenarioId, { answer: "NAMED", licence: "CC_BY" });
  await submitProposal(author, scenarioId);
  await publish(await actorOf(ctice), id, { seen: await seenOf(id) });

  await wrote(scenarioId, first);
  await proposeScenario(author, scenarioId, "CC_BY");
  expect((await getProposal(earlier, scenarioId)).can).toMatchObject({ answer: false, takeBack: false });
  const answer = answerProposal(earlier, scenarioId, { answer: "NAMED", licence: "CC_BY" });
  await expect(answer).rejects.toMatchObject({ code: "forbidden" });
  // Who began to write since is asked, though not by a message yet.
  await wrote(scenarioId, second);
  for (const person of [first, second])
    await answerProposal(await actorOf(person), scenarioId, { answer: "UNNAMED", licence: "CC_BY" });
  await submitProposal(author, scenarioId);
  await expect(takeBackProposal(earlier, scenarioId)).rejects.toMatchObject({ code: "forbidden" });
  expect((await getProposal(author, scenarioId)).contributors).toHaveLength(2);
});

test("whoever was listed by mistake is taken off the list before the text is handed in; who wrote stays", async () => {
  const { scenarioId, first, second, referent, otherTrainee } = await aWrittenScenario();
  const [author, leader] = [await actorOf(first), await actorOf(referent)];
  const { id } = await proposeScenario(author, scenarioId, "CC_BY");
  await listContributor(leader, scenarioId, otherTrainee.id);
  const mayUnlist = async (actor = author) =>
    (await getProposal(actor, scenarioId)).contributors.filter((one) => one.mayUnlist).map((one) => one.personId);
  expect(await mayUnlist()).toEqual([otherTrainee.id]);
  const listed = await actorOf(otherTrainee);
  expect(await mayUnlist(listed)).toEqual([]);
  await expect(unlistContributor(listed, scenarioId, otherTrainee.id)).rejects.toMatchObject({ code: "forbidden" });
  const wroteIt = unlistContributor(leader, scenarioId, second.id);
  await expect(wroteIt).rejects.toMatchObject({ code: "conflict", key: "scenarioLibrary.notListed" });
  await unlistContributor(author, scenarioId, otherTrainee.id);
  await expect(getProposal(listed, scenarioId)).rejects.toMatchObject({ code: "not_found" });
  const line = await db.auditEvent.findFirstOrThrow({ where: { action: "publication.unlist", subjectId: id } });
  expect(line).toMatchObject({ byId: first.id, facts: { personId: otherTrainee.id } });

  // Listed, then found to have written after all.
  await listContributor(leader, scenarioId, otherTrainee.id);
  await wrote(scenarioId, otherTrainee);
  expect(await mayUnlist()).toEqual([]);
  const wroteToo = unlistContributor(leader, scenarioId, otherTrainee.id);
  await expect(wroteToo).rejects.toMatchObject({ key: "scenarioLibrary.notListed" });
  for (const person of [first, second, otherTrainee])
    await answerProposal(await actorOf(person), scenarioId, { answer: "NAMED", licence: "CC_BY" });
  await submitProposal(author, scenarioId);
  const late = unlistContributor(leader, scenarioId, otherTrainee.id);
  await expect(late).rejects.toMatchObject({ key: "scenarioLibrary.answersClosed" });
});

test("a proposal begun by mistake is abandoned until it is handed in, and another one may begin", async () => {
  const { scenarioId, first, second, otherTrainee } = await aWrittenScenario();
  const author = await actorOf(first);
  const { id } = await proposeScenario(author, scenarioId, "CC_BY");
  const outsider = abandonProposal(await actorOf(otherTrainee), scenarioId);
  await expect(outsider).rejects.toMatchObject({ code: "not_found" });
  expect((await getProposal(author, scenarioId)).can.abandon).toBe(true);
  await abandonProposal(author, scenarioId);
  expect(await getProposal(author, scenarioId)).toMatchObject({
    proposal: null,
    can: { propose: true, abandon: false },
  });
  expect(await listWaiting(await actorOf(second))).not.toContainEqual(
    expect.objectContaining({ kind: "licenceToAnswer" }),
  );
  const line = await db.auditEvent.findFirstOrThrow({ where: { action: "publication.abandon", subjectId: id } });
  expect(line).toMatchObject({ byId: first.id, facts: { licence: "CC_BY", scenarioId } });
  const nothing = abandonProposal(author, scenarioId);
  await expect(nothing).rejects.toMatchObject({ key: "scenarioLibrary.notProposed" });
  await proposeScenario(author, scenarioId, "ETALAB_2");
  for (const person of [first, second])
    await answerProposal(await actorOf(person), scenarioId, { answer: "NAMED", licence: "ETALAB_2" });
  await submitProposal(author, scenarioId);
  const late = abandonProposal(author, scenarioId);
  await expect(late).rejects.toMatchObject({ key: "scenarioLibrary.alreadySubmitted" });
});

test("only the référent sets aside the refusal of somebody who was listed", async () => {
  const { scenarioId, first, referent, otherTrainee } = await aWrittenScenario();
  const [author, leader] = [await actorOf(first), await actorOf(referent)];
  await proposeScenario(author, scenarioId, "CC_BY");
  await listContributor(leader, scenarioId, otherTrainee.id);
  await answerProposal(await actorOf(otherTrainee), scenarioId, { answer: "REFUSED", licence: "CC_BY" });
  for (const undo of [
    () => unlistContributor(author, scenarioId, otherTrainee.id),
    () => abandonProposal(author, scenarioId),
  ])
    await expect(undo()).rejects.toMatchObject({ code: "forbidden", key: "scenarioLibrary.refusalStands" });
  expect(await getProposal(author, scenarioId)).toMatchObject({ can: { abandon: false } });
  expect(await getProposal(leader, scenarioId)).toMatchObject({ can: { abandon: true } });
  await unlistContributor(leader, scenarioId, otherTrainee.id);
  await changeLicence(author, scenarioId, "ETALAB_2");
  await abandonProposal(author, scenarioId);
});
