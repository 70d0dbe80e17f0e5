import { Fragment, type Mark, type Node as PmNode, Slice } from "@tiptap/pm/model";
import { type EditorState, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Mapping, ReplaceAroundStep, ReplaceStep, type Step } from "@tiptap/pm/transform";
import { Draft } from "./draft";
import { withoutProposalsOf } from "./proposals";
import {
  breakSign,
  isSuggestionMark,
  marksOf,
  readSuggestion,
  type Suggestion,
  suggestedBlocks,
  suggestionOf,
  writeBlockSuggestion,
} from "./suggestion";

/** Whoever suggests. */
export type Author = { by: string; newSuggestion: () => Suggestion };

/**
 * The transaction that proposes what another one would do. Nothing that stands in the text is moved, cut or rewritten, so
 * that it merges with whatever others do meanwhile: words come with a mark, blocks with an attribute, and what is to go
 * stays and says so. One's own proposals are changed in place. Null: this cannot be proposed (form, structure of a table).
 */
export function asSuggestion(wanted: Transaction, state: EditorState, author: Author): Draft | null {
  const proposal = new Proposal(state, author);
  for (const [place, step] of wanted.steps.entries()) {
    // A step speaks of the text the steps before it made; the proposal knows the text there was.
    const back = new Mapping(wanted.mapping.maps.slice(0, place)).invert();
    if (!proposal.take(step, wanted.docs[place] ?? state.doc, back)) return null;
  }
  if (wanted.scrolledIntoView) proposal.tr.scrollIntoView();
  return proposal.draft;
}

/** « Entrée » as a suggestion; null where no line may begin. */
export function suggestBreak(state: EditorState, author: Author): Draft | null {
  const proposal = new Proposal(state, author);
  const { from, to } = state.selection;
  if (from !== to && !proposal.replace(from, to, Slice.empty)) return null;
  if (!proposal.insertBreak(proposal.tr.selection.from)) return null;
  proposal.tr.scrollIntoView();
  return proposal.draft;
}

class Proposal {
  readonly draft: Draft;
  private suggestion: Suggestion | null = null;

  constructor(
    private readonly state: EditorState,
    private readonly author: Author,
  ) {
    this.draft = new Draft(state.tr);
  }

  get tr(): Transaction {
    return this.draft.tr;
  }

  /** @param doc - the text the step speaks of */
  take(step: Step, doc: PmNode, back: Mapping): boolean {
    if (!(step instanceof ReplaceStep) && this.change(step, back)) return true;
    const replaced = replacedBy(step, doc);
    if (!replaced) return false;
    const now = (position: number, side: number) => this.tr.mapping.map(back.map(position, side), side);
    const from = now(replaced.from, 1);
    return this.replace(from, Math.max(from, now(replaced.to, -1)), replaced.slice);
  }

  replace(from: number, to: number, slice: Slice): boolean {
    const { doc } = this.tr;
    const [$from, $to] = [doc.resolve(from), doc.resolve(to)];
    if (inCode($from.parent) || inCode($to.parent) || inTableStructure(doc, from, to)) return false;
    this.suggestion ??= this.near(from, to);
    const wholeText = $from.sameParent($to);
    const before = this.tr.mapping.maps.length;
    this.remove(from, to);
    const later = this.tr.mapping.slice(before);
    const [start, end] = [later.map(from, -1), later.map(to, 1)];
    if (slice.content.size === 0) {
      this.caret(this.erasedForwards(from, to) ? end : start, this.erasedForwards(from, to) ? 1 : -1);
      return true;
    }
    return this.insert(wholeText ? end : start, slice);
  }

  /** « Suppr. » goes on after what it marks, everything else stays before it. */
  private erasedForwards(from: number, to: number): boolean {
    const { selection } = this.state;
    return selection.empty && selection.from === from && to > from;
  }

  private insert(at: number, slice: Slice): boolean {
    const inline = inlineOf(slice);
    if (inline) return this.insertInline(at, inline);
    if (isSplit(slice)) return this.insertBreak(at);
    return this.insertBlocks(at, slice.content);
  }

