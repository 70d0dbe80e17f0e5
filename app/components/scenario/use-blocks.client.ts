import type { Editor } from "@tiptap/core";
import { useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Citation } from "~/editor/lesson";
import { blockAt } from "~/editor/placing";
import type { MenuAnchor, MenuEnd } from "./blocks/block-menu";
import { useMove } from "./blocks/block-tools";
import { addBlock, addNode, type BlockChoice } from "./blocks/choices";
import type { NewImage } from "./blocks/image-dialog";
import { type LinkAsked, linkAt, setLink } from "./blocks/links";
import { stepOf } from "./blocks/phase-view.client";

type Asking = { what: "competence" } | { what: "image"; file: File | null } | ({ what: "link" } & LinkAsked);

/** The menu of blocks and the dialogues it opens, from the button, from « / » on an empty line, from a pasted image. */
export function useBlocks(editor: Editor) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<MenuAnchor | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const move = useMove(editor);

  const choose = (choice: BlockChoice) => {
    setAnchor(null);
    // At once: what is typed meanwhile would be lost.
    editor.view.focus();
    if (choice === "competence") setAsking({ what: "competence" });
    else if (choice === "image") setAsking({ what: "image", file: null });
    else addBlock(editor, choice);
  };
  const done = () => {
    // The text is out of reach until the dialogue is gone.
    flushSync(() => setAsking(null));
    editor.view.focus();
  };
  const askLink = () => setAsking({ what: "link", ...linkAt(editor) });
  return {
    menu: {
      id,
      button,
      open: anchor !== null,
      onOpen: () => setAnchor(anchor ? null : (button.current?.getBoundingClientRect() ?? null)),
    },
    anchor,
    asking,
    choose,
    closeMenu: (how: MenuEnd) => {
      setAnchor(null);
      if (how === "typed") editor.commands.insertContent("/");
      // Whoever went elsewhere stays there.
      if (how !== "left") editor.view.focus();
    },
    askLink,
    setLink: (href: string, words: string) => {
      done();
      setLink(editor, href, words);
    },
    askImage: (file: File) => setAsking({ what: "image", file }),
    addCompetence: (cited: Citation) => {
      addNode(editor, { type: "competence", attrs: cited });
      done();
    },
    addImage: (image: NewImage) => {
      addNode(editor, { type: "image", attrs: image });
      done();
    },
    close: done,
    /** Keys of the text: « / » on an empty line, Alt and an arrow, Ctrl+K. True when it was one of ours. */
    onKey: (event: KeyboardEvent): boolean => {
      const step = stepOf(event);
      if (step) return move(blockAt(editor.state), step);
      if (event.key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey) {
        askLink();
        event.preventDefault();
        return true;
      }
      const { empty, $from } = editor.state.selection;
      const onEmptyLine = empty && $from.parent.type.name === "paragraph" && $from.parent.content.size === 0;
      if (event.key !== "/" || !onEmptyLine || event.isComposing) return false;
      setAnchor(editor.view.coordsAtPos($from.pos));
      return true;
    },
  };
}
