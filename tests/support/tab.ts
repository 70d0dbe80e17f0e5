import type { ActionFunctionArgs } from "@remix-run/node";

const ORIGIN = "http://localhost:3000";
const context = { nonce: "n", address: "192.0.2.1" };

type Reads = { loader: (args: ActionFunctionArgs) => unknown };
type Writes = { action: (args: ActionFunctionArgs) => unknown };
export type TabAnswer = { status: number; to: string | null; data: unknown };

/** A tab of one browser: keeps its cookies, and calls a route's loader or action as Remix does. */
export class Tab {
  readonly cookies = new Map<string, string>();

  get(route: Reads, path: string, params: Record<string, string> = {}): Promise<TabAnswer> {
    return this.read(() => route.loader(this.args(path, params)));
  }

  post(
    route: Writes,
    path: string,
    fields: Record<string, string>,
    params: Record<string, string> = {},
  ): Promise<TabAnswer> {
    return this.read(() =>
      route.action(this.args(path, params, { method: "POST", body: new URLSearchParams(fields) })),
    );
  }

  private args(path: string, params: Record<string, string>, init: RequestInit = {}): ActionFunctionArgs {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return { request: new Request(`${ORIGIN}${path}`, { ...init, headers: { cookie } }), params, context };
  }

  /** Answers and refusals alike; a bug is thrown. */
  private async read(ask: () => unknown): Promise<TabAnswer> {
    const answer = await Promise.resolve()
      .then(ask)
      .catch((thrown: unknown) => thrown);
    if (answer instanceof Error) throw answer;
    if (answer instanceof Response) {
      this.keep(answer.headers);
      const json = answer.headers.get("content-type")?.includes("json");
      return { status: answer.status, to: answer.headers.get("location"), data: json ? await answer.json() : null };
    }
    const wrapped = answer as { data?: unknown; init?: ResponseInit; type?: string } | null;
    if (wrapped?.type !== "DataWithResponseInit") return { status: 200, to: null, data: answer };
    this.keep(new Headers(wrapped.init?.headers));
    return { status: wrapped.init?.status ?? 200, to: null, data: wrapped.data };
  }

  private keep(headers: Headers) {
    for (const line of headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
