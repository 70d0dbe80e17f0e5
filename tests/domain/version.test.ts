import { actorOf, aPerson } from "@tests/factories/person";
import { aScenario } from "@tests/factories/scenario";
import { aTab, aVersion, block, paragraph, textAt } from "@tests/factories/version";
import { expect, test } from "vitest";
import type * as Y from "yjs";
import { compactScenario } from "~/domain/scenario/commands.server";
import { readDocument } from "~/domain/scenario/document.server";
import { findScenarioSubjects, getScenario } from "~/domain/scenario/queries.server";
import { freezeScenario } from "~/domain/version/commands/freeze.server";
import { nameVersion } from "~/domain/version/commands/keep.server";
import { restoreVersion } from "~/domain/version/commands/restore.server";
import { unlockScenario } from "~/domain/version/commands/unlock.server";
import { compareVersions, getVersion, listVersions, unsafeFindFreeze } from "~/domain/version/queries.server";
import { db } from "~/platform/db.server";

const MISSING = "019ac000-0000-7000-8000-000000000000";
const text = async (scenarioId: string) => JSON.stringify(await readDocument(scenarioId));

test("a named version keeps the text of that moment, whatever is written and compacted after", async () => {
  const { scenarioId, members, referent } = await aScenario();
  const [first] = members;
  const tab = aTab(scenarioId, first);
  await tab.write((content) => content.push([paragraph("Avant la version.")]));
  const actor = await actorOf(first ?? referent);
  const { id, number } = await nameVersion(actor, scenarioId, "Avant l'essai");
  await tab.write((content) => content.push([paragraph("Après elle.")]));
  await compactScenario(scenarioId);

  expect(number).toBe(1);
  const page = await getVersion(actor, scenarioId, id);
  expect(page.html).toContain("Avant la version.");
  expect(page.html).not.toContain("Après elle.");
  expect(page.version).toMatchObject({ kind: "NAMED", name: "Avant l'essai", minutes: 10 });
  expect((await nameVersion(actor, scenarioId, "Ensuite")).number).toBe(2);
  const { versions } = await listVersions(actor, scenarioId);
  expect(versions.map((version) => [version.number, version.change])).toEqual([
    [2, 2],
    [1, null],
  ]);
  expect(await db.auditEvent.count({ where: { action: "version.name", subjectId: scenarioId } })).toBe(2);
});

test("a version never changes, nor does the list of freezes; only an automatic version may go", async () => {
  const { scenarioId, referent } = await aScenario();
  const actor = await actorOf(referent);
  const { id } = await nameVersion(actor, scenarioId, "Gardée");
  await expect(db.scenarioVersion.update({ where: { id }, data: { name: "Autre" } })).rejects.toThrow();
  await expect(db.scenarioVersion.delete({ where: { id } })).rejects.toThrow();
  await freezeScenario(actor, scenarioId, "Remis au jury");
  await expect(db.scenarioFreezeEvent.deleteMany({ where: { scenarioId } })).rejects.toThrow();
  await expect(db.scenarioFreezeEvent.updateMany({ where: { scenarioId }, data: { reason: "x" } })).rejects.toThrow();
});

test("who named, froze or unlocked is a person, for whoever would go round the code", async () => {
  const { scenarioId, referent } = await aScenario();
  await expect(aVersion(scenarioId, MISSING, "De personne")).rejects.toThrow(/foreign key|23503/i);
  const { id } = await aVersion(scenarioId, referent.id, "De quelqu'un");
  const event = { scenarioId, kind: "FREEZE" as const, reason: "x", versionId: id, at: new Date() };
  const frozen = db.scenarioFreezeEvent.create({ data: { ...event, byId: MISSING } });
  await expect(frozen).rejects.toThrow(/foreign key|23503/i);
});

