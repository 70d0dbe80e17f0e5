import type { Editor } from "@tiptap/react";
import { type ReactNode, useId } from "react";
import type * as Y from "yjs";
import type { ScenarioProvider } from "~/components/scenario/provider.client";
import { Icon } from "~/components/ui/icon";
import { useT } from "~/i18n/use-t";
import { CommentsAround } from "./around";
import { CommentPanel } from "./panel.client";
import { useComments } from "./use-comments.client";

type Props = {
  editor: Editor;
  document: Y.Doc;
  provider: ScenarioProvider;
  scenarioId: string;
  /** Filled with what a click on a passage does. */
  onChoose: { current: (threadId: string) => void };
  children: ReactNode;
};

/** The text with its comments beside it, or in a sheet below on a narrow screen. */
export function CommentsBeside({ children, ...around }: Props) {
  const t = useT();
  const id = useId();
  const { scenarioId } = around;
  const { people, send, unsent, onDeed, open, toggle, comment, said, panel } = useComments(around, id);
  return (
    <CommentsAround value={{ scenarioId, people, send, unsent, onDeed }}>
      <div className={`ep-beside ${open ? "ep-beside--open" : ""}`}>
        <div className="ep-beside__bar">
          <button
            type="button"
            className="ep-toolbar__button ep-toolbar__button--comment"
            title={t("comment.commentKeys", { keys: "Ctrl+Alt+M" })}
            // The passage stays chosen in the text.
            onMouseDown={(event) => event.preventDefault()}
            onClick={comment}
          >
            <Icon name="comment" />
            {t("comment.comment")}
          </button>
          <button type="button" className="ep-toolbar__button" aria-expanded={open} aria-controls={id} onClick={toggle}>
            {t("comment.toggle", { count: panel.counts.open })}
          </button>
          <p role="status" className="fr-sr-only">
            {said}
          </p>
        </div>
        <div className="ep-beside__text">{children}</div>
        <div className="ep-beside__panel" hidden={!open}>
          <CommentPanel id={id} {...panel} />
        </div>
      </div>
    </CommentsAround>
  );
}
