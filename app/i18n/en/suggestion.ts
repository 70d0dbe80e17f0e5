const many = (count: number, one: string, more: string) => `${count} ${count > 1 ? more : one}`;

export default {
  mode: { label: "Write or suggest", write: "Write", suggest: "Suggest" },
  look: {
    label: "Suggestions",
    all: "Shown in the text",
    accepted: "As if all were accepted",
    without: "Hidden",
  },
  title: (facts: { count: number }) => many(facts.count, "suggestion", "suggestions"),
  all: "All suggestions",
  allOf: "Suggestions: {name}",
  one: "Suggestion: {words}",
  by: "{name}, {at:datetime}",
  someone: "Somebody who no longer writes here",
  adds: "Adds:",
  deletes: "Removes:",
  joins: "Joins two paragraphs",
  and: "and",
  wordless: {
    image: (facts: { count: number }) => (facts.count > 1 ? `${facts.count} images` : "an image"),
    competence: (facts: { count: number }) => (facts.count > 1 ? `${facts.count} competences` : "a competence"),
    table: (facts: { count: number }) => (facts.count > 1 ? `${facts.count} empty tables` : "an empty table"),
    phase: (facts: { count: number }) =>
      facts.count > 1 ? `${facts.count} phases without text` : "a phase without text",
    block: (facts: { count: number }) =>
      facts.count > 1 ? `${facts.count} blocks without text` : "a block without text",
  },
  addsBlock: "Adds a block",
  deletesBlock: "Removes a block",
  accept: "Accept",
  reject: "Reject",
  settled: {
    accept: (facts: { count: number }) => many(facts.count, "suggestion accepted.", "suggestions accepted."),
    reject: (facts: { count: number }) => many(facts.count, "suggestion rejected.", "suggestions rejected."),
  },
  block: { insertion: "Suggested block", deletion: "Block to remove", join: "To join with the paragraph before" },
  refused:
    "This cannot be suggested: only words and blocks can. Nothing has changed. For form, the settings of a phase or the rows of a table, choose “Write”.",
  waiting: (facts: { count: number }) =>
    facts.count > 1
      ? `${facts.count} suggestions wait for a decision: they show in the editor, not here.`
      : "One suggestion waits for a decision: it shows in the editor, not here.",
};
