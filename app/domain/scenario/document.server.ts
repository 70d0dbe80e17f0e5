import { getSchema, type JSONContent } from "@tiptap/core";
import { renderToHTMLString } from "@tiptap/static-renderer/pm/html-string";
import { prosemirrorJSONToYDoc, yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { cleanDocument } from "~/editor/content";
import { modalities } from "~/editor/lesson";
import { fragmentName } from "~/editor/protocol";
import { scenarioExtensions } from "~/editor/schema";
import { type Locale, translator } from "~/i18n/catalogue";
import { logger } from "~/platform/logger.server";
import { loadFromLog } from "./log.server";

/**
 * The first state of a scenario: its title, one empty phase, and a line to write on. Made once, in the transaction that
 * creates the scenario: the same text built twice and merged would stand there twice.
 */
export function firstState(title: string, plannedMinutes: number): Uint8Array {
  const json: JSONContent = {
    type: "doc",
    content: [
      { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: title }] },
      { type: "paragraph" },
      {
        type: "phase",
        attrs: { title: "", minutes: Math.min(10, plannedMinutes), modality: "IN_CLASS" },
        content: [{ type: "paragraph" }],
      },
      { type: "paragraph" },
    ],
  };
  return Y.encodeStateAsUpdate(prosemirrorJSONToYDoc(getSchema(scenarioExtensions), json, fragmentName));
}

/** Applies stored parts; one that cannot be read is set aside and named in the log, never fatal. */
export function applyParts(document: Y.Doc, scenarioId: string, parts: { id: string; bytes: Uint8Array }[]): string[] {
  return parts.flatMap(({ id, bytes }) => {
    try {
      const update = new Uint8Array(bytes);
      Y.decodeUpdate(update);
      Y.applyUpdate(document, update, "log");
      return [id];
    } catch (error) {
      logger.error({ scenarioId, row: id, reason: String(error) }, "a row of the scenario log was set aside");
      return [];
    }
  });
}

/** The text as it is committed now, cleaned of what the schema does not know. */
export async function readDocument(scenarioId: string): Promise<JSONContent> {
  const document = new Y.Doc();
  applyParts(document, scenarioId, await loadFromLog(scenarioId));
  const json = cleanDocument(yXmlFragmentToProsemirrorJSON(document.getXmlFragment(fragmentName)));
  document.destroy();
  return json;
}

/** HTML of a cleaned document, in the reader's language; texts and attributes are escaped by the renderer. */
export function documentHtml(json: JSONContent, locale: Locale): string {
  const t = translator(locale);
  const modalityLabels = Object.fromEntries(modalities.map((name) => [name, t(`scenario.modality.${name}`)]));
  const extensions = scenarioExtensions.map((one) => (one.name === "phase" ? one.configure({ modalityLabels }) : one));
  return renderToHTMLString({ extensions, content: json });
}
