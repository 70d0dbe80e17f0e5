import type { JSONContent } from "@tiptap/core";
import { schemaVersion } from "~/editor/protocol";
import { fileFormat, importLimits, type Owed, ScenarioFile } from "./schema";

type Written = {
  title: string;
  plannedMinutes: number;
  document: JSONContent;
  images: Record<string, string>;
  owed?: Owed | null;
};

/** The exchange file. `images`: id → base64; `owed` stands in it as its origin. */
export function toJson({ title, plannedMinutes, document, images, owed }: Written): string {
  const file = {
    format: fileFormat,
    schema: schemaVersion,
    title,
    plannedMinutes,
    ...(owed && { origin: { credit: owed.credit, licence: owed.licence } }),
    document,
    images: Object.fromEntries(Object.entries(images).map(([id, base64]) => [id, { base64 }])),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** Why a file is not taken; a key of the catalogue, under `errors`. */
export type Unread = { ok: false; key: string };

/** Reads an exchange file, as bytes or as text; never deeper nor longer than the limits. Pure, and does not throw. */
export function readFile(given: Uint8Array | string): { ok: true; file: ScenarioFile } | Unread {
  if (given.length > importLimits.file) return unread("tooLarge");
  if (given.length === 0) return unread("fileRequired");
  // A package would have to be opened before one knows what comes out of it.
  if (typeof given !== "string" && isPacked(given)) return unread("packed");
  try {
    const text = (typeof given === "string" ? given : new TextDecoder("utf-8", { fatal: true }).decode(given)).trim();
    if (depthOf(text) > importLimits.depth) return unread("tooDeep");
    return readParsed(JSON.parse(text));
  } catch {
    return unread("notJson");
  }
}

function readParsed(json: unknown): { ok: true; file: ScenarioFile } | Unread {
  const head = json as { format?: unknown; schema?: unknown } | null;
  if (typeof head !== "object" || head?.format !== fileFormat) return unread("otherFile");
  if (typeof head.schema === "number" && head.schema > schemaVersion) return unread("newer");
  const parsed = ScenarioFile.safeParse(json);
  return parsed.success ? { ok: true, file: parsed.data } : unread("incomplete");
}

const unread = (name: string): Unread => ({ ok: false, key: `exchange.${name}` });

/** ZIP, gzip, and the others that begin with the same signs. */
const isPacked = ([first, second]: Uint8Array) =>
  (first === 0x50 && second === 0x4b) || (first === 0x1f && second === 0x8b) || (first === 0x42 && second === 0x5a);

/** How deep the brackets of a JSON text go, read once without building anything. */
export function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (inString) {
      if (sign === 0x5c) at++;
      else if (sign === 0x22) inString = false;
    } else if (sign === 0x22) inString = true;
    else if (sign === 0x5b || sign === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (sign === 0x5d || sign === 0x7d) depth--;
  }
  return deepest;
}

/** Nodes of a document, itself included. */
export const countNodes = ({ content = [] }: JSONContent): number =>
  content.reduce((sum, child) => sum + countNodes(child), 1);
