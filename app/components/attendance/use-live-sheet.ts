import { useEffect, useState } from "react";
import { withPatience } from "~/components/ui/patience";
import type { LiveSheet } from "~/domain/attendance/schema";

const POLL_MS = 2_000;
const PATIENCE_MS = 5_000;

type Live = LiveSheet & { online: boolean; seconds: number };

/**
 * Keeps a projected sheet fresh: asks again every two seconds and when the code runs out. Plain HTTP, so it works where
 * sockets are blocked; without JavaScript the page reloads itself.
 */
export function useLiveSheet(seanceId: string, initial: LiveSheet): Live {
  const [live, setLive] = useState<Live>({ ...initial, online: true, seconds: initial.shown?.seconds ?? 0 });
  useEffect(() => {
    let stopped = false;
    let asking = false;
    const ask = async () => {
      if (asking) return;
      asking = true;
      const fresh = await fetchLive(seanceId);
      asking = false;
      if (stopped) return;
      setLive((known) =>
        fresh ? { ...fresh, online: true, seconds: fresh.shown?.seconds ?? 0 } : { ...known, online: false },
      );
    };
    const polling = setInterval(() => void ask(), POLL_MS);
    const counting = setInterval(() => {
      setLive((known) => {
        if (known.seconds <= 1 && known.shown) void ask();
        return { ...known, seconds: Math.max(0, known.seconds - 1) };
      });
    }, 1_000);
    return () => {
      stopped = true;
      clearInterval(polling);
      clearInterval(counting);
    };
  }, [seanceId]);
  return live;
}

async function fetchLive(seanceId: string): Promise<LiveSheet | null> {
  try {
    return await withPatience(PATIENCE_MS, async (signal) => {
      const headers = { Accept: "application/json" };
      const response = await fetch(`/seances/${seanceId}/code`, { headers, cache: "no-store", signal });
      return response.ok ? ((await response.json()) as LiveSheet) : null;
    });
  } catch {
    return null;
  }
}