test("strangers, readers and unknown ids learn and change nothing", async () => {
  const { scenarioId, referent, members, otherTrainee } = await aScenario();
  const other = await aScenario();
  const [leader, member, reader, stranger] = await Promise.all(
    [referent, members[0] ?? referent, otherTrainee, await aPerson()].map(actorOf),
  );
  if (!leader || !member || !reader || !stranger) throw new Error("four people");
  const { id } = await nameVersion(member, scenarioId, "Une version");
  const foreign = await nameVersion(await actorOf(other.referent), other.scenarioId, "Ailleurs");

  const notFound = { code: "not_found" };
  await expect(listVersions(stranger, scenarioId)).rejects.toMatchObject(notFound);
  await expect(getVersion(stranger, scenarioId, id)).rejects.toMatchObject(notFound);
  await expect(compareVersions(stranger, scenarioId, id, null)).rejects.toMatchObject(notFound);
  await expect(nameVersion(stranger, scenarioId, "Moi")).rejects.toMatchObject(notFound);
  await expect(restoreVersion(stranger, scenarioId, id)).rejects.toMatchObject(notFound);
  await expect(freezeScenario(stranger, scenarioId, "motif")).rejects.toMatchObject(notFound);
  await expect(unlockScenario(stranger, scenarioId, "motif")).rejects.toMatchObject(notFound);
  for (const wrong of [foreign.id, MISSING]) {
    await expect(getVersion(leader, scenarioId, wrong)).rejects.toMatchObject(notFound);
    await expect(restoreVersion(leader, scenarioId, wrong)).rejects.toMatchObject(notFound);
    await expect(compareVersions(leader, scenarioId, id, wrong)).rejects.toMatchObject(notFound);
    await expect(compareVersions(leader, scenarioId, wrong, null)).rejects.toMatchObject(notFound);
  }
  const forbidden = { code: "forbidden" };
  expect((await listVersions(reader, scenarioId)).can).toEqual({
    name: false,
    restore: false,
    freeze: false,
    unlock: false,
  });
  await expect(nameVersion(reader, scenarioId, "Moi")).rejects.toMatchObject(forbidden);
  await expect(restoreVersion(reader, scenarioId, id)).rejects.toMatchObject(forbidden);
  await expect(freezeScenario(member, scenarioId, "motif")).rejects.toMatchObject(forbidden);
  expect(await db.scenarioVersion.count({ where: { scenarioId } })).toBe(1);
  expect(await db.scenarioUpdate.count({ where: { scenarioId } })).toBe(1);
});

test("frozen: nobody edits, whoever leads says why and opens again, and all is in the list", async () => {
  const { scenarioId, referent, members, academie } = await aScenario();
  const [leader, member] = [await actorOf(referent), await actorOf(members[0] ?? referent)];
  const { versionId } = await freezeScenario(leader, scenarioId, "Remis au jury");

  const [subject] = await findScenarioSubjects([scenarioId]);
  expect(subject?.frozen).toBe(true);
  for (const actor of [leader, member]) expect((await getScenario(actor, scenarioId)).can.edit).toBe(false);
  const conflict = { code: "conflict", key: "version.frozen" };
  await expect(nameVersion(member, scenarioId, "Trop tard")).rejects.toMatchObject(conflict);
  await expect(restoreVersion(member, scenarioId, versionId)).rejects.toMatchObject(conflict);
  await expect(freezeScenario(leader, scenarioId, "encore")).rejects.toMatchObject({ key: "version.alreadyFrozen" });
  const writing = aTab(scenarioId, members[0]).write((content) => content.push([paragraph("malgré tout")]));
  await expect(writing).rejects.toMatchObject({ code: "23514", constraint: "scenario_not_frozen" });
  const row = { scenarioId, update: new Uint8Array([0, 0]) };
  await expect(db.scenarioUpdate.create({ data: row })).rejects.toThrow();
  expect(await unsafeFindFreeze(scenarioId)).toMatchObject({ reason: "Remis au jury", versionId });

  await expect(unlockScenario(member, scenarioId, "motif")).rejects.toMatchObject({ code: "forbidden" });
  await unlockScenario(await actorOf(await aPerson({ role: "CTICE", place: academie })), scenarioId, "Une coquille");
  await expect(unlockScenario(leader, scenarioId, "motif")).rejects.toMatchObject({ key: "version.notFrozen" });
  expect(await unsafeFindFreeze(scenarioId)).toBeNull();
  expect((await getScenario(member, scenarioId)).can.edit).toBe(true);
  await aTab(scenarioId, members[0]).write((content) => content.push([paragraph("de nouveau")]));
  const { freezes } = await listVersions(leader, scenarioId);
  expect(freezes.map(({ kind, reason }) => [kind, reason])).toEqual([
    ["UNLOCK", "Une coquille"],
    ["FREEZE", "Remis au jury"],
  ]);
  expect(await db.auditEvent.count({ where: { action: { startsWith: "version." }, subjectId: scenarioId } })).toBe(2);
});

test("of many that freeze at once one does, and one version is made", async () => {
  const { scenarioId, referent } = await aScenario();
  const actor = await actorOf(referent);
  const answers = await Promise.allSettled(
    Array.from({ length: 6 }, () => freezeScenario(actor, scenarioId, "ensemble")),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.scenarioVersion.count({ where: { scenarioId } })).toBe(1);
});

