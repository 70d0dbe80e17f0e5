import Collaboration from "@tiptap/extension-collaboration";
import CollaborationCaret from "@tiptap/extension-collaboration-caret";
import { type Editor, EditorContent, useEditor, useEditorState } from "@tiptap/react";
import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import * as Y from "yjs";
import { Alert } from "~/components/ui/alert";
import { fragmentName, type Participant } from "~/editor/protocol";
import { scenarioExtensions } from "~/editor/schema";
import { useT } from "~/i18n/use-t";
import { MinutesFoot } from "./minutes-foot";
import { EditablePhase } from "./phase-view.client";
import { phasesInEditor } from "./phases";
import { connectScenario, type ScenarioProvider } from "./provider.client";
import { mayWrite } from "./status";
import { StatusLine } from "./status-line";
import { Toolbar } from "./toolbar";

/** One paste makes one update, and an update has a limit. */
const PASTE_LIMIT = 25_000;

const extensions = scenarioExtensions.map((one) => (one.name === EditablePhase.name ? EditablePhase : one));

type Props = {
  scenarioId: string;
  planned: number;
  /** Shown until there is a line to the server. */
  opening: ReactNode;
  /** Shown under the state of the line until the text has been received. */
  reading: ReactNode;
};

export default function ScenarioEditor({ scenarioId, planned, opening, reading }: Props) {
  const [line, setLine] = useState<{ document: Y.Doc; provider: ScenarioProvider } | null>(null);
  // In an effect, not while drawing: StrictMode mounts twice.
  useEffect(() => {
    const document = new Y.Doc();
    const provider = connectScenario(scenarioId, document);
    setLine({ document, provider });
    return () => {
      provider.destroy();
      document.destroy();
      setLine(null);
    };
  }, [scenarioId]);
  return line ? <Connected {...line} planned={planned} reading={reading} /> : opening;
}

type ConnectedProps = { document: Y.Doc; provider: ScenarioProvider; planned: number; reading: ReactNode };

function Connected({ document, provider, planned, reading }: ConnectedProps) {
  const status = useSyncExternalStore(provider.subscribe, provider.getStatus);
  const others = useOthers(provider);
  const writable = mayWrite(status);
  return (
    <>
      <StatusLine status={status} people={{ you: writable, others }} onRetry={provider.retry} />
      {status.synced ? <Text document={document} provider={provider} planned={planned} writable={writable} /> : reading}
    </>
  );
}

function Text({ document, provider, planned, writable }: Omit<ConnectedProps, "reading"> & { writable: boolean }) {
  const t = useT();
  const [pasteRefused, setPasteRefused] = useState(false);
  const editor = useEditor({
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    editable: writable,
    extensions: [
      ...extensions,
      Collaboration.configure({ document, field: fragmentName }),
      CollaborationCaret.configure({ provider: { awareness: provider.awareness } }),
    ],
    editorProps: {
      attributes: {
        class: "ep-text",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": t("scenario.page.text"),
      },
      handlePaste: (_view, _event, slice) => {
        const tooLong = slice.content.size > PASTE_LIMIT;
        setPasteRefused(tooLong);
        return tooLong;
      },
    },
  });
  useEffect(() => {
    editor?.setEditable(writable, false);
  }, [editor, writable]);
  if (!editor) return null;
  return (
    <>
      {writable && <Toolbar editor={editor} />}
      {pasteRefused && <Alert kind="warning">{t("scenario.pasteTooLong")}</Alert>}
      <EditorContent editor={editor} />
      <LiveFoot editor={editor} planned={planned} writable={writable} />
    </>
  );
}

function LiveFoot({ editor, planned, writable }: { editor: Editor; planned: number; writable: boolean }) {
  const t = useT();
  const phases = useEditorState({ editor, selector: ({ editor: current }) => phasesInEditor(current) });
  return (
    <MinutesFoot phases={phases} planned={planned}>
      {writable && (
        <button
          type="button"
          className="fr-btn fr-btn--secondary"
          onClick={() => editor.chain().focus().insertPhase().run()}
        >
          + {t("scenario.foot.add")}
        </button>
      )}
    </MinutesFoot>
  );
}

/** The other people who write, each once however many tabs they have. */
function useOthers({ awareness }: ScenarioProvider): Participant[] {
  const [others, setOthers] = useState<Participant[]>([]);
  useEffect(() => {
    const read = () => {
      const found = new Map<string, Participant>();
      for (const [client, { user }] of awareness.getStates())
        if (client !== awareness.clientID && user?.personId) found.set(user.personId, user as Participant);
      setOthers([...found.values()].sort((one, other) => one.name.localeCompare(other.name)));
    };
    awareness.on("change", read);
    read();
    return () => awareness.off("change", read);
  }, [awareness]);
  return others;
}
