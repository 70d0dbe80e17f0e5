import { useRevalidator } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from "react";
import * as Y from "yjs";
import type { FrameworkChoice } from "~/domain/c2i2e/schema";
import type { Participant } from "~/editor/protocol";
import { KeepQuestion } from "./keep-question";
import { connectScenario, type ScenarioProvider } from "./provider.client";
import { mayWrite, type ScenarioStatus } from "./status";
import { StatusLine } from "./status-line";
import { Text } from "./text.client";
import type { LessonView } from "./view";

type Props = {
  scenarioId: string;
  planned: number;
  frameworks: FrameworkChoice[];
  people: { id: string; name: string }[];
  view: LessonView;
  /** Shown until there is a line to the server. */
  opening: ReactNode;
  /** Shown under the state of the line until the text has been received. */
  reading: ReactNode;
};

export default function ScenarioEditor({ scenarioId, opening, ...page }: Props) {
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
  return line ? <Connected {...line} {...page} scenarioId={scenarioId} /> : opening;
}

type ConnectedProps = { document: Y.Doc; provider: ScenarioProvider } & Omit<Props, "opening">;

function Connected({ provider, reading, ...text }: ConnectedProps) {
  const status = useSyncExternalStore(provider.subscribe, provider.getStatus);
  const others = useOthers(provider);
  const writable = mayWrite(status);
  useNewsOf(status.access);
  return (
    <>
      <StatusLine status={status} people={{ you: writable, others }} onRetry={provider.retry} />
      <KeepQuestion keeping={provider.keeping} />
      {status.synced ? <Text {...text} provider={provider} writable={writable} /> : reading}
    </>
  );
}

/** Frozen, unlocked, a right given or withdrawn: what the page says around the text is asked anew. */
function useNewsOf(access: ScenarioStatus["access"]) {
  const { revalidate } = useRevalidator();
  const former = useRef(access);
  useEffect(() => {
    if (access === null) return;
    if (former.current !== null && former.current !== access) revalidate();
    former.current = access;
  }, [access, revalidate]);
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
