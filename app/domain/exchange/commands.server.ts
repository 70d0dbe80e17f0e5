import { randomUUID } from "node:crypto";
import { cleanDocument } from "~/editor/content";
import type { Actor } from "../actor";
import { refuse } from "../errors";
import { createScenario, type NewImage } from "../scenario/commands.server";
import { isTooLarge, pictureLimits, readPicture } from "../scenario/rules/picture";
import { renamed } from "./duplicate.server";
import { countNodes, readFile } from "./json";
import { takeUpload } from "./limits.server";
import { type Import, importLimits, type ScenarioFile } from "./schema";

/**
 * A new scenario from an exchange file, with the same text. Its images are kept anew, under ids of their own; one that
 * did not travel leaves its words. What the file owes for a published text, the scenario owes as a copy does. Who wrote it elsewhere is not known here: the actor answers for it. Returns the id of
 * the scenario.
 * @throws invalid with the reason when the file is not taken, too_many; as createScenario does for the place
 */
export async function importScenario(actor: Actor, { cohortId, teamId, file }: Import): Promise<{ id: string }> {
  await takeUpload(actor.accountId);
  const read = readFile(file);
  if (!read.ok) throw refuse("invalid", read.key, {}, "file");
  const { title, plannedMinutes, document: given, images, origin: owed } = read.file;
  const document = cleanDocument(given);
  if (countNodes(document) > importLimits.nodes) throw refuse("invalid", "exchange.tooManyBlocks", {}, "file");
  const kept = imagesOf(images);
  const beginning = { document: renamed(document, kept.ids), images: kept.images, brought: true };
  const origin = owed && {
    originId: null,
    originPublicationId: null,
    originCredit: owed.credit,
    originLicence: owed.licence,
  };
  return createScenario(actor, { cohortId, teamId, title, plannedMinutes }, beginning, origin);
}

/** The images of a file by their content, each once; `ids`: the one of the file → the one here. */
function imagesOf(given: ScenarioFile["images"]): { images: NewImage[]; ids: Map<string, string> } {
  const known = new Map<string, NewImage>();
  const ids = new Map<string, string>();
  let room: number = pictureLimits.perScenario;
  for (const [id, { base64 }] of Object.entries(given)) {
    const bytes = new Uint8Array(Buffer.from(base64, "base64"));
    const picture = bytes.byteLength <= pictureLimits.bytes ? readPicture(bytes) : null;
    room -= bytes.byteLength;
    if (!picture || isTooLarge(picture) || room < 0) throw refuse("invalid", "exchange.imageRefused", {}, "file");
    const image = known.get(base64) ?? { id: randomUUID(), bytes, ...picture };
    known.set(base64, image);
    ids.set(id.toLowerCase(), image.id);
  }
  return { images: [...known.values()], ids };
}
