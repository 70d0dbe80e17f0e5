import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useT } from "~/i18n/use-t";

type Tool = {
  name: "bold" | "italic" | "heading" | "subheading" | "bulletList" | "orderedList" | "phase" | "undo" | "redo";
  keys: string;
  run: (editor: Editor) => boolean;
  isOn?: (editor: Editor) => boolean;
};

const tools: Tool[] = [
  { name: "bold", keys: "Ctrl+B", run: (e) => e.chain().focus().toggleBold().run(), isOn: (e) => e.isActive("bold") },
  {
    name: "italic",
    keys: "Ctrl+I",
    run: (e) => e.chain().focus().toggleItalic().run(),
    isOn: (e) => e.isActive("italic"),
  },
  {
    name: "heading",
    keys: "Ctrl+Alt+2",
    run: (e) => e.chain().focus().toggleHeading({ level: 2 }).run(),
    isOn: (e) => e.isActive("heading", { level: 2 }),
  },
  {
    name: "subheading",
    keys: "Ctrl+Alt+3",
    run: (e) => e.chain().focus().toggleHeading({ level: 3 }).run(),
    isOn: (e) => e.isActive("heading", { level: 3 }),
  },
  {
    name: "bulletList",
    keys: "Ctrl+Maj+8",
    run: (e) => e.chain().focus().toggleBulletList().run(),
    isOn: (e) => e.isActive("bulletList"),
  },
  {
    name: "orderedList",
    keys: "Ctrl+Maj+7",
    run: (e) => e.chain().focus().toggleOrderedList().run(),
    isOn: (e) => e.isActive("orderedList"),
  },
  { name: "phase", keys: "Ctrl+Alt+P", run: (e) => e.chain().focus().insertPhase().run() },
  { name: "undo", keys: "Ctrl+Z", run: (e) => e.chain().focus().undo().run() },
  { name: "redo", keys: "Ctrl+Y", run: (e) => e.chain().focus().redo().run() },
];

/** Buttons with words; each says its keys. */
export function Toolbar({ editor }: { editor: Editor }) {
  const t = useT();
  const on = useEditorState({
    editor,
    selector: ({ editor: current }) => tools.map(({ isOn }) => isOn?.(current) ?? null),
  });
  return (
    <fieldset className="ep-toolbar">
      <legend className="fr-sr-only">{t("scenario.toolbar.label")}</legend>
      {tools.map(({ name, keys, run }, place) => {
        const label = t(`scenario.toolbar.${name}`);
        return (
          <button
            key={name}
            type="button"
            className={`ep-toolbar__button ep-toolbar__button--${name}`}
            title={t("scenario.toolbar.withKeys", { label, keys })}
            aria-pressed={on[place] ?? undefined}
            // The caret stays where it is in the text.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(editor)}
          >
            {label}
          </button>
        );
      })}
    </fieldset>
  );
}
