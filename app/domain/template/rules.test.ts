import { getSchema, type JSONContent } from "@tiptap/core";
import { Node } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import { cleanDocument } from "~/editor/content";
import { phasesOf } from "~/editor/lesson";
import { scenarioExtensions } from "~/editor/schema";
import { templateDocument } from "./rules";
import { templateIds } from "./schema";

const cases = templateIds.flatMap((id) => (["fr", "en"] as const).map((locale) => [id, locale] as const));
const typesOf = ({ type = "", content = [] }: JSONContent): string[] => [type, ...content.flatMap(typesOf)];

test.each(cases)("%s in %s is a document of the schema, and cleaning changes nothing", (id, locale) => {
  const document = templateDocument(id, locale, "Les volcans");
  const node = Node.fromJSON(getSchema(scenarioExtensions), document);
  node.check();
  const cleaned = Node.fromJSON(getSchema(scenarioExtensions), cleanDocument(document));
  expect(cleaned.toJSON()).toEqual(node.toJSON());
  expect(node.firstChild?.textContent).toBe("Les volcans");
});

test.each(templateIds)("%s has the same blocks in both languages", (id) => {
  const [fr, en] = [templateDocument(id, "fr", "T"), templateDocument(id, "en", "T")];
  expect(typesOf(en)).toEqual(typesOf(fr));
});

test("the lesson of a team is fifty-five minutes long", () => {
  const phases = phasesOf(templateDocument("TEAM_LESSON", "fr", "T").content ?? []);
  expect(phases.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(55);
});
