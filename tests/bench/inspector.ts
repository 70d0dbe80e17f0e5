import WebSocket from "ws";

/** The Chrome DevTools protocol of a Node process started with `--inspect`: its garbage, and its processor profile. */
export async function inspector(port: number) {
  const listed = await fetch(`http://127.0.0.1:${port}/json/list`, { signal: AbortSignal.timeout(10_000) });
  const [target] = (await listed.json()) as { webSocketDebuggerUrl: string }[];
  if (!target) throw new Error("nothing to inspect");
  const socket = new WebSocket(target.webSocketDebuggerUrl, { perMessageDeflate: false });
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  let last = 0;

  function ask(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++last;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${method}: no answer`)), 60_000);
      const hear = (data: WebSocket.RawData) => {
        const answer = JSON.parse(String(data)) as { id?: number; result?: Record<string, unknown> };
        if (answer.id !== id) return;
        clearTimeout(late);
        socket.off("message", hear);
        resolve(answer.result ?? {});
      };
      socket.on("message", hear);
      socket.send(JSON.stringify({ id, method, params }));
    });
  }

  return {
    async collectGarbage() {
      // Twice: what finalisers let go in the first.
      await ask("HeapProfiler.collectGarbage");
      await ask("HeapProfiler.collectGarbage");
    },
    async startProfile() {
      await ask("Profiler.enable");
      await ask("Profiler.start");
    },
    /** A .cpuprofile, as text. */
    stopProfile: async () => JSON.stringify((await ask("Profiler.stop")).profile),
    close: () => socket.terminate(),
  };
}
