import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { useT } from "~/i18n/use-t";
import { type BlockChoice, choices } from "./choices";

/** Where the menu opens: beside the button, or below the line « / » was typed in. In pixels of the window. */
export type MenuAnchor = { left: number; top: number; bottom: number };

/** `typed`: the bar that opened the menu was meant as text; `left`: the focus is elsewhere already. */
export type MenuEnd = "typed" | "back" | "left";

type Props = {
  id: string;
  anchor: MenuAnchor;
  onChoose: (choice: BlockChoice) => void;
  onClose: (how: MenuEnd) => void;
};

/** A menu of blocks: arrows, first letters, Enter; Escape gives the caret back. */
export function BlockMenu({ id, anchor, onChoose, onClose }: Props) {
  const t = useT();
  const menu = useRef<HTMLDivElement>(null);
  // Before the next key is read.
  useLayoutEffect(() => itemsOf(menu.current)[0]?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    const items = itemsOf(menu.current);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items[(to + items.length) % items.length]?.focus();
    else if (event.key === "Escape" || event.key === "/") onClose(event.key === "/" ? "typed" : "back");
    else if (event.key === "Tab") onClose("back");
    else if (event.key.length === 1 && /\p{L}/u.test(event.key)) startingWith(items, at, event.key)?.focus();
    else return;
    event.preventDefault();
  };
  const above = anchor.bottom > window.innerHeight * 0.6;
  const place = above ? { bottom: window.innerHeight - anchor.top + 4 } : { top: anchor.bottom + 4 };
  return (
    <div
      id={id}
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={t("scenario.menu.label")}
      className="ep-block-menu"
      style={{ ...place, left: Math.max(8, Math.min(anchor.left, window.innerWidth - 312)) }}
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) onClose("left");
      }}
    >
      {choices.map(({ group, names }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of a menu, not of fields.
        <div key={group} role="group" aria-label={t(`scenario.menu.${group}`)}>
          <p aria-hidden="true">{t(`scenario.menu.${group}`)}</p>
          {names.map((name) => (
            <button key={name} type="button" role="menuitem" tabIndex={-1} onClick={() => onChoose(name)}>
              {t(`scenario.menu.${name}`)}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}

const itemsOf = (menu: HTMLElement | null) => [...(menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];

function startingWith(items: HTMLElement[], at: number, letter: string): HTMLElement | undefined {
  const bare = (text: string | null) => (text ?? "").normalize("NFD").toLowerCase();
  const turned = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return turned.find(({ textContent }) => bare(textContent).startsWith(bare(letter).charAt(0)));
}
