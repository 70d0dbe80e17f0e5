import { actorOf } from "@tests/factories/person";
import { aWrittenScenario, wrote } from "@tests/factories/publication";
import { expect, test } from "vitest";
import { importScenario } from "~/domain/exchange/commands.server";
import { duplicateScenario } from "~/domain/exchange/duplicate.server";
import { toJson } from "~/domain/exchange/json";
import { proposeScenario } from "~/domain/publication/commands/propose.server";
import { findWriters } from "~/domain/publication/contributors.server";
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
