import { getSchema, type JSONContent } from "@tiptap/core";
import { prosemirrorJSONToYDoc, yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { cleanDocument } from "~/editor/content";
import { imageAddress } from "~/editor/images";
import { citationKey, citationsOf, groupings, modalities, partKinds } from "~/editor/lesson";
import { fragmentName } from "~/editor/protocol";
import { readingHtml } from "~/editor/reading";
import { scenarioExtensions } from "~/editor/schema";
import { agreed, countSuggestions } from "~/editor/suggestions";
import { type Locale, translator } from "~/i18n/catalogue";
import { logger } from "~/platform/logger.server";
import { competenceLabels } from "../c2i2e/queries.server";
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
        attrs: { title: "", minutes: Math.min(10, plannedMinutes), modality: "IN_CLASS", grouping: "", place: "" },
        content: [{ type: "paragraph" }],
      },
      { type: "paragraph" },
    ],
  };
  return stateOf(json);
}

/** A cleaned document as the first update of a scenario. Two made of one text and merged would hold it twice. */
export function stateOf(json: JSONContent): Uint8Array {
  return Y.encodeStateAsUpdate(prosemirrorJSONToYDoc(getSchema(scenarioExtensions), json, fragmentName));
}

/** The Yjs clients that wrote an update. */
export const clientsOf = (update: Uint8Array): number[] => [
  ...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update)).keys(),
];

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

/** The same while nothing of what is suggested is decided, for whoever reads without the editor. */
export async function readAgreed(scenarioId: string): Promise<{ document: JSONContent; suggestions: number }> {
  const json = await readDocument(scenarioId);
  return { document: agreedDocument(json), suggestions: countSuggestions(json) };
}

/** A cleaned document without what is only suggested. */
export const agreedDocument = (json: JSONContent): JSONContent => cleanDocument(agreed(json));

/** HTML of a cleaned document, in the reader's language, with the labels of the competences it cites. */
export async function documentHtml(
  json: JSONContent,
  scenarioId: string,
  locale: Locale,
  address = (id: string) => imageAddress(scenarioId, id),
): Promise<string> {
  const t = translator(locale);
  const cited = citationsOf(json.content ?? []);
  const labels = await competenceLabels(cited);
  return readingHtml(json, {
    modality: wordsFor(modalities, (name) => t(`scenario.modality.${name}`)),
    grouping: wordsFor(groupings, (name) => t(`scenario.grouping.${name}`)),
    part: wordsFor(partKinds, (name) => t(`scenario.part.${name}`)),
    competences: Object.fromEntries(
      cited.map(({ framework, version, code }) => {
        const key = citationKey({ framework, version, code });
        return [
          key,
          { framework: t.find(`c2i2e.framework.${framework}`) ?? framework, label: labels.get(key) ?? version },
        ];
      }),
    ),
    table: t("scenario.table.label"),
    imageAddress: address,
  });
}

function wordsFor<Name extends string>(names: readonly Name[], word: (name: Name) => string): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, word(name)])) as Record<Name, string>;
}
