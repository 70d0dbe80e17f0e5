import Collaboration from "@tiptap/extension-collaboration";
import CollaborationCaret from "@tiptap/extension-collaboration-caret";
import { type Editor, EditorContent, useEditor, useEditorState } from "@tiptap/react";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import type * as Y from "yjs";
import { CommentsBeside } from "~/components/comment/beside.client";
import { CommentHighlights } from "~/components/comment/highlights.client";
import { Alert } from "~/components/ui/alert";
import type { FrameworkChoice } from "~/domain/c2i2e/schema";
import { fragmentName } from "~/editor/protocol";
import { scenarioExtensions } from "~/editor/schema";
import { suggestionsIn } from "~/editor/suggestions";
import { useT } from "~/i18n/use-t";
import { BlockMenu } from "./blocks/block-menu";
import { addBlock } from "./blocks/choices";
import { CompetenceDialog } from "./blocks/competence-dialog";
import { EditableCompetence } from "./blocks/competence-view.client";
import { Grip } from "./blocks/grip.client";
import { ImageDialog } from "./blocks/image-dialog";
import { EditableImage } from "./blocks/image-view.client";
import { LinkDialog } from "./blocks/link-dialog";
import { EditablePart } from "./blocks/part-view.client";
import { EditablePhase } from "./blocks/phase-view.client";
import { BlockSettingProvider } from "./blocks/setting";
import { LessonTable } from "./lesson-table";
import { MinutesFoot } from "./minutes-foot";
import { phasesInEditor } from "./phases";
import type { ScenarioProvider } from "./provider.client";
import { SuggestingBar } from "./suggesting/bar";
import { Suggesting } from "./suggesting/extension.client";
import { SuggestionsPanel } from "./suggesting/panel";
import { useSuggesting } from "./suggesting/use-suggesting.client";
import { TableTools } from "./table-tools";
import { Toolbar } from "./toolbar";
import { useBlocks } from "./use-blocks.client";
import type { LessonView } from "./view";

/** One paste makes one update, and an update has a limit. */
const PASTE_LIMIT = 25_000;

const BARS = { top: 130, bottom: 110, left: 0, right: 0 };

const drawn = [EditablePhase, EditablePart, EditableCompetence, EditableImage];
const extensions = scenarioExtensions.map((one) => drawn.find(({ name }) => name === one.name) ?? one);

type Keys = { onKey: (event: KeyboardEvent) => boolean; onImage: (file: File) => void };
type Props = {
  scenarioId: string;
  document: Y.Doc;
  provider: ScenarioProvider;
  planned: number;
  frameworks: FrameworkChoice[];
  people: { id: string; name: string }[];
  view: LessonView;
  writable: boolean;
};

