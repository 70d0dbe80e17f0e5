import { Extension } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type * as Y from "yjs";
import { type Anchor, layOut, type Place, placeOf } from "~/editor/anchors";
import { fragmentName } from "~/editor/protocol";

/** After the last key; a passage may have been cut or deleted, which only the shared text can tell. */
const SETTLE_MS = 400;

export type Anchored = { id: string; anchor: Anchor };
/** `draft`: the passage a comment is being written about. */
type Told = { threads: readonly Anchored[]; chosen: string | null; draft: Anchor | null };
type Shown = Told & { places: ReadonlyMap<string, Place | null>; marks: DecorationSet };

const key = new PluginKey<Shown>("comments");
const nothing = { threads: [], chosen: null, draft: null, places: new Map(), marks: DecorationSet.empty };

/** Where each thread stands in the text now; null where its passage is gone. Unknown ids are absent. */
export const placesIn = (state: EditorState): ReadonlyMap<string, Place | null> =>
  (key.getState(state) ?? nothing).places;

/** Tells the editor what to highlight. */
export const telling = (transaction: Transaction, told: Partial<Told>): Transaction =>
  transaction.setMeta(key, told).setMeta("addToHistory", false);

type Options = { document: Y.Doc | null; onChoose: (threadId: string) => void };

/** The passages of comments, drawn over the text: never written into it, so that readers may have them. */
export const CommentHighlights = Extension.create<Options>({
  name: "commentHighlights",
  addOptions: () => ({ document: null, onChoose: () => undefined }),
  addProseMirrorPlugins() {
    const { document, onChoose } = this.options;
    return document ? [highlights(document, onChoose)] : [];
  },
});

export function highlights(document: Y.Doc, onChoose: Options["onChoose"]): Plugin<Shown> {
  return new Plugin<Shown>({
    key,
    state: {
      init: () => nothing,
      apply(transaction, shown) {
        const told = transaction.getMeta(key) as Partial<Told> | undefined;
        if (told) return place(transaction.doc, document, { ...shown, ...told });
        if (!transaction.docChanged) return shown;
        // What others write comes as one replacement of the whole text: nothing can be carried across it. The shared
        // text is ahead of the editor then; for one's own keys it is behind.
        const sync = transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined;
        if (sync?.isChangeOrigin) return place(transaction.doc, document, shown);
        return { ...shown, marks: shown.marks.map(transaction.mapping, transaction.doc) };
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.marks,
      handleClick(view, _pos, event) {
        const mark = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-thread]") : null;
        if (mark?.dataset.thread && view.dom.contains(mark)) onChoose(mark.dataset.thread);
        return false;
      },
    },
    view() {
      let timer: ReturnType<typeof setTimeout> | undefined;
      return {
        update(view, before) {
          if (view.state.doc.eq(before.doc) || key.getState(view.state)?.threads.length === 0) return;
          clearTimeout(timer);
          timer = setTimeout(() => view.dispatch(telling(view.state.tr, {})), SETTLE_MS);
        },
        destroy: () => clearTimeout(timer),
      };
    },
  });
}

function place(doc: PmNode, document: Y.Doc, told: Told): Shown {
  const { threads, chosen, draft } = told;
  if (threads.length === 0 && !draft) return { ...nothing, threads, chosen, draft };
  const layout = layOut(document.getXmlFragment(fragmentName));
  const find = (anchor: Anchor) => {
    const found = placeOf(layout, document, anchor);
    return found && found.to <= doc.content.size ? found : null;
  };
  const places = new Map(threads.map(({ id, anchor }) => [id, find(anchor)]));
  const drafted = draft && find(draft);
  const marks = [...places].flatMap(([id, found]) => (found ? [mark(doc, found, id, id === chosen)] : []));
  if (drafted) marks.push(mark(doc, drafted, null, true));
  return { threads, chosen, draft, places, marks: DecorationSet.create(doc, marks) };
}

function mark(doc: PmNode, { from, to, block }: Place, id: string | null, chosen: boolean): Decoration {
  const attributes = {
    class: `ep-commented-${block ? "block" : "words"}${chosen ? " ep-commented--chosen" : ""}`,
    ...(id ? { "data-thread": id, "aria-details": `fil-${id}` } : {}),
  };
  const whole = block && doc.nodeAt(from)?.nodeSize === to - from;
  return whole
    ? Decoration.node(from, to, attributes)
    : Decoration.inline(from, to, { nodeName: "mark", ...attributes });
}