  private insertInline(at: number, inline: Fragment): boolean {
    const { schema } = this.state;
    const $at = this.tr.doc.resolve(at);
    if (!$at.parent.inlineContent)
      return this.insertBlocks(at, Fragment.from(schema.nodes.paragraph?.create(null, inline)));
    const start = this.afterDeletion(at);
    const inOwnBlock = this.isInOwnBlock(start);
    const within = suggestionsAround(this.tr.doc, start);
    let end = start;
    inline.forEach((node) => {
      const text = node.isText ? (node.text ?? "") : node.type.name === "hardBreak" ? breakSign : "";
      if (text === "") return;
      const form = node.marks.filter(({ type }) => !isSuggestionMark(type.name));
      const ownGoesOn = inOwnBlock || within.some((mark) => this.isMine(readSuggestion(mark.attrs)));
      // A sign that stands for a break says so, inside one's own words too.
      const mine = ownGoesOn && node.isText ? [] : [this.insertion(!node.isText)];
      // Between two breaks words are no break.
      const theirs = node.isText ? within.map(asWords) : within;
      const marks = [...theirs, ...mine].reduce((set, mark) => mark.addToSet(set), form as readonly Mark[]);
      this.draft.insertText(end, text, marks);
      end += text.length;
    });
    this.caret(end, -1);
    return true;
  }

  /** Words that are to go are not written in: what is new stands behind them. */
  private afterDeletion(at: number): number {
    const $at = this.tr.doc.resolve(at);
    let end = at;
    const goes = (node: PmNode | null | undefined) => !!node && marksOf(node, "deletion").length > 0;
    if (!goes($at.nodeBefore) || !goes($at.nodeAfter)) return at;
    for (let index = $at.index(); goes($at.parent.maybeChild(index)); index++) {
      const node = $at.parent.child(index);
      end += index === $at.index() ? node.nodeSize - $at.textOffset : node.nodeSize;
    }
    return end;
  }

  /** A new paragraph: after the block where its text ends here, by a sign in the middle of a text. */
  insertBreak(at: number): boolean {
    const $at = this.tr.doc.resolve(at);
    if (!$at.parent.isTextblock || inCode($at.parent)) return false;
    this.suggestion ??= this.near(at, at);
    if (at < $at.end()) {
      const place = this.afterDeletion(at);
      const marks = suggestionsAround(this.tr.doc, place);
      this.draft.insertText(place, breakSign, this.insertion(true).addToSet(marks));
      this.caret(place + 1, -1);
      return true;
    }
    const { paragraph, listItem } = this.state.schema.nodes;
    if (!paragraph) return false;
    const inItem = listItem && $at.depth > 1 && $at.node(-1).type === listItem;
    const leavesList = inItem && $at.parent.content.size === 0 && $at.depth > 2;
    if (inItem && !leavesList)
      return this.insertBlocks(at, Fragment.from(listItem.create(null, paragraph.create())), $at.after(-1));
    return this.insertBlocks(at, Fragment.from(paragraph.create()), leavesList ? $at.after(-2) : undefined);
  }

  private insertBlocks(at: number, blocks: Fragment, place = this.placeFor(at, blocks)): boolean {
    if (place === null) return false;
    const $place = this.tr.doc.resolve(place);
    const own = $place.depth > 0 && this.isInOwnBlock(place);
    const attribute = this.block("insertion");
    let end = place;
    blocks.forEach((node) => {
      const plain = withoutSuggestions(node);
      this.draft.insertBlock(
        end,
        own ? plain : plain.type.create({ ...plain.attrs, suggestion: attribute }, plain.content),
      );
      end += plain.nodeSize;
    });
    const near = Selection.near(this.tr.doc.resolve(place + 1), 1);
    this.tr.setSelection(near);
    return true;
  }

  /** After the block of that position, as far out as needed. */
  private placeFor(at: number, blocks: Fragment): number | null {
    const $at = this.tr.doc.resolve(at);
    for (let depth = $at.depth; depth >= 0; depth--) {
      const holder = $at.node(depth);
      if (holder.type.spec.tableRole === "row" || holder.type.spec.tableRole === "table") return null;
      if (holder.isTextblock) continue;
      const index = depth === $at.depth ? $at.index(depth) : $at.indexAfter(depth);
      if (!holder.canReplace(index, index, blocks)) continue;
      return depth === $at.depth ? at : $at.after(depth + 1);
    }
    return null;
  }

