import { actorOf } from "@tests/factories/person";
import { aScenario } from "@tests/factories/scenario";
import { aTab, paragraph } from "@tests/factories/version";
import { expect, test } from "vitest";
import { compactScenario } from "~/domain/scenario/commands.server";
import { freezeScenario } from "~/domain/version/commands/freeze.server";
import { keepAutomaticVersion, listScenariosToKeep } from "~/domain/version/commands/keep.server";
import { unlockScenario } from "~/domain/version/commands/unlock.server";
import { db } from "~/platform/db.server";
import { handlers } from "../../workers/handlers";
import { tick } from "../../workers/tick";

const HOUR = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms);

/** A scenario begun an hour ago, edited since. */
async function anEditedScenario() {
  const world = await aScenario();
  const { scenarioId, members } = world;
  await db.scenario.update({ where: { id: scenarioId }, data: { createdAt: ago(HOUR) } });
  const tab = aTab(scenarioId, members[0]);
  await tab.write((content) => content.push([paragraph("Une première heure.")]));
  return { ...world, tab };
}

const isDue = async (scenarioId: string) =>
  (await listScenariosToKeep(db)).some((due) => due.scenarioId === scenarioId);
const versionsOf = (scenarioId: string) =>
  db.scenarioVersion.findMany({ where: { scenarioId }, orderBy: { number: "asc" } });
const asked = async (scenarioId: string) =>
  (await db.outbox.findMany({ where: { name: "version.keepAutomatic" } })).filter(({ payload }) =>
    JSON.stringify(payload).includes(scenarioId),
  );

test("an edited scenario keeps a version by itself, once however often it is asked for", async () => {
  const { scenarioId } = await anEditedScenario();
  await Promise.all([tick(), tick(), tick()]);
  expect(await asked(scenarioId)).toHaveLength(1);
  await Promise.all([1, 2, 3].map(() => keepAutomaticVersion(scenarioId)));
  await handlers["version.keepAutomatic"]({ scenarioId });
  expect(await versionsOf(scenarioId)).toMatchObject([{ number: 1, kind: "AUTOMATIC", authorId: null, name: "" }]);
  await tick();
  expect(await asked(scenarioId)).toHaveLength(1);
});

test("one just begun waits a quarter of an hour; one that nobody edits since is left alone", async () => {
  const { scenarioId } = await aScenario();
  expect(await isDue(scenarioId)).toBe(false);
  const edited = await anEditedScenario();
  expect(await isDue(edited.scenarioId)).toBe(true);
  await keepAutomaticVersion(edited.scenarioId);
  await aging(edited.scenarioId, HOUR);
  expect(await isDue(edited.scenarioId)).toBe(false);
  await edited.tab.write((content) => content.push([paragraph("La suite.")]));
  expect(await isDue(edited.scenarioId)).toBe(true);
});

test("compaction changes nothing: neither what is due, nor what is kept", async () => {
  const { scenarioId, tab } = await anEditedScenario();
  await compactScenario(scenarioId);
  expect(await db.scenarioUpdate.count({ where: { scenarioId } })).toBe(0);
  expect(await isDue(scenarioId)).toBe(true);
  await keepAutomaticVersion(scenarioId);
  await aging(scenarioId, HOUR);
  await compactScenario(scenarioId);
  expect(await isDue(scenarioId)).toBe(false);
  expect(await keepAutomaticVersion(scenarioId)).toEqual({ kept: false });

  await tab.write((content) => content.push([paragraph("Encore.")]));
  await Promise.all([keepAutomaticVersion(scenarioId), compactScenario(scenarioId), keepAutomaticVersion(scenarioId)]);
  const [, second, ...more] = await versionsOf(scenarioId);
  expect(more).toEqual([]);
  expect(second?.words).toBeGreaterThan(3);
  expect(Buffer.from(second?.state ?? []).toString("latin1")).toContain("Encore.");
});

test("old automatic versions go, named ones stay for ever", async () => {
  const { scenarioId, referent } = await anEditedScenario();
  const state = new Uint8Array([0, 0]);
  const hours = Array.from({ length: 30 }, (_, n) => n * 4 + 1);
  for (const [place, hour] of [...hours].reverse().entries()) {
    const named = place % 10 === 0;
    await db.$executeRaw`
      insert into scenario_version (id, scenario_id, number, kind, name, author_id, at, up_to, state, size, sha256, words, minutes, created_at)
      values (gen_random_uuid(), ${scenarioId}::uuid, ${place + 1},
        ${named ? "NAMED" : "AUTOMATIC"}::"VersionKind", ${named ? "nommée" : ""}, ${named ? referent.id : null}::uuid,
        now(), 0, ${state}, 2, sha256(${state}), 0, 0, ${ago(hour * HOUR)})`;
  }
  expect(await keepAutomaticVersion(scenarioId)).toEqual({ kept: true });
  const left = await versionsOf(scenarioId);
  expect(left.filter(({ kind }) => kind === "NAMED")).toHaveLength(3);
  const automatic = left.filter(({ kind }) => kind === "AUTOMATIC");
  const days = automatic
    .filter(({ createdAt }) => createdAt < ago(24 * HOUR))
    .map(({ createdAt }) => createdAt.toISOString().slice(0, 10));
  expect(new Set(days).size).toBe(days.length);
  expect(automatic.length).toBeLessThan(20);
});

test("a scenario that is gone, or frozen, asks for nothing", async () => {
  expect(await keepAutomaticVersion("019ac000-0000-7000-8000-000000000000")).toEqual({ kept: false });
  const { scenarioId, referent, tab } = await anEditedScenario();
  await freezeScenario(await actorOf(referent), scenarioId, "Essai en classe");
  await aging(scenarioId, HOUR);
  expect(await isDue(scenarioId)).toBe(false);
  await unlockScenario(await actorOf(referent), scenarioId, "Essayé");
  expect(await isDue(scenarioId), "the frozen version holds it all").toBe(false);
  await tab.write((content) => content.push([paragraph("Après l'essai.")]));
  expect(await isDue(scenarioId)).toBe(true);
});

/** As if the versions had been made earlier: the owner alone may say so. */
async function aging(scenarioId: string, ms: number) {
  const { withClient } = await import("../../prisma/adapter");
  await withClient(process.env.DATABASE_OWNER_URL ?? "", async (client) => {
    await client.query("alter table scenario_version disable trigger scenario_version_stays");
    await client.query(
      "update scenario_version set created_at = created_at - $2 * interval '1 ms' where scenario_id = $1",
      [scenarioId, ms],
    );
    await client.query("alter table scenario_version enable trigger scenario_version_stays");
  });
}
