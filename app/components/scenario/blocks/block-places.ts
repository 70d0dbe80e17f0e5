import type { EditorView } from "@tiptap/pm/view";
import { mayStand } from "~/editor/placing";

// Blocks as they stand on the page. An element is kept, not a position: whatever the others write meanwhile, a block
// that nobody touched keeps its element.

const INNER = "[data-node-view-content-react]";
const BLOCKS = `.ep-text > *, ${INNER} > *`;

/** The innermost block that holds what is pointed at. */
export function blockOf(view: EditorView, target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof Element) || !view.dom.contains(target)) return null;
  const block = target.closest<HTMLElement>(BLOCKS);
  return block && positionOf(view, block) !== null ? block : null;
}

/** The position of the block in the document; null where it stands there no more. */
export function positionOf(view: EditorView, block: HTMLElement): number | null {
  const parent = block.parentElement;
  if (!parent || !view.dom.contains(block)) return null;
  const at = view.posAtDOM(parent, [...parent.childNodes].indexOf(block));
  return view.nodeDOM(at) === block ? at : null;
}

/** A place where the block may go, and the line to show there, in pixels of the window. */
export type Place = { target: number; top: number; left: number; width: number };

/** The place nearest to a height of the window; null where the block may go nowhere. */
export function placeNear(view: EditorView, block: HTMLElement, height: number): Place | null {
  const from = positionOf(view, block);
  if (from === null) return null;
  let [nearest, distance]: [Place | null, number] = [null, Number.POSITIVE_INFINITY];
  for (const place of placesOf(view)) {
    const away = Math.abs(place.top - height);
    if (away >= distance || !mayStand(view.state.doc, from, place.target)) continue;
    [nearest, distance] = [place, away];
  }
  return nearest;
}

/** Before each block, and after the last of each row of blocks. */
function placesOf(view: EditorView): Place[] {
  const parents = [view.dom, ...view.dom.querySelectorAll(INNER)];
  return parents.flatMap((parent) => {
    const { left, width } = parent.getBoundingClientRect();
    const blocks = [...parent.children].filter((child): child is HTMLElement => child instanceof HTMLElement);
    const places: Place[] = [];
    for (const block of blocks) {
      const at = positionOf(view, block);
      const node = at === null ? null : view.state.doc.nodeAt(at);
      if (at === null || !node) continue;
      const { top, bottom } = block.getBoundingClientRect();
      // The place after a block is the place before the next one: the line stands between them.
      const last = places.at(-1);
      if (last?.target === at) last.top = (last.top + top) / 2;
      else places.push({ target: at, top, left, width });
      places.push({ target: at + node.nodeSize, top: bottom, left, width });
    }
    return places;
  });
}
