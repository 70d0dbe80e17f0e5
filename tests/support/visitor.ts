/** What came back: the status after redirections, where they led, and the page. */
export type Answer = { status: number; url: string; html: string; headers: Headers };

/**
 * A browser without JavaScript over real HTTP: keeps cookies, sends the Origin a browser sends, follows redirections.
 * Refusals are answers; a connection that fails throws, as a browser would show.
 */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly origin: string,
    readonly timeoutMs = 15_000,
  ) {}

  get(path: string): Promise<Answer> {
    return this.send("GET", path);
  }

  /** Posts a form; an array sends a name several times. */
  post(path: string, fields: Record<string, string | string[]>): Promise<Answer> {
    return this.send("POST", path, bodyOf(fields));
  }

  /** Posts a form and stops at the first answer: what it says was done before anything else was asked. */
  submit(path: string, fields: Record<string, string | string[]>): Promise<Answer> {
    return this.send("POST", path, bodyOf(fields), 0);
  }

  /** Signs in with the page everybody uses. @throws when the page refuses. */
  async signIn(email: string, password: string): Promise<this> {
    const answer = await this.post("/connexion", { email, password });
    if (answer.url.includes("/connexion")) throw new Error(`${email} could not sign in (${answer.status})`);
    return this;
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  private async send(method: string, path: string, body?: URLSearchParams, mostHops = 10): Promise<Answer> {
    let url = new URL(path, this.origin).href;
    for (let hops = 0; hops <= mostHops; hops++) {
      const response = await fetch(url, {
        method,
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(this.timeoutMs),
        headers: {
          cookie: this.cookieHeader(),
          accept: "text/html",
          ...(method === "POST" ? { origin: this.origin } : {}),
        },
      });
      this.keep(response.headers.getSetCookie());
      const next = response.headers.get("location");
      if (!next || response.status < 300 || response.status >= 400 || mostHops === 0)
        return { status: response.status, url, html: await response.text(), headers: response.headers };
      await response.arrayBuffer();
      url = new URL(next, url).href;
      method = "GET";
      body = undefined;
    }
    throw new Error(`too many redirections: ${url}`);
  }

  private keep(lines: string[]) {
    for (const line of lines) {
      const [pair = "", ...attributes] = line.split(";");
      const [name = "", ...value] = pair.split("=");
      const gone = attributes.some((text) => /^\s*max-age=0\s*$/i.test(text) || /expires=Thu, 01 Jan 1970/i.test(text));
      if (gone) this.cookies.delete(name.trim());
      else this.cookies.set(name.trim(), value.join("="));
    }
  }
}

function bodyOf(fields: Record<string, string | string[]>): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
  return body;
}