test("many versions named at once each have their number", async () => {
  const { scenarioId, referent } = await aScenario();
  const actor = await actorOf(referent);
  const made = await Promise.all(Array.from({ length: 8 }, (_, n) => nameVersion(actor, scenarioId, `n${n}`)));
  expect(made.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test("a button pressed twice, or twice at once, names one version; another text or another person another one", async () => {
  const { scenarioId, members, referent } = await aScenario();
  const [actor, other] = [await actorOf(members[0] ?? referent), await actorOf(referent)];
  const made = await Promise.all(Array.from({ length: 3 }, () => nameVersion(actor, scenarioId, "Lundi")));
  made.push(await nameVersion(actor, scenarioId, "Lundi"));
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(await db.auditEvent.count({ where: { action: "version.name", subjectId: scenarioId } })).toBe(1);
  expect((await nameVersion(other, scenarioId, "Lundi")).number).toBe(2);
  expect((await nameVersion(actor, scenarioId, "Mardi")).number).toBe(3);
  await aTab(scenarioId, members[0]).write((content) => content.push([paragraph("Encore.")]));
  await compactScenario(scenarioId);
  expect((await nameVersion(actor, scenarioId, "Lundi")).number).toBe(4);
  await compactScenario(scenarioId);
  expect((await nameVersion(actor, scenarioId, "Lundi")).number).toBe(4);
});

test("restoring brings the text back as an edit of that person, and keeps what was there", async () => {
  const { scenarioId, members, referent } = await aScenario();
  const [first, second] = members;
  const tab = aTab(scenarioId, first);
  await tab.write((content) => {
    content.push([paragraph("Le graphique est lu à voix haute.")]);
    content.push([
      block("phase", { title: "Mise en commun", minutes: 15, modality: "IN_CLASS", grouping: "", place: "" }),
    ]);
    (content.get(content.length - 1) as Y.XmlElement).insert(0, [paragraph("Chacun compare.")]);
  });
  const actor = await actorOf(first ?? referent);
  const { id } = await nameVersion(actor, scenarioId, "Bonne version");
  const before = await text(scenarioId);
  await tab.write((content) => {
    textAt(content, 4).delete(0, 12);
    (content.get(5) as Y.XmlElement).setAttribute("minutes", 40 as unknown as string);
    content.push([paragraph("Un ajout malheureux.")]);
  });
  const bad = await text(scenarioId);
  const kept = tab.document.getXmlFragment("content").get(0);

  const restorer = await actorOf(second ?? referent);
  expect(await restoreVersion(restorer, scenarioId, id)).toEqual({ changed: true, number: 1, before: 2 });
  expect(await text(scenarioId)).toBe(before);
  const safe = await db.scenarioVersion.findFirstOrThrow({ where: { scenarioId, kind: "BEFORE_RESTORE" } });
  expect(safe).toMatchObject({ number: 2, beforeNumber: 1, authorId: second?.id });
  const row = await db.scenarioUpdate.findFirstOrThrow({ where: { scenarioId }, orderBy: { id: "desc" } });
  expect(row.authorId).toBe(second?.id);
  // The blocks that were the same are still the same: a caret in them has not moved.
  await tab.read();
  expect(tab.document.getXmlFragment("content").get(0)).toBe(kept);

  expect(await restoreVersion(restorer, scenarioId, id)).toEqual({ changed: false, number: 1, before: null });
  expect((await restoreVersion(restorer, scenarioId, safe.id)).changed).toBe(true);
  expect(await text(scenarioId)).toBe(bad);
});

test("asked for many times at once, a text is brought back once", async () => {
  const { scenarioId, members, referent } = await aScenario();
  const tab = aTab(scenarioId, members[0]);
  await tab.write((content) => content.push([paragraph("À garder."), paragraph("Aussi.")]));
  const actor = await actorOf(referent);
  const { id } = await nameVersion(actor, scenarioId, "Départ");
  const before = await text(scenarioId);
  await tab.write((content) => content.delete(4, 2));
  const answers = await Promise.all(Array.from({ length: 5 }, () => restoreVersion(actor, scenarioId, id)));
  expect(answers.filter(({ changed }) => changed)).toHaveLength(1);
  expect(await text(scenarioId)).toBe(before);
  expect(await db.scenarioVersion.count({ where: { scenarioId } })).toBe(2);
});

test("a comparison says who wrote what was added, and the older version comes first", async () => {
  const { scenarioId, members, referent } = await aScenario();
  const [first, second] = members;
  const [one, two] = [aTab(scenarioId, first), aTab(scenarioId, second)];
  await one.write((content) => content.push([paragraph("Les élèves lisent.")]));
  const actor = await actorOf(referent);
  const older = await nameVersion(actor, scenarioId, "Lundi");
  await two.write((content) => textAt(content, 4).insert(17, " et écrivent"));
  await one.write((content) => content.push([paragraph("Bilan oral.")]));
  const newer = await nameVersion(actor, scenarioId, "Mardi");

  for (const [from, to] of [
    [older.id, newer.id],
    [newer.id, older.id],
    [older.id, null],
  ] as const) {
    const { rows, ...between } = await compareVersions(actor, scenarioId, from, to);
    expect(between.older.number).toBe(1);
    const changed = rows.filter(({ state }) => state !== "same");
    const nameOf = async (id = "") => {
      const { givenName, familyName } = await db.person.findUniqueOrThrow({ where: { id } });
      return `${givenName} ${familyName}`;
    };
    expect(changed.map(({ state, parts }) => [state, parts.filter(({ kind }) => kind === "added")])).toEqual([
      ["changed", [{ kind: "added", text: " et écrivent", by: await nameOf(second?.id) }]],
      ["added", [{ kind: "added", text: "Bilan oral.", by: await nameOf(first?.id) }]],
    ]);
  }
});
