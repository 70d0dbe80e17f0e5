import { Extension } from "@tiptap/core";
import { Fragment, Slice } from "@tiptap/pm/model";
import { type EditorState, Plugin, Selection, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type * as Y from "yjs";
import { Draft } from "~/editor/draft";
import { writeChanges } from "~/editor/shared-text";
import { type Author, asSuggestion, suggestBreak, withoutSuggestions } from "~/editor/suggesting";
import { type BlockSuggestion, type Suggestion, suggestionOf } from "~/editor/suggestion";
import { settle, settleBreaks, type Verdict } from "~/editor/suggestions";

type Options = {
  fragment: Y.XmlFragment | null;
  /** Null while this person writes and suggests nothing. */
  author: () => Author | null;
  /** Whether what was tried last could not be suggested. */
  onTried: (refused: boolean) => void;
  blockWords: Record<BlockSuggestion["kind"], string>;
};

declare module "@tiptap/core" {
  interface Storage {
    suggesting: { settle: (verdict: Verdict, wanted: (suggestion: Suggestion) => boolean) => void };
  }
}

/** Marks what the editor itself decides about suggestions: it is written, not suggested. */
const DECIDED = "suggestion decided";

/** Suggests what would else be done, as long as there is an author; accepts and rejects. */
export const Suggesting = Extension.create<Options, { settle: (v: Verdict, w: (s: Suggestion) => boolean) => void }>({
  name: "suggesting",
  // Before the keys and the rules of the blocks.
  priority: 2_000,

  addOptions: () => ({
    fragment: null,
    author: () => null,
    onTried: () => {},
    blockWords: { insertion: "", deletion: "", join: "" },
  }),

  addStorage() {
    return { settle: () => {} };
  },

  onCreate() {
    this.storage.settle = (verdict, wanted) => {
      const { view } = this.editor;
      const draft = new Draft(view.state.tr);
      settle(draft, verdict, wanted);
      write(view, this.options.fragment, draft);
      if (verdict === "reject") return;
      const { tr } = view.state;
      settleBreaks(tr, wanted);
      if (tr.docChanged) view.dispatch(tr.setMeta(DECIDED, true));
    };
  },

  dispatchTransaction({ transaction, next }) {
    const author = this.options.author();
    const { view } = this.editor;
    const fromOutside = transaction.getMeta(ySyncPluginKey) || transaction.getMeta(DECIDED);
    if (!author || !transaction.docChanged || fromOutside || !transaction.before.eq(view.state.doc)) {
      next(transaction);
      return;
    }
    const draft = asSuggestion(transaction, view.state, author);
    if (draft) write(view, this.options.fragment, draft);
    this.options.onTried(!draft);
  },

  addProseMirrorPlugins() {
    const { options } = this;
    return [
      new Plugin({
        props: {
          decorations: (state) => blockDecorations(state, options.blockWords),
          transformCopied: bare,
          transformPasted: bare,
          // Rules that make a list or a heading of what is typed would be refused, and the sign lost.
          handleTextInput(view, from, to, text) {
            if (!options.author()) return false;
            view.dispatch(view.state.tr.insertText(text, from, to).scrollIntoView());
            return true;
          },
          handleKeyDown(view, event) {
            const author = options.author();
            if (!author || event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return false;
            const draft = suggestBreak(view.state, author);
            if (draft) write(view, options.fragment, draft);
            options.onTried(!draft);
            return true;
          },
        },
      }),
    ];
  },
});

/** Into the shared text, from where the binding brings it into the editor; the caret follows. */
function write(view: EditorView, fragment: Y.XmlFragment | null, { tr, changes }: Draft): void {
  if (!changes || !fragment) {
    view.dispatch(tr.setMeta(DECIDED, true));
    return;
  }
  if (changes.length > 0) writeChanges(fragment, tr.before, changes);
  const { doc } = view.state;
  if (doc.content.size !== tr.doc.content.size) return;
  const moved: Transaction = view.state.tr.setSelection(Selection.fromJSON(doc, tr.selection.toJSON()));
  view.dispatch(tr.scrolledIntoView ? moved.scrollIntoView() : moved);
}

const bare = (slice: Slice): Slice => {
  const nodes = slice.content.content.map(withoutSuggestions);
  return new Slice(Fragment.fromArray(nodes), slice.openStart, slice.openEnd);
};

function blockDecorations({ doc }: EditorState, words: Options["blockWords"]): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, at) => {
    const suggestion = node.isText ? null : suggestionOf(node);
    if (!suggestion) return;
    const { kind } = suggestion;
    found.push(
      Decoration.node(at, at + node.nodeSize, {
        class: `ep-suggested ep-suggested--${kind}`,
        "data-suggested": words[kind],
      }),
    );
  });
  return DecorationSet.create(doc, found);
}
