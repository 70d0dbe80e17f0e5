import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, Visitor } from "../support/visitor";
import { formOf, textOf } from "./page";

/** How long anybody tries again before giving up: far past what any part needs to come back. */
const PATIENCE_MS = 180_000;
export const PASSWORD = "entrepairs-2012";

/** Something asked for: once it was acknowledged, `effect` must count exactly one for ever; before, at most one. */
export type Effect = { what: string; acknowledged: boolean; sql: string; values: unknown[] };

type Act = {
  what: string;
  /** The page that holds the form. */
  at: string;
  /** Where it shows whether it is done, when it is another page. */
  look?: string;
  seen: (page: Answer) => boolean;
  intent: string;
  /** Text that the form holds besides, where a page has several of one intent. */
  among?: string;
  fields?: (page: Answer) => Record<string, string | string[]>;
  /** Where the form is sent, when it is another address. */
  to?: string;
  /** Counts the effect in the database: one, and never two. */
  effect?: [sql: string, ...values: unknown[]];
};

/**
 * A person at a browser, who does what people do when a part dies: what got no answer, or an error page, is looked at
 * again, and asked again only where it was not done. What was answered is never asked twice.
 */
export class Person {
  readonly browser: Visitor;

  constructor(
    origin: string,
    readonly name: string,
    private readonly effects: Effect[],
  ) {
    this.browser = new Visitor(origin, 20_000);
  }

  get email(): string {
    const plain = this.name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const [given = "", ...family] = plain.split(" ");
    return `${given}.${family.join("-")}@demo.entrepairs.example`;
  }

  /** Opens a page, again and again while nobody answers. @throws for a refusal: nobody here asks what is not theirs */
  async opens(path: string): Promise<Answer> {
    return this.until(path, async () => {
      const page = await this.browser.get(path);
      if (page.status >= 500) return null;
      if (page.status >= 400) throw new Refused(`${this.name}: ${path} answers ${page.status}: ${textOf(page.html)}`);
      if (page.url.includes("/connexion") && !path.includes("/connexion"))
        throw new Refused(`${this.name} is signed out at ${path}: an acknowledged session was lost`);
      return page;
    });
  }

  /** Opens a page until it shows something. */
  async waitsFor<T>(path: string, find: (page: Answer) => T | null | undefined | false): Promise<T> {
    return this.until(path, async () => find(await this.opens(path)) || null, 200);
  }

  isSignedIn = false;

  async signsIn(suite = "/"): Promise<void> {
    await this.until("/connexion", async () => {
      const answer = await this.browser.submit("/connexion", { email: this.email, password: PASSWORD, suite });
      if (answer.status >= 500) return null;
      if (answer.status !== 302) throw new Refused(`${this.name} cannot sign in: ${answer.status}`);
      this.isSignedIn = true;
      return true;
    });
  }

  /** Sends a form. Gives the answer, or null where the effect was found there without one. */
  async does({ what, at, look = at, seen, intent, among, fields, to, effect }: Act): Promise<Answer | null> {
    const [sql = "", ...values] = effect ?? [];
    const asked: Effect = { what: `${what} (${this.name})`, acknowledged: false, sql, values };
    if (effect) this.effects.push(asked);
    return this.until(what, async (attempt) => {
      const before = await this.opens(look);
      if (seen(before)) {
        if (attempt === 0) throw new Refused(`${asked.what}: there before it was asked`);
        return { found: null };
      }
      const page = look === at ? before : await this.opens(at);
      const answer = await this.browser.submit(to ?? at, { ...formOf(page.html, intent, among), ...fields?.(page) });
      if (answer.status >= 500) return null;
      if (answer.status >= 400) throw new Refused(`${asked.what} refused (${answer.status}): ${textOf(answer.html)}`);
      asked.acknowledged = true;
      return { found: answer };
    }).then(({ found }) => found);
  }

  /** Tries until there is a result. No answer is no result; a refusal ends it. */
  async until<T>(what: string, attempt: (number: number) => Promise<T | null>, every = 100): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    let last: unknown = "nothing came";
    for (let number = 0; Date.now() < deadline; number++) {
      try {
        const result = await attempt(number);
        if (result !== null) return result;
      } catch (error) {
        if (error instanceof Refused) throw error;
        last = error;
      }
      await sleep(every);
    }
    throw new Refused(`${this.name} waited too long: ${what} (${String(last)})`);
  }
}

/** What trying again would not change. */
export class Refused extends Error {}