  private remove(from: number, to: number): void {
    if (from === to) return;
    const later: (() => void)[] = [];
    const { doc } = this.tr;
    doc.nodesBetween(from, to, (node, start, parent, index) => {
      const end = start + node.nodeSize;
      if (node.isText) {
        const [first, last] = [Math.max(start, from), Math.min(end, to)];
        if (this.hasMine(node, "insertion") || this.isInOwnBlock(start))
          later.push(() => this.draft.deleteText(first, last));
        else if (!this.hasMine(node, "deletion")) later.push(() => this.draft.mark(first, last, this.deletion()));
        return false;
      }
      const suggested = suggestionOf(node);
      if (start >= from && end <= to && suggestedBlocks.includes(node.type.name)) {
        if (suggested?.kind === "insertion" && !this.isMine(suggested)) return true;
        if (suggested?.kind === "insertion" || this.isInOwnBlock(start))
          later.push(() => this.draft.removeBlock(start));
        else if (suggested?.kind !== "deletion") later.push(() => this.set(start, this.block("deletion")));
        return false;
      }
      const opens = start >= from && start < to && end > to;
      const before = parent && index > 0 ? parent.child(index - 1) : null;
      if (opens && before && continues(before, node)) {
        if (suggested?.kind === "insertion" && this.isMine(suggested)) later.push(() => this.mergeOwn(start));
        else if (!suggested) later.push(() => this.set(start, this.block("join")));
      }
      return true;
    });
    for (const one of later.reverse()) one();
  }

  /** A paragraph one has proposed goes back into the one before it, its words still proposed. */
  private mergeOwn(start: number): void {
    const node = this.tr.doc.nodeAt(start);
    if (!node?.isTextblock) return;
    const words = node.content;
    this.draft.removeBlock(start);
    if (words.size > 0) this.insertInline(start - 1, words);
  }

  /** A change of form or structure passes where it changes one's own proposals and nothing else. */
  private change(step: Step, back: Mapping): boolean {
    const moved = step.map(back)?.map(this.tr.mapping);
    const done = moved?.apply(this.tr.doc).doc;
    if (!moved || !done) return false;
    const [before, after] = [this.tr.doc, done].map((doc) => withoutProposalsOf(doc, this.author.by));
    return !!before && !!after && before.eq(after) && this.draft.step(moved);
  }

  private isInOwnBlock(at: number): boolean {
    const $at = this.tr.doc.resolve(at);
    for (let depth = $at.depth; depth > 0; depth--) {
      const suggested = suggestionOf($at.node(depth));
      if (suggested?.kind === "insertion" && this.isMine(suggested)) return true;
    }
    return false;
  }

  private hasMine(node: PmNode, name: "insertion" | "deletion"): boolean {
    return marksOf(node, name).some((suggestion) => this.isMine(suggestion));
  }

  private isMine(suggestion: Suggestion | null): boolean {
    return suggestion?.by === this.author.by;
  }

  /** One's own suggestion beside that range goes on; else a new one begins. */
  private near(from: number, to: number): Suggestion {
    const { doc } = this.tr;
    for (const node of [doc.resolve(from).nodeBefore, doc.resolve(to).nodeAfter])
      for (const found of node ? [...marksOf(node, "insertion"), ...marksOf(node, "deletion"), suggestionOf(node)] : [])
        if (found && this.isMine(found)) return { id: found.id, by: found.by, at: found.at };
    const $from = doc.resolve(from);
    for (let depth = $from.depth; depth > 0; depth--) {
      const around = suggestionOf($from.node(depth));
      if (around && this.isMine(around)) return { id: around.id, by: around.by, at: around.at };
    }
    return this.author.newSuggestion();
  }

  private current = (): Suggestion => (this.suggestion ??= this.author.newSuggestion());
  private insertion = (breaks: boolean): Mark =>
    this.state.schema.mark("insertion", { ...this.current(), break: breaks });
  private deletion = (): Mark => this.state.schema.mark("deletion", { ...this.current() });
  private block = (kind: "insertion" | "deletion" | "join"): string =>
    writeBlockSuggestion({ kind, ...this.current() });
  private set = (at: number, attribute: string) => this.draft.suggest(at, attribute);

