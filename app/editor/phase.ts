import { mergeAttributes, Node } from "@tiptap/core";
import {
  type PhaseGrouping,
  type PhaseModality,
  phaseGrouping,
  phaseMinutes,
  phaseModality,
  phasePlace,
  phaseTitle,
} from "./lesson";

type PhaseOptions = {
  /** Written beside the title where the text is only read. */
  modalityLabels: Partial<Record<PhaseModality, string>>;
  groupingLabels: Partial<Record<PhaseGrouping, string>>;
};

/**
 * A block of the lesson plan: title, planned minutes (integer), modality, grouping, place; its text is inside. Parts and
 * competences are named one by one: a name that is both a node and a group would mean the node alone.
 */
export const Phase = Node.create<PhaseOptions>({
  name: "phase",
  group: "lesson",
  content: "(block | part | competence)+",
  defining: true,
  isolating: true,

  addOptions() {
    return { modalityLabels: {}, groupingLabels: {} };
  },

  addAttributes() {
    const from = (name: string) => (element: HTMLElement) => element.getAttribute(`data-${name}`);
    return {
      title: { default: "", parseHTML: (element) => phaseTitle(from("title")(element)) },
      minutes: { default: 0, parseHTML: (element) => phaseMinutes(from("minutes")(element)) },
      modality: { default: "IN_CLASS", parseHTML: (element) => phaseModality(from("modality")(element)) },
      grouping: { default: "", parseHTML: (element) => phaseGrouping(from("grouping")(element)) },
      place: { default: "", parseHTML: (element) => phasePlace(from("place")(element)) },
    };
  },

  parseHTML() {
    return [
      {
        tag: "section[data-phase]",
        contentElement: (element) => element.querySelector<HTMLElement>(".ep-phase__text") ?? element,
      },
    ];
  },

  renderHTML({ node: { attrs } }) {
    const title = phaseTitle(attrs.title);
    const minutes = phaseMinutes(attrs.minutes);
    const modality = phaseModality(attrs.modality);
    const grouping = phaseGrouping(attrs.grouping);
    const place = phasePlace(attrs.place);
    const data = {
      "data-phase": "",
      "data-title": title,
      "data-minutes": minutes,
      "data-modality": modality,
      "data-grouping": grouping,
      "data-place": place,
    };
    const tags = [grouping && this.options.groupingLabels[grouping], this.options.modalityLabels[modality], place];
    const heading = [
      ...(title ? [["h3", { class: "ep-phase__title" }, title]] : []),
      ...tags.flatMap((tag) => (tag ? [["p", { class: "ep-phase__tag" }, tag]] : [])),
    ];
    return [
      "section",
      mergeAttributes(data, { class: "ep-phase" }),
      ["p", { class: "ep-phase__minutes" }, `${minutes} min`],
      [
        "div",
        { class: "ep-phase__body" },
        ["div", { class: "ep-phase__head" }, ...heading],
        ["div", { class: "ep-phase__text" }, 0],
      ],
    ];
  },
});
