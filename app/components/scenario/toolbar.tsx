import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { type RefObject, useEffect, useRef } from "react";
import { Icon } from "~/components/ui/icon";
import { useT } from "~/i18n/use-t";
import { onToolbarKey } from "./roving";

type Tool = {
  name: "bold" | "italic" | "heading" | "subheading" | "bulletList" | "orderedList" | "link" | "undo" | "redo";
  keys: string;
  run: (editor: Editor, askLink: () => void) => void;
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
  { name: "link", keys: "Ctrl+K", run: (_, askLink) => askLink(), isOn: (e) => e.isActive("link") },
  { name: "undo", keys: "Ctrl+Z", run: (e) => e.chain().focus().undo().run() },
  { name: "redo", keys: "Ctrl+Y", run: (e) => e.chain().focus().redo().run() },
];

type Props = {
  editor: Editor;
  menu: { id: string; open: boolean; button: RefObject<HTMLButtonElement>; onOpen: () => void };
  onLink: () => void;
};

/** Buttons with words; each says its keys. One stop for Tab, then arrows; Alt+F10 leads here from the text. */
export function Toolbar({ editor, menu, onLink }: Props) {
  const t = useT();
  const bar = useRef<HTMLDivElement>(null);
  const on = useEditorState({
    editor,
    selector: ({ editor: current }) => tools.map(({ isOn }) => isOn?.(current) ?? null),
  });
  useEffect(() => {
    const reach = (event: KeyboardEvent) => {
      if (event.key !== "F10" || !event.altKey) return;
      event.preventDefault();
      bar.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    };
    const text = editor.view.dom;
    text.addEventListener("keydown", reach);
    return () => text.removeEventListener("keydown", reach);
  }, [editor]);
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t("scenario.toolbar.label")}
      className="ep-toolbar"
      onKeyDown={onToolbarKey}
    >
      <button
        ref={menu.button}
        type="button"
        tabIndex={0}
        className="ep-toolbar__button ep-toolbar__button--add"
        aria-haspopup="menu"
        aria-expanded={menu.open}
        aria-controls={menu.open ? menu.id : undefined}
        title={t("scenario.toolbar.withKeys", { label: t("scenario.menu.open"), keys: "/" })}
        onMouseDown={(event) => event.preventDefault()}
        onClick={menu.onOpen}
      >
        <Icon name="plus" />
        {t("scenario.menu.open")}
      </button>
      {tools.map(({ name, keys, run }, place) => {
        const label = t(`scenario.toolbar.${name}`);
        return (
          <button
            key={name}
            type="button"
            tabIndex={-1}
            className={`ep-toolbar__button ep-toolbar__button--${name}`}
            title={t("scenario.toolbar.withKeys", { label, keys })}
            aria-pressed={on[place] ?? undefined}
            // The caret stays where it is in the text.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(editor, onLink)}
          >
            {label}
          </button>
        );
      })}
    </div>
  );
}
