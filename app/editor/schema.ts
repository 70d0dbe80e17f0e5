import { type Extensions, Node } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { Competence } from "./competence";
import { Image } from "./image";
import { isAllowedLink } from "./links";
import { Part } from "./part";
import { Phase } from "./phase";
import { BlockSuggestions, Deletion, Insertion } from "./suggestion";
import { tables } from "./table";

/** Phases stand at the first level only. */
const LessonPlan = Node.create({ name: "doc", topNode: true, content: "(block | lesson)+" });

/**
 * The one list of node and mark types, for the browser, real time, and workers. Only additions are allowed, each with a
 * new `schemaVersion`: an editor deletes what its schema does not know.
 */
export const scenarioExtensions: Extensions = [
  LessonPlan,
  StarterKit.configure({
    document: false,
    // Undo belongs to the shared document: each person undoes their own changes.
    undoRedo: false,
    // It would write into the document of somebody who only reads.
    trailingNode: false,
    // The page has the only h1.
    heading: { levels: [2, 3] },
    link: {
      openOnClick: false,
      defaultProtocol: "https",
      isAllowedUri: (url) => isAllowedLink(url),
      HTMLAttributes: { rel: "noopener noreferrer nofollow", target: null },
    },
  }),
  Phase,
  Part,
  Competence,
  Image,
  ...tables(),
  Insertion,
  Deletion,
  BlockSuggestions,
];
