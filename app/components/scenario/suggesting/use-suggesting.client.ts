import { useMemo, useRef, useState } from "react";
import type { Author } from "~/editor/suggesting";
import { useT } from "~/i18n/use-t";
import type { ScenarioProvider } from "../provider.client";
import type { Look, Mode } from "./bar";

/** How this tab writes and what it shows of suggestions; the editor is made once and asks. */
export function useSuggesting({ getMe }: ScenarioProvider) {
  const t = useT();
  const [mode, setMode] = useState<Mode>("write");
  const [look, setLook] = useState<Look>("all");
  const [refused, setRefused] = useState(false);
  const current = useRef(mode);
  current.current = mode;
  const options = useMemo(
    () => ({
      author: (): Author | null => {
        const me = getMe();
        if (current.current !== "suggest" || !me) return null;
        const { personId: by } = me;
        return { by, newSuggestion: () => ({ id: newId(), by, at: Date.now() }) };
      },
      onTried: setRefused,
      blockWords: {
        insertion: t("suggestion.block.insertion"),
        deletion: t("suggestion.block.deletion"),
        join: t("suggestion.block.join"),
      },
    }),
    [getMe, t],
  );
  return {
    mode,
    onMode: (next: Mode) => {
      setRefused(false);
      setMode(next);
    },
    look,
    onLook: setLook,
    refused,
    options,
  };
}

/** Twelve signs drawn at random: told apart within one text. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => (byte % 36).toString(36)).join("");
}
