import type { Writable } from "node:stream";
import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { NonceContext } from "~/components/shell/nonce";
import { pageStream } from "~/http/page-stream.server";
import { logger } from "~/platform/logger.server";

const ABORT_MS = 10_000;

declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
  interface AppLoadContext {
    nonce: string;
    /** The caller's address, after the proxies we trust. */
    address: string;
  }
}

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let shellSent = false;
    const send = (pipe: (into: Writable) => unknown) => {
      shellSent = true;
      const body = pageStream();
      headers.set("Content-Type", "text/html; charset=utf-8");
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
      pipe(body);
    };
    // A robot, and a browser without JavaScript, both want the whole page: nothing here is deferred, so both get it.
    const ready = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <RemixServer context={remixContext} url={request.url} abortDelay={ABORT_MS} nonce={context.nonce} />
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        [ready]: () => send(pipe),
        onShellError: reject,
        onError(error) {
          status = 500;
          if (shellSent) logger.error({ err: error }, "page render");
        },
      },
    );
    setTimeout(abort, ABORT_MS + 1_000).unref();
  });
}

export function handleError(error: unknown, { request }: { request: Request }) {
  if (request.signal.aborted) return;
  // A refusal thrown as a Response is an answer, not a fault.
  if (error instanceof Error) logger.error({ err: error, path: new URL(request.url).pathname }, "request failed");
}
