import { createHash } from "node:crypto";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import type { Actor } from "../actor";
import { audit } from "../audit/commands.server";
import { authorize } from "../authorize";
import { refuse } from "../errors";
import { scenarioPolicy } from "./policy";
import { readableSubject } from "./queries.server";
import { isTooLarge, pictureLimits, readPicture } from "./rules/picture";

const MB = 1024 * 1024;

/** Whether the actor may add images here; asked before a file is read. @throws not_found, forbidden */
export async function authorizeImages(actor: Actor, scenarioId: string): Promise<void> {
  authorize(actor, scenarioPolicy, "scenario.edit", await readableSubject(actor, scenarioId));
}

/**
 * Keeps an image for a scenario and returns its id; the same file sent again keeps its id. What it is, its content says.
 * @throws invalid (not an image, too heavy, too many points, no room left), not_found, forbidden
 */
export async function addImage(
  actor: Actor,
  scenarioId: string,
  file: Uint8Array<ArrayBuffer>,
): Promise<{ id: string }> {
  await authorizeImages(actor, scenarioId);
  if (file.byteLength === 0) throw refuse("invalid", "scenario.imageMissing", {}, "file");
  if (file.byteLength > pictureLimits.bytes) throw refuse("invalid", "scenario.imageTooHeavy", {}, "file");
  const picture = readPicture(file);
  if (!picture) throw refuse("invalid", "scenario.imageUnreadable", {}, "file");
  const { type, width, height } = picture;
  if (isTooLarge(picture)) throw refuse("invalid", "scenario.imageTooLarge", { width, height }, "file");
  const sha256 = new Uint8Array(createHash("sha256").update(file).digest());

  return inTransaction(async (tx) => {
    // Two at once would each see room for themselves.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('scenario.image'), hashtext(${scenarioId}))`;
    const known = await tx.scenarioImage.findUnique({
      where: { scenarioId_sha256: { scenarioId, sha256 } },
      select: { id: true },
    });
    if (known) return known;
    const { _sum } = await tx.scenarioImage.aggregate({ where: { scenarioId }, _sum: { size: true } });
    const used = _sum.size ?? 0;
    if (used + file.byteLength > pictureLimits.perScenario)
      throw refuse(
        "conflict",
        "scenario.imagesFull",
        { used: Math.round(used / MB), quota: pictureLimits.perScenario / MB },
        "file",
      );
    const image = await tx.scenarioImage.create({
      data: {
        scenarioId,
        authorId: actor.personId,
        type,
        width,
        height,
        size: file.byteLength,
        sha256,
        bytes: file,
      },
      select: { id: true },
    });
    await audit(tx, {
      action: "scenario.addImage",
      byId: actor.personId,
      subject: "scenario",
      subjectId: scenarioId,
      facts: { imageId: image.id, type, size: file.byteLength },
      at: await businessNow(tx),
    });
    return image;
  });
}

/** One image, for the readers of its scenario. @throws not_found for a stranger, and where it belongs to another one */
export async function getImage(actor: Actor, scenarioId: string, imageId: string) {
  await readableSubject(actor, scenarioId);
  const image = await db.scenarioImage.findFirst({
    where: { id: imageId, scenarioId },
    select: { type: true, bytes: true },
  });
  if (!image) throw refuse("not_found", "scenario.imageNotFound");
  return image;
}

/** One image with its size in pixels, for a caller who has already asked whether the scenario may be read. */
export async function unsafeFindImage(scenarioId: string, imageId: string) {
  return db.scenarioImage.findFirst({
    where: { id: imageId, scenarioId },
    select: { type: true, bytes: true, width: true, height: true },
  });
}
