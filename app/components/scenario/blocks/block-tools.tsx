import type { Editor } from "@tiptap/core";
import { Icon } from "~/components/ui/icon";
import { type Moved, moveBlock } from "~/editor/placing";
import { useT } from "~/i18n/use-t";
import { useBlockSetting } from "./setting";

type Step = "up" | "down";

/** Does a move and says where the block is now, or that there is no further step. Returns where it landed. */
export function useMoved(editor: Editor) {
  const { announce } = useBlockSetting();
  const t = useT();
  return (moved: Moved | null, step: Step): number | null => {
    if (moved) editor.view.dispatch(moved.transaction);
    announce(
      moved ? t("scenario.block.moved", { place: moved.place, count: moved.count }) : t(`scenario.block.edge.${step}`),
    );
    return moved?.at ?? null;
  };
}

/** Moves a block one step. True when there was one to move. */
export function useMove(editor: Editor) {
  const done = useMoved(editor);
  return (at: number | null | undefined, step: Step): boolean => {
    if (typeof at !== "number" || !editor.isEditable) return false;
    done(moveBlock(editor.state, at, step), step);
    return true;
  };
}

type Props = { editor: Editor; getPos: () => number | undefined; name: string; onRemove: () => void };

/** Up, down, remove: quiet until the block is pointed at or written in. */
export function BlockTools({ editor, getPos, name, onRemove }: Props) {
  const t = useT();
  const move = useMove(editor);
  return (
    <div className="ep-block-tools" contentEditable={false}>
      {(["up", "down"] as const).map((step) => (
        <button
          key={step}
          type="button"
          className="ep-icon-button"
          aria-label={t(`scenario.block.${step}`, { name })}
          title={t(`scenario.block.${step}Keys`)}
          onClick={(event) => {
            const button = event.currentTarget;
            move(getPos(), step);
            // The block is drawn anew where it lands: what had the focus keeps it where it can.
            requestAnimationFrame(() => button.isConnected && button.focus());
          }}
        >
          <Icon name={step === "up" ? "chevron-up" : "chevron-down"} />
        </button>
      ))}
      <button
        type="button"
        className="ep-icon-button"
        aria-label={t("scenario.block.remove", { name })}
        title={t("scenario.block.remove", { name })}
        onClick={onRemove}
      >
        <Icon name="trash" />
      </button>
    </div>
  );
}
