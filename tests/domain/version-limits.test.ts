import { actorOf } from "@tests/factories/person";
import { aScenario } from "@tests/factories/scenario";
import { aTab, aVersion, paragraph } from "@tests/factories/version";
import { expect, test } from "vitest";
import { nameVersion } from "~/domain/version/commands/keep.server";
import { restoreVersion } from "~/domain/version/commands/restore.server";
import { versionLimits } from "~/domain/version/schema";
import { db } from "~/platform/db.server";

const tooMany = { code: "too_many", key: "version.tooMany" };

async function around() {
  const { scenarioId, members, referent } = await aScenario();
  const [member] = members;
  return { scenarioId, member: await actorOf(member ?? referent), leader: await actorOf(referent) };
}
const count = (scenarioId: string) => db.scenarioVersion.count({ where: { scenarioId } });

test("a person names thirty versions within an hour, then waits; another may", async () => {
  const { scenarioId, member, leader } = await around();
  for (let n = 1; n <= 30; n++) await nameVersion(member, scenarioId, `n° ${n}`);
  await expect(nameVersion(member, scenarioId, "de trop")).rejects.toMatchObject(tooMany);
  expect(await count(scenarioId)).toBe(30);
  await nameVersion(leader, scenarioId, "d'une autre");
});

test("a person brings a text back twenty times within an hour, then waits; another may", async () => {
  const { scenarioId, member, leader } = await around();
  const { id } = await nameVersion(leader, scenarioId, "Départ");
  for (let n = 1; n <= 20; n++) await restoreVersion(member, scenarioId, id);
  await expect(restoreVersion(member, scenarioId, id)).rejects.toMatchObject(tooMany);
  await restoreVersion(leader, scenarioId, id);
});

test("a scenario keeps so many named versions, and as many from before a restoration, and says so", async () => {
  const { scenarioId, member } = await around();
  const { id } = await nameVersion(member, scenarioId, "Première");
  for (let n = 1; n < versionLimits.kept; n++) await aVersion(scenarioId, member.personId, `n° ${n}`);
  const full = { code: "conflict", facts: { most: versionLimits.kept } };
  await expect(nameVersion(member, scenarioId, "De trop")).rejects.toMatchObject({ ...full, key: "version.namedFull" });

  await aTab(scenarioId, { id: member.personId }).write((content) => content.push([paragraph("Après.")]));
  for (let n = 0; n < versionLimits.kept; n++)
    await aVersion(scenarioId, member.personId, "", undefined, { kind: "BEFORE_RESTORE", beforeNumber: 1 });
  const restored = restoreVersion(member, scenarioId, id);
  await expect(restored).rejects.toMatchObject({ ...full, key: "version.restoresFull" });
  expect(await count(scenarioId)).toBe(2 * versionLimits.kept);
});
