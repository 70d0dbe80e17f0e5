import type { Editor } from "@tiptap/core";
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { Icon } from "~/components/ui/icon";
import { blockAt, moveBlock, moveTo } from "~/editor/placing";
import { useT } from "~/i18n/use-t";
import { blockOf, type Place, placeNear, positionOf } from "./block-places";
import { useMoved } from "./block-tools";

/** Nearer than this to an edge of the window, the page goes on; so far at each frame. In pixels. */
const EDGE = 72;
const STRIDE = 10;
/** A press that moved less is a click. */
const SLACK = 5;

/**
 * A handle beside the block that is pointed at, or written in: dragged with a mouse, a pen or a finger, or pressed for
 * two buttons. From the keyboard, Alt and an arrow do the same. `around` is what it is placed in. By pointer events: the
 * dragging of HTML does not begin under every finger.
 */
export function Grip({ editor, around }: { editor: Editor; around: RefObject<HTMLElement> }) {
  const t = useT();
  const done = useMoved(editor);
  const { block, setBlock } = useBlock(editor, around);
  const [place, setPlace] = useState<Place | null>(null);
  // The buttons belong to one block: they do not follow the pointer to another.
  const [opened, setOpened] = useState<HTMLElement | null>(null);
  const open = opened !== null && opened === block;
  const press = useRef<{ x: number; y: number; dragging: boolean } | null>(null);

  const stop = () => {
    press.current = null;
    setPlace(null);
  };
  useDragging(place !== null, press, stop, (height) => block && setPlace(placeNear(editor.view, block, height)));

  const origin = around.current?.getBoundingClientRect();
  if (!block?.isConnected || !origin) return null;
  const box = block.getBoundingClientRect();

  const take = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    press.current = { x: event.clientX, y: event.clientY, dragging: false };
  };
  const drag = ({ clientX, clientY }: PointerEvent) => {
    const held = press.current;
    if (!held) return;
    if (!held.dragging && Math.hypot(clientX - held.x, clientY - held.y) < SLACK) return;
    press.current = { x: clientX, y: clientY, dragging: true };
    setOpened(null);
    setPlace(placeNear(editor.view, block, clientY));
  };
  const follow = (landed: number | null) => {
    const now = landed === null ? null : editor.view.nodeDOM(landed);
    if (!(now instanceof HTMLElement)) return;
    setBlock(now);
    if (open) setOpened(now);
  };
  const drop = () => {
    const held = press.current;
    stop();
    if (!held) return;
    if (!held.dragging) return setOpened(open ? null : block);
    const at = positionOf(editor.view, block);
    const target = placeNear(editor.view, block, held.y)?.target;
    if (at === null || target === undefined || !editor.isEditable) return;
    follow(done(moveTo(editor.state, at, target), target < at ? "up" : "down"));
  };
  const step = (way: "up" | "down") => {
    const at = positionOf(editor.view, block);
    if (at !== null && editor.isEditable) follow(done(moveBlock(editor.state, at, way), way));
  };

  return (
    <>
      <div className="ep-grip" style={{ top: box.top - origin.top, left: box.left - origin.left }}>
        <button
          type="button"
          className="ep-grip__handle"
          tabIndex={-1}
          aria-label={t("scenario.block.grip")}
          title={t("scenario.block.grip")}
          aria-expanded={open}
          onPointerDown={take}
          onPointerMove={drag}
          onPointerUp={drop}
          onPointerCancel={stop}
        >
          <Icon name="grip" />
        </button>
        {open && (
          <div className="ep-grip__steps">
            {(["up", "down"] as const).map((way) => (
              <button key={way} type="button" className="fr-btn fr-btn--tertiary" onClick={() => step(way)}>
                <Icon name={`chevron-${way}`} />
                {t(way === "up" ? "scenario.block.stepUp" : "scenario.block.stepDown")}
              </button>
            ))}
          </div>
        )}
      </div>
      {place && (
        <div
          className="ep-drop"
          style={{ top: place.top - origin.top, left: place.left - origin.left, width: place.width }}
        />
      )}
    </>
  );
}

/** The block pointed at; without a pointer over the text, the one that holds the caret. Drawn again when it moves. */
function useBlock(editor: Editor, around: RefObject<HTMLElement>) {
  const [block, setBlock] = useState<HTMLElement | null>(null);
  const [, draw] = useState(0);
  useEffect(() => {
    const container = around.current;
    const { view } = editor;
    const point = (event: Event) => {
      const pressed = event instanceof globalThis.PointerEvent && event.buttons > 0;
      const pointed = pressed ? null : blockOf(view, event.target);
      if (pointed) setBlock(pointed);
    };
    const write = () => {
      const at = blockAt(editor.state);
      const written = at === null ? null : view.nodeDOM(at);
      if (view.hasFocus() && written instanceof HTMLElement) setBlock(written);
    };
    const redraw = () => requestAnimationFrame(() => draw((count) => count + 1));
    const resized = new ResizeObserver(redraw);
    if (container) resized.observe(container);
    container?.addEventListener("pointerover", point);
    editor.on("selectionUpdate", write);
    editor.on("transaction", redraw);
    return () => {
      resized.disconnect();
      container?.removeEventListener("pointerover", point);
      editor.off("selectionUpdate", write);
      editor.off("transaction", redraw);
    };
  }, [editor, around]);
  return { block, setBlock };
}

type Press = RefObject<{ y: number } | null>;

/** While a block is dragged: Escape lets go, and the page follows a pointer near its edges. */
function useDragging(dragging: boolean, press: Press, stop: () => void, show: (height: number) => void) {
  const latest = useRef({ stop, show });
  latest.current = { stop, show };
  useEffect(() => {
    if (!dragging) return;
    let frame = 0;
    const scroll = () => {
      const height = press.current?.y ?? window.innerHeight / 2;
      const way = height < EDGE ? -STRIDE : height > window.innerHeight - EDGE ? STRIDE : 0;
      if (way) {
        window.scrollBy(0, way);
        latest.current.show(height);
      }
      frame = requestAnimationFrame(scroll);
    };
    const letGo = (event: KeyboardEvent) => {
      if (event.key === "Escape") latest.current.stop();
    };
    frame = requestAnimationFrame(scroll);
    window.addEventListener("keydown", letGo);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("keydown", letGo);
    };
  }, [dragging, press]);
}
