import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useT } from "~/i18n/use-t";
import { onToolbarKey } from "./roving";

const tools = [
  { name: "addRow", run: (e: Editor) => e.chain().focus().addRowAfter().run() },
  { name: "removeRow", run: (e: Editor) => e.chain().focus().deleteRow().run() },
  { name: "addColumn", run: (e: Editor) => e.chain().focus().addColumnAfter().run() },
  { name: "removeColumn", run: (e: Editor) => e.chain().focus().deleteColumn().run() },
  { name: "headRow", run: (e: Editor) => e.chain().focus().toggleHeaderRow().run() },
  { name: "headColumn", run: (e: Editor) => e.chain().focus().toggleHeaderColumn().run() },
  { name: "remove", run: (e: Editor) => e.chain().focus().deleteTable().run() },
] as const;

/** What may be done to the table the caret is in; nothing elsewhere. */
export function TableTools({ editor }: { editor: Editor }) {
  const t = useT();
  const inTable = useEditorState({ editor, selector: ({ editor: current }) => current.isActive("table") });
  if (!inTable) return null;
  return (
    <div
      role="toolbar"
      aria-label={t("scenario.table.tools")}
      className="ep-toolbar ep-toolbar--table"
      onKeyDown={onToolbarKey}
    >
      {tools.map(({ name, run }, place) => (
        <button
          key={name}
          type="button"
          tabIndex={place === 0 ? 0 : -1}
          className="ep-toolbar__button"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => run(editor)}
        >
          {t(`scenario.table.${name}`)}
        </button>
      ))}
    </div>
  );
}
