import type { JSONContent } from "@tiptap/core";
import { h } from "./blocks";
import { english } from "./english";
import { french } from "./french";
import type { TemplateId } from "./schema";

/** The document of a template under the title of its scenario. */
export function templateDocument(id: TemplateId, locale: "fr" | "en", title: string): JSONContent {
  return { type: "doc", content: [h(2, title), ...{ fr: french, en: english }[locale][id]] };
}
