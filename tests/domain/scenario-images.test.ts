import { actorOf, aPerson } from "@tests/factories/person";
import { aPicture, aScenario, aTrainee, pictureFile } from "@tests/factories/scenario";
import { expect, test } from "vitest";
import { addImage, getImage } from "~/domain/scenario/images.server";
import { db } from "~/platform/db.server";

const MB = 1024 * 1024;
const asTyped = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

/** A PNG of any size in bytes: what follows the picture is not read. */
function heavy(bytes: number, note: string): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(bytes);
  file.set(pictureFile(note));
  return file;
}

async function asMember() {
  const around = await aScenario();
  return { ...around, actor: await actorOf(around.members[0] ?? { id: "" }) };
}
const kept = (scenarioId: string) => db.scenarioImage.count({ where: { scenarioId } });

test("an image is kept with what its content says, once, with a trace", async () => {
  const { scenarioId, actor, otherTrainee } = await asMember();
  const file = pictureFile("relevé", { width: 12, height: 9 });
  const { id } = await addImage(actor, scenarioId, file);
  expect(await addImage(actor, scenarioId, file)).toEqual({ id });
  expect(await db.scenarioImage.findMany({ where: { scenarioId } })).toMatchObject([
    { id, type: "image/png", width: 12, height: 9, size: file.byteLength, authorId: actor.personId },
  ]);
  expect(await db.auditEvent.count({ where: { action: "scenario.addImage", subjectId: scenarioId } })).toBe(1);
  // The whole cohort reads.
  const { type, bytes } = await getImage(await actorOf(otherTrainee), scenarioId, id);
  expect(type).toBe("image/png");
  expect(Buffer.compare(bytes, file)).toBe(0);
});

test.each<[string, Uint8Array<ArrayBuffer>, string]>([
  ["nothing", new Uint8Array(), "scenario.imageMissing"],
  ["an SVG", asTyped('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), "scenario.imageUnreadable"],
  ["a page named image.png", asTyped("<!doctype html><script>alert(1)</script>"), "scenario.imageUnreadable"],
  ["a picture of too many points", bomb(), "scenario.imageTooLarge"],
  ["a heavy picture", heavy(5 * MB + 1, "lourd"), "scenario.imageTooHeavy"],
])("%s is refused and nothing is kept", async (_what, file, key) => {
  const { scenarioId, actor } = await asMember();
  await expect(addImage(actor, scenarioId, file)).rejects.toMatchObject({ code: "invalid", key });
  expect(await kept(scenarioId)).toBe(0);
});

/** A PNG whose header promises 30 000 × 30 000 points. */
function bomb(): Uint8Array<ArrayBuffer> {
  const file = pictureFile("bombe");
  new DataView(file.buffer).setUint32(16, 30_000);
  new DataView(file.buffer).setUint32(20, 30_000);
  return file;
}

test("a scenario holds fifty megabytes of images, however many are sent at once", async () => {
  const { scenarioId, actor } = await asMember();
  for (let n = 0; n < 9; n++) await addImage(actor, scenarioId, heavy(5 * MB, `${n}`));
  const sent = await Promise.allSettled(
    ["a", "b", "c"].map((note) => addImage(actor, scenarioId, heavy(5 * MB, note))),
  );
  expect(sent.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  const refused = sent.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  for (const reason of refused)
    expect(reason).toMatchObject({ code: "conflict", key: "scenario.imagesFull", facts: { used: 50, quota: 50 } });
  expect(await kept(scenarioId)).toBe(10);
});

test("only those who write add, only those who read see, and an image stays in its scenario", async () => {
  const { scenarioId, referent, otherTrainee, cohort } = await asMember();
  const { id } = await aPicture(scenarioId, referent.id);
  const file = pictureFile("autre");
  await expect(addImage(await actorOf(otherTrainee), scenarioId, file)).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await actorOf(await aPerson());
  await expect(addImage(stranger, scenarioId, file)).rejects.toMatchObject({ code: "not_found" });
  await expect(getImage(stranger, scenarioId, id)).rejects.toMatchObject({ code: "not_found" });
  const elsewhere = await aScenario();
  const there = await actorOf(elsewhere.referent);
  await expect(getImage(there, elsewhere.scenarioId, id)).rejects.toMatchObject({ code: "not_found" });
  const newcomer = await actorOf(await aTrainee(cohort));
  expect((await getImage(newcomer, scenarioId, id)).type).toBe("image/png");
  expect(await kept(scenarioId)).toBe(1);
});
