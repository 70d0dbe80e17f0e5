import { Node } from "@tiptap/core";
import { type Citation, citation, citationKey } from "./lesson";

export type CompetenceWords = {
  /** « C2i2e » for C2I2E; the code itself where unknown. */
  framework: string;
  label: string;
};
type CompetenceOptions = {
  /** By `citationKey`; what is not found shows its code alone. */ words: Readonly<Record<string, CompetenceWords>>;
};

/** A cited competence. Its words are looked up by (framework, version, code): they are not part of the text. */
export const Competence = Node.create<CompetenceOptions>({
  name: "competence",
  group: "lesson",
  atom: true,

  addOptions() {
    return { words: {} };
  },

  addAttributes() {
    const from = (name: keyof Citation) => (element: HTMLElement) => citationIn(element)?.[name] ?? "";
    return {
      framework: { default: "", parseHTML: from("framework") },
      version: { default: "", parseHTML: from("version") },
      code: { default: "", parseHTML: from("code") },
    };
  },

  parseHTML() {
    return [{ tag: "p[data-competence]", getAttrs: (element) => (citationIn(element) ? null : false) }];
  },

  renderHTML({ node }) {
    const cited = citation(node.attrs);
    if (!cited) return ["p", { class: "ep-competence" }, "?"];
    const { framework = cited.framework, label = cited.version } = wordsOf(this.options.words, cited) ?? {};
    return [
      "p",
      { class: "ep-competence", "data-competence": citationKey(cited) },
      ["strong", {}, `${framework} ${cited.code}`],
      ["span", {}, ` ${label}`],
    ];
  },
});

function wordsOf(words: CompetenceOptions["words"], cited: Citation): CompetenceWords | undefined {
  const key = citationKey(cited);
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

function citationIn(element: HTMLElement): Citation | null {
  const [framework, version, code] = (element.getAttribute("data-competence") ?? "").split("/");
  return citation({ framework, version, code });
}
