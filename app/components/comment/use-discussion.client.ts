import { useCallback, useEffect, useRef, useState } from "react";
import type { ScenarioProvider } from "~/components/scenario/provider.client";
import { withPatience } from "~/components/ui/patience";
import { isRefused, type Refused } from "~/components/ui/refused";
import type { Discussion } from "~/domain/comment/schema";
import { commentsAddress, type Sent } from "./around";

/** A whole class may hear of one comment: their questions are spread over so long. */
const SPREAD_MS = 400;
const PATIENCE_MS = 15_000;

/** The discussions as the server has them, asked again whenever they may have changed, and a way to add to them. */
export function useDiscussion(scenarioId: string, provider: Pick<ScenarioProvider, "onComments">) {
  const [discussion, setDiscussion] = useState<Discussion | null>(null);
  /** They could not be read, and have not been since. */
  const [failed, setFailed] = useState(false);
  const asked = useRef({ last: 0, shown: 0 });
  const address = `${commentsAddress(scenarioId)}/direct`;

  const ask = useCallback(
    async (init: RequestInit = {}): Promise<Sent> => {
      const turn = ++asked.current.last;
      const answer = await answerOf(address, init);
      if ("refusal" in answer) {
        if (init.method === undefined) setFailed(true);
        return { ok: false, refused: answer };
      }
      setFailed(false);
      // An earlier question may be answered later: it no longer tells anything.
      if (turn > asked.current.shown) {
        asked.current.shown = turn;
        setDiscussion(answer);
      }
      return { ok: true };
    },
    [address],
  );

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void ask();
      }, Math.random() * SPREAD_MS);
    };
    void ask();
    const stop = provider.onComments(soon);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [ask, provider]);

  const send = useCallback(
    (form: FormData) => {
      const body = new URLSearchParams(
        [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
      );
      return ask({ method: "POST", body });
    },
    [ask],
  );
  return { discussion, failed, send };
}

async function answerOf(address: string, init: RequestInit): Promise<Discussion | Refused> {
  try {
    return await withPatience(PATIENCE_MS, async (signal) => {
      const headers = { Accept: "application/json" };
      const response = await fetch(address, { ...init, headers, cache: "no-store", signal });
      if (response.redirected) return refusedWith("comment.signedOut");
      const answer: unknown = await response.json();
      if (isRefused(answer)) return answer;
      return response.ok ? (answer as Discussion) : refusedWith("common.general");
    });
  } catch {
    return refusedWith("comment.notSent");
  }
}

const refusedWith = (key: string): Refused => ({
  refusal: { code: "unavailable", key, facts: {}, field: null },
  fields: {},
  values: {},
});