  private caret(at: number, side: number): void {
    const $at = this.tr.doc.resolve(at);
    this.tr.setSelection($at.parent.inlineContent ? TextSelection.create(this.tr.doc, at) : Selection.near($at, side));
  }
}

const inCode = (node: PmNode) => node.type.spec.code === true;

/** The mark of a break, as words between two breaks bear it. */
const asWords = (mark: Mark): Mark => (mark.attrs.break ? mark.type.create({ ...mark.attrs, break: false }) : mark);

/** The suggestions whoever writes there writes in: those on both sides. */
function suggestionsAround(doc: PmNode, at: number): readonly Mark[] {
  const { nodeBefore, nodeAfter } = doc.resolve(at);
  return (nodeBefore?.marks ?? []).filter(
    (mark) => isSuggestionMark(mark.type.name) && nodeAfter && mark.isInSet(nodeAfter.marks),
  );
}

/** Rows and cells come and go with their table only. */
function inTableStructure(doc: PmNode, from: number, to: number): boolean {
  let touched = false;
  doc.nodesBetween(from, to, (node, start) => {
    if (
      /^(row|cell|header_cell)$/.test(node.type.spec.tableRole ?? "") &&
      start >= from &&
      start + node.nodeSize <= to
    ) {
      const $start = doc.resolve(start);
      for (let depth = $start.depth; depth > 0; depth--)
        if ($start.node(depth).type.spec.tableRole === "table")
          touched ||= $start.before(depth) < from || $start.after(depth) > to;
    }
    return !touched;
  });
  const holder = doc.resolve(from).parent.type.spec.tableRole;
  return touched || holder === "row" || holder === "table";
}

/** Whether a block could go on in the one before it. */
export function continues(before: PmNode, node: PmNode): boolean {
  if (before.isTextblock && node.isTextblock) return !inCode(before) && !inCode(node);
  return node.type.name === "listItem" && before.type === node.type;
}

/** The words of a slice that holds no more than a line; null for blocks. */
function inlineOf({ content, openStart, openEnd }: Slice): Fragment | null {
  let inside = content;
  for (let depth = 0; ; depth++) {
    if (inside.firstChild?.isInline) return inside;
    const only = inside.childCount === 1 ? inside.firstChild : null;
    if (!only || depth >= openStart || depth >= openEnd || only.isLeaf) return null;
    inside = only.content;
  }
}

/** What « Entrée » makes: two halves of a block with nothing in them. */
function isSplit({ content, openStart, openEnd }: Slice): boolean {
  if (openStart === 0 || openEnd === 0 || content.childCount !== 2) return false;
  return !hasWords(content);
}

/** Words, or what says something without any. */
function hasWords(content: Fragment): boolean {
  let words = false;
  content.descendants((node) => {
    words ||= node.isText || (node.isLeaf && !node.isTextblock);
    return !words;
  });
  return words;
}

/** A node as if nothing were suggested on it: what is copied is text. */
export function withoutSuggestions(node: PmNode): PmNode {
  if (node.isText) return node.mark(node.marks.filter(({ type }) => !isSuggestionMark(type.name)));
  const children: PmNode[] = [];
  node.content.forEach((child) => {
    children.push(withoutSuggestions(child));
  });
  const attrs = "suggestion" in node.attrs ? { ...node.attrs, suggestion: null } : node.attrs;
  return node.type.create(attrs, children, node.marks);
}

/**
 * What a step takes out and puts in. From one line into another at another depth it also moves the rest of the second one
 * up; a proposal moves nothing. Null: it changes form or structure, or puts in more than a line there.
 */
function replacedBy(step: Step, doc: PmNode): { from: number; to: number; slice: Slice } | null {
  if (step instanceof ReplaceStep) return step;
  if (!(step instanceof ReplaceAroundStep) || step.toJSON().structure) return null;
  const { from, gapFrom: to, slice } = step;
  if (![from, to].every((end) => doc.resolve(end).parent.isTextblock)) return null;
  if (!hasWords(slice.content)) return { from, to, slice: Slice.empty };
  const inline = inlineOf(new Slice(slice.content, slice.openStart, slice.openStart));
  return inline && { from, to, slice: new Slice(inline, 0, 0) };
}
