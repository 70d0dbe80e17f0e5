import type { JSONContent } from "@tiptap/core";
import { imageId, imageTypes } from "~/editor/images";
import { unsafeFindImage } from "../scenario/images.server";
import type { Picture } from "./tree";

/**
 * Bytes of pictures in one file: what is beyond keeps its words and its address only. In base64, with the text, less
 * than a file that comes back may weigh.
 */
const MOST_BYTES = 15_000_000;

/** The pictures a document shows, each once, in their order; for a caller who has asked whether it may be read. */
export async function picturesOf(scenarioId: string, document: JSONContent): Promise<Map<string, Picture>> {
  const pictures = new Map<string, Picture>();
  let bytes = 0;
  for (const id of new Set(idsOf(document))) {
    const found = await unsafeFindImage(scenarioId, id);
    const type = imageTypes.find((known) => known === found?.type);
    if (!found || !type || bytes + found.bytes.length > MOST_BYTES) continue;
    bytes += found.bytes.length;
    pictures.set(id, { ...found, type });
  }
  return pictures;
}

/** The images a document names, as often as it does. */
export function idsOf({ type, attrs, content = [] }: JSONContent): string[] {
  const id = type === "image" ? imageId(attrs?.imageId) : null;
  return [...(id ? [id] : []), ...content.flatMap(idsOf)];
}
