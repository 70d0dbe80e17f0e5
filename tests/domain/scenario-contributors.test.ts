import { actorOf } from "@tests/factories/person";
import { aWrittenScenario, seenOf, wrote } from "@tests/factories/publication";
import { expect, test } from "vitest";
import { importScenario } from "~/domain/exchange/commands.server";
import { duplicateScenario } from "~/domain/exchange/duplicate.server";
import { toJson } from "~/domain/exchange/json";
import { publish } from "~/domain/publication/commands/decide.server";
import { answerProposal, listContributor, proposeScenario } from "~/domain/publication/commands/propose.server";
import { submitProposal, takeBackProposal } from "~/domain/publication/commands/submit.server";
import { findWriters } from "~/domain/publication/contributors.server";
import { getProposal } from "~/domain/publication/proposal.server";
import { beginScenario } from "~/domain/template/commands.server";
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
