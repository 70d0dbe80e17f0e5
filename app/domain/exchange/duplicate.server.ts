import { randomUUID } from "node:crypto";
import type { JSONContent } from "@tiptap/core";
import { imageId, imageTypes } from "~/editor/images";
import { db } from "~/platform/db.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { refuse } from "../errors";
import { type Beginning, createScenario, type NewImage } from "../scenario/commands.server";
import { readAgreed } from "../scenario/document.server";
import { scenarioPolicy } from "../scenario/policy";
import { findScenarioSubjects } from "../scenario/queries.server";
import { takeUpload } from "./limits.server";
import { idsOf } from "./pictures.server";
import type { Duplicate } from "./schema";

/** An image as it is stored; its type is one of `imageTypes`. */
export type StoredImage = {
  id: string;
  type: string;
  width: number;
  height: number;
  bytes: Uint8Array<ArrayBuffer>;
};

/**
 * A scenario of its own with the text and the images of another one, and its lineage. What stands beside the text
 * (comments, versions) stays behind. Returns its id.
 * @throws not_found for a stranger to the one or to where the copy would be, forbidden, conflict, too_many
 */
export async function duplicateScenario(
  actor: Actor,
  scenarioId: string,
  { cohortId, teamId, title }: Duplicate,
): Promise<{ id: string }> {
  const [subject] = await findScenarioSubjects([scenarioId]);
  if (!subject || !can(actor, scenarioPolicy, "scenario.read", subject)) throw refuse("not_found", "scenario.notFound");
  await takeUpload(actor.accountId);
  const { plannedMinutes, originCredit, originLicence } = await db.scenario.findUniqueOrThrow({
    where: { id: scenarioId },
    select: { plannedMinutes: true, originCredit: true, originLicence: true },
  });
  const { document, images } = await textToCopy(scenarioId);
  const origin = { originId: scenarioId, originPublicationId: null, originCredit, originLicence };
  const input = { cohortId, teamId, title, plannedMinutes };
  return createScenario(actor, input, copyOf(document, images), origin);
}

/**
 * The text alone, as it is committed now and without what is only suggested: what a copy or a publication begins with; for
 * a caller who has asked.
 */
export const documentToCopy = async (scenarioId: string): Promise<JSONContent> =>
  (await readAgreed(scenarioId)).document;

/** The same, with the images of this very scenario that it shows. */
async function textToCopy(scenarioId: string): Promise<{ document: JSONContent; images: StoredImage[] }> {
  const document = await documentToCopy(scenarioId);
  const images = await db.scenarioImage.findMany({
    where: { scenarioId, id: { in: [...new Set(idsOf(document))] } },
    orderBy: { id: "asc" },
    select: { id: true, type: true, width: true, height: true, bytes: true },
  });
  return { document, images };
}

/** A text to begin with, its images under ids of their own. One that is not among `images` leaves its words. */
export function copyOf(document: JSONContent, images: readonly StoredImage[]): Beginning {
  const copies = images.flatMap(({ id, type: stored, width, height, bytes }) => {
    const type = imageTypes.find((known) => known === stored);
    return type ? [{ from: id, image: { id: randomUUID(), type, width, height, bytes } satisfies NewImage }] : [];
  });
  const ids = new Map(copies.map(({ from, image }) => [from, image.id]));
  return { document: renamed(document, ids), images: copies.map(({ image }) => image) };
}

/** The same text, naming its images by their new ids. */
export function renamed(node: JSONContent, ids: ReadonlyMap<string, string>): JSONContent {
  const id = node.type === "image" ? ids.get(imageId(node.attrs?.imageId) ?? "") : undefined;
  return {
    ...node,
    ...(id ? { attrs: { ...node.attrs, imageId: id } } : {}),
    ...(node.content ? { content: node.content.map((child) => renamed(child, ids)) } : {}),
  };
}
