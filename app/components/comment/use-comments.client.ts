import { type Editor, useEditorState } from "@tiptap/react";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type * as Y from "yjs";
import type { ScenarioProvider } from "~/components/scenario/provider.client";
import { anchorOf, inOrder } from "~/domain/comment/rules";
import type { CommentIntent, ThreadView } from "~/domain/comment/schema";
import type { Anchor } from "~/editor/anchors";
import { useT } from "~/i18n/use-t";
import { focusAfter, saidAgain } from "./after-deed";
import { anchorHere } from "./anchor-here.client";
import type { About } from "./around";
import { placesIn, telling } from "./highlights.client";
import { newId } from "./new-id";
import type { Filter } from "./panel.client";
import { type Draft, isUnfinished, unsentWords, withDraft } from "./unsent";
import { useDiscussion } from "./use-discussion.client";

type Around = {
  editor: Editor;
  document: Y.Doc;
  provider: ScenarioProvider;
  scenarioId: string;
  onChoose: { current: (threadId: string) => void };
};

const WIDE = "(min-width: 75rem)";
const none: ThreadView[] = [];

/** What the panel shows and does: threads in the order of the text, one of them chosen, one being written. */
export function useComments({ editor, document, provider, scenarioId, onChoose }: Around, panelId: string) {
  const t = useT();
  const { discussion, failed, send } = useDiscussion(scenarioId, provider);
  const [opened, setOpened] = useState<boolean | null>(null);
  const [filter, setFilter] = useState<Filter>("open");
  const [chosen, setChosen] = useState<string | null>(null);
  const [drafts, setDrafts] = useState<Draft[]>([]);
  const [unsent] = useState(unsentWords);
  const [said, setSaid] = useState("");
  const answerIds = useRef(new Map<string, string>());
  const touched = useRef(false);

  const all = discussion?.threads ?? none;
  const draft = drafts.at(-1) ?? null;
  const listed = all.filter(
    (thread) => (thread.resolved !== null) === (filter === "resolved") || isUnfinished(unsent, thread),
  );
  const counts = { open: 0, resolved: 0 };
  for (const { resolved } of all) counts[resolved ? "resolved" : "open"]++;
  // Where there is something to read and room for it, it is open until somebody closes it.
  const open = opened ?? (all.length > 0 && window.matchMedia(WIDE).matches);

  const anchored = listed.flatMap((thread) => {
    const anchor = anchorOf(thread);
    return anchor ? [{ id: thread.id, anchor }] : [];
  });
  const told = JSON.stringify([anchored.map(({ id }) => id), chosen, draft?.threadId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `told` says when one of them is another.
  useEffect(() => {
    if (editor.isDestroyed) return;
    editor.view.dispatch(telling(editor.state.tr, { threads: anchored, chosen, draft: draft?.anchor ?? null }));
  }, [editor, told]);
  const places = new Map(useEditorState({ editor, selector: ({ editor: now }) => [...placesIn(now.state)] }));
  const threads = inOrder(
    listed.map((thread) => ({
      ...thread,
      from: places.get(thread.id)?.from ?? null,
      gone: places.get(thread.id) === null,
    })),
  );

  useEffect(() => {
    const touch = () => {
      touched.current = true;
    };
    editor.on("focus", touch);
    return () => void editor.off("focus", touch);
  }, [editor]);

  const begin = (anchor: Anchor | null) => {
    const next = withDraft(drafts, { threadId: newId(), commentId: newId(), anchor }, unsent);
    flushSync(() => {
      setDrafts(next);
      setOpened(true);
    });
    window.document.querySelector<HTMLElement>(`#fil-${next.at(-1)?.threadId} textarea`)?.focus();
  };
  const comment = () => {
    const anchor = anchorHere(editor, document, touched.current);
    if (!anchor) setSaid(t("comment.nothingHere"));
    begin(anchor);
  };
  /** The card of a thread, once it is drawn. */
  const show = (threadId: string, focus: boolean) => {
    const thread = all.find(({ id }) => id === threadId);
    if (!thread) return;
    flushSync(() => {
      setFilter(thread.resolved ? "resolved" : "open");
      setChosen(threadId);
      setOpened(true);
    });
    const card = window.document.getElementById(`fil-${threadId}`);
    card?.scrollIntoView({ block: "nearest" });
    if (focus) card?.focus({ preventScroll: true });
  };
  const go = (threadId: string) => {
    setChosen(threadId);
    if (!window.matchMedia(WIDE).matches) setOpened(false);
    const place = places.get(threadId);
    if (!place) return;
    if (editor.isEditable)
      editor
        .chain()
        .setTextSelection(place.block ? place.from + 1 : place)
        .focus()
        .run();
    const mark = editor.view.dom.querySelector(`[data-thread="${threadId}"]`);
    mark?.scrollIntoView({ block: "center" });
  };

  const close = () => {
    setOpened(false);
    if (editor.isEditable) editor.view.focus();
  };

  useEffect(() => {
    // Whoever writes keeps the caret: a click is a place to write at.
    onChoose.current = (threadId) => show(threadId, !editor.isEditable);
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      const panel = window.document.getElementById(panelId);
      if (event.key === "Escape" && panel?.contains(window.document.activeElement)) return close();
      if (!event.ctrlKey || !event.altKey) return;
      const pressed = [event.key.toLowerCase(), event.code];
      if (pressed.includes("m")) comment();
      else if (pressed.includes("k")) {
        const { from } = editor.state.selection;
        const here = [...places].find(([, place]) => place && place.from <= from && from <= place.to);
        if (here) show(here[0], true);
        else toggle(true);
      } else return;
      event.preventDefault();
    };
    window.document.addEventListener("keydown", onKey);
    return () => window.document.removeEventListener("keydown", onKey);
  });

  const toggle = (wanted = !open) => {
    flushSync(() => setOpened(wanted));
    if (wanted) window.document.getElementById(`${panelId}-title`)?.focus();
  };

  const onDeed = (intent: CommentIntent, about: About) => {
    setSaid((before) => saidAgain(before, t(`comment.said.${intent}`)));
    const places = focusAfter(intent, about, all, `${panelId}-title`);
    // Once the answer is drawn: what was there before may be gone.
    if (places)
      setTimeout(() => {
        const found = places.map((id) => window.document.getElementById(id)).find((one) => one !== null);
        found?.focus({ preventScroll: true });
      });
  };

  return {
    people: discussion?.people ?? [],
    send,
    unsent,
    onDeed,
    open,
    toggle: () => toggle(),
    comment,
    said,
    panel: {
      threads,
      places,
      filter,
      counts,
      state: discussion ? ("read" as const) : failed ? ("failed" as const) : ("asked" as const),
      chosen,
      drafts,
      answerId: (threadId: string) => {
        const id = answerIds.current.get(threadId) ?? newId();
        answerIds.current.set(threadId, id);
        return id;
      },
      onFilter: setFilter,
      onWhole: () => begin(null),
      onCancel: (gone: Draft) => setDrafts(drafts.filter((one) => one !== gone)),
      onSent: ({ threadId }: Draft) => {
        setDrafts((now) => now.filter((one) => one.threadId !== threadId));
        setFilter("open");
        setChosen(threadId);
        if (editor.isEditable) editor.view.focus();
      },
      onAnswered: (threadId: string) => {
        answerIds.current.delete(threadId);
      },
      onGo: go,
      onClose: close,
    },
  };
}