/** The text itself: toolbar, blocks, foot; or the phases as a table. */
export function Text({ scenarioId, document, provider, planned, frameworks, people, view, writable }: Props) {
  const t = useT();
  const suggesting = useSuggesting(provider);
  const [pasteRefused, setPasteRefused] = useState(false);
  const [said, announce] = useState("");
  // The editor is made once; what its keys do comes with each drawing.
  const keys = useRef<Keys>({ onKey: () => false, onImage: () => {} });
  const onChoose = useRef<(threadId: string) => void>(() => undefined);
  const around = useRef<HTMLDivElement>(null);
  const takeImage = (files: FileList | undefined) => {
    const file = [...(files ?? [])].find(({ type }) => type.startsWith("image/"));
    if (file) keys.current.onImage(file);
    return file !== undefined;
  };
  const editor = useEditor({
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    editable: writable,
    extensions: [
      ...extensions,
      Collaboration.configure({ document, field: fragmentName }),
      CollaborationCaret.configure({ provider: { awareness: provider.awareness } }),
      Suggesting.configure({ fragment: document.getXmlFragment(fragmentName), ...suggesting.options }),
      CommentHighlights.configure({ document, onChoose: (threadId) => onChoose.current(threadId) }),
    ],
    editorProps: {
      attributes: {
        class: "ep-text",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": t("scenario.page.text"),
      },
      // The caret never hides below the bars that stay in sight.
      scrollMargin: BARS,
      scrollThreshold: BARS,
      handleKeyDown: (_view, event) => keys.current.onKey(event),
      handlePaste: (_view, event, slice) => {
        if (slice.content.size === 0 && takeImage(event.clipboardData?.files)) return true;
        const tooLong = slice.content.size > PASTE_LIMIT;
        setPasteRefused(tooLong);
        return tooLong;
      },
      handleDrop: (_view, event) => takeImage(event.dataTransfer?.files),
    },
  });
  // What is not shown cannot be written in.
  const open = writable && suggesting.look === "all";
  useEffect(() => {
    editor?.setEditable(open, false);
  }, [editor, open]);
  if (!editor) return null;
  return (
    <BlockSettingProvider value={{ scenarioId, frameworks, announce }}>
      {pasteRefused && <Alert kind="warning">{t("scenario.pasteTooLong")}</Alert>}
      {suggesting.refused && <Alert kind="warning">{t("suggestion.refused")}</Alert>}
      <p role="status" className="fr-sr-only">
        {said}
      </p>
      <div hidden={view.asTable} className={`ep-look--${suggesting.look}`}>
        <CommentsBeside {...{ editor, document, provider, scenarioId, onChoose }}>
          {open && <Writing editor={editor} keys={keys} />}
          <Suggestions {...{ editor, suggesting, people, writable, announce, around }}>
            <EditorContent editor={editor} />
            {open && <Grip editor={editor} around={around} />}
          </Suggestions>
        </CommentsBeside>
      </div>
      <Live editor={editor} planned={planned} frameworks={frameworks} view={view} writable={writable} />
    </BlockSettingProvider>
  );
}

function Writing({ editor, keys }: { editor: Editor; keys: { current: Keys } }) {
  const blocks = useBlocks(editor);
  useEffect(() => {
    keys.current = { onKey: blocks.onKey, onImage: blocks.askImage };
    return () => {
      keys.current = { onKey: () => false, onImage: () => {} };
    };
  });
  const { asking } = blocks;
  return (
    <>
      <div className="ep-toolbars">
        <Toolbar editor={editor} menu={blocks.menu} onLink={blocks.askLink} />
        <TableTools editor={editor} />
      </div>
      {blocks.anchor && (
        <BlockMenu id={blocks.menu.id} anchor={blocks.anchor} onChoose={blocks.choose} onClose={blocks.closeMenu} />
      )}
      {asking?.what === "competence" && <CompetenceDialog onChoose={blocks.addCompetence} onClose={blocks.close} />}
      {asking?.what === "link" && <LinkDialog {...asking} onChoose={blocks.setLink} onClose={blocks.close} />}
      {asking?.what === "image" && <ImageDialog file={asking.file} onAdd={blocks.addImage} onClose={blocks.close} />}
    </>
  );
}

type SuggestionsProps = Pick<Props, "people" | "writable"> & {
  editor: Editor;
  suggesting: ReturnType<typeof useSuggesting>;
  announce: (words: string) => void;
  around: RefObject<HTMLDivElement>;
  children: ReactNode;
};

function Suggestions({ editor, suggesting, children, announce, around, ...panel }: SuggestionsProps) {
  const any = useEditorState({
    editor,
    selector: ({ editor: current }) => suggestionsIn(current.state.doc).length > 0,
  });
  return (
    <>
      <SuggestingBar {...suggesting} writable={panel.writable} any={any} />
      <div ref={around} className="ep-text-and-margin">
        {children}
        {any && <SuggestionsPanel {...panel} editor={editor} onSettled={announce} />}
      </div>
    </>
  );
}

type LiveProps = Pick<Props, "planned" | "frameworks" | "view" | "writable"> & { editor: Editor };

function Live({ editor, planned, frameworks, view, writable }: LiveProps) {
  const t = useT();
  const phases = useEditorState({ editor, selector: ({ editor: current }) => phasesInEditor(current) });
  return (
    <>
      {view.asTable && <LessonTable phases={phases} frameworks={frameworks} view={view} />}
      <MinutesFoot phases={phases} planned={planned}>
        {writable && !view.asTable && (
          <button type="button" className="fr-btn fr-btn--secondary" onClick={() => addBlock(editor, "phase")}>
            + {t("scenario.foot.add")}
          </button>
        )}
      </MinutesFoot>
    </>
  );
}
