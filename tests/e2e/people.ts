import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { look } from "./screens";

const { password } = JSON.parse(process.env.E2E_CREDENTIALS ?? "{}") as { password: string };
const address = (local: string) => `${local}@demo.entrepairs.example`;

/** `policy`: whether the browser holds to the content policy of the site. */
type Habits = { javaScript?: boolean; phone?: boolean; policy?: boolean };

/** Who plays: each at a browser of their own, that stays open from one step to the next. */
export class Cast {
  readonly #present = new Map<string, Promise<Someone>>();

  constructor(readonly browser: Browser) {}

  /** Somebody signed in, with JavaScript. */
  live(local: string, habits: Pick<Habits, "policy"> = {}): Promise<Someone> {
    return this.#meet(local, habits);
  }

  /** The same person where JavaScript is off. */
  plain(local: string): Promise<Someone> {
    return this.#meet(local, { javaScript: false });
  }

  /** On a phone: a browser for this once, which its owner closes. */
  phone(local: string, habits: Habits = {}): Promise<Someone> {
    return Someone.visits(this.browser, address(local), { phone: true, ...habits });
  }

  #meet(local: string, habits: Habits): Promise<Someone> {
    const key = `${local} ${habits.javaScript !== false}`;
    const known = this.#present.get(key) ?? Someone.signsIn(this.browser, address(local), habits);
    this.#present.set(key, known);
    return known;
  }
}

/** A person at their own browser. Every screen they come to is looked at. */
export class Someone {
  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly email: string,
    private readonly habits: Required<Habits>,
  ) {}

  static async signsIn(browser: Browser, email: string, habits: Habits = {}): Promise<Someone> {
    const someone = await Someone.visits(browser, email, habits);
    await someone.open("/connexion");
    await someone.signIn();
    await expect(someone.page).not.toHaveURL(/connexion/);
    return someone;
  }

  static async visits(
    browser: Browser,
    email: string,
    { javaScript = true, phone = false, policy = true }: Habits = {},
  ): Promise<Someone> {
    const context = await browser.newContext({
      javaScriptEnabled: javaScript,
      bypassCSP: !policy,
      locale: "fr-FR",
      viewport: phone ? { width: 390, height: 844 } : { width: 1366, height: 768 },
    });
    return new Someone(await context.newPage(), context, email, { javaScript, phone, policy });
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.looks();
  }

  async signIn(): Promise<void> {
    await this.fill({ email: this.email, password });
    await this.press("Se connecter");
  }

  /** The password once more, and the button that asks for it. */
  async proves(button: string | RegExp): Promise<void> {
    await this.fill({ password });
    await this.press(button);
  }

  /** Fields by name: what a form sends is its contract. A select takes the label or the value. */
  async fill(fields: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      const field = this.page.locator(`main [name="${name}"]:visible`).first();
      const kind = await field.evaluate((element) => `${element.tagName} ${(element as HTMLInputElement).type}`);
      if (kind.startsWith("SELECT")) await this.choose(name, value);
      else if (kind.endsWith("radio"))
        await this.page.locator(`main [name="${name}"][value="${value}"]`).check({ force: true });
      else await field.fill(value);
    }
  }

  /** An option by a part of its label, or by its value. */
  async choose(name: string, wanted: string): Promise<void> {
    const field = this.page.locator(`main select[name="${name}"]`).first();
    const options = await this.options(name);
    const found = options.find(({ value, label }) => value === wanted || label.includes(wanted));
    if (!found) throw new Error(`no option « ${wanted} » among ${options.map(({ label }) => label).join(" | ")}`);
    await field.selectOption(found.value);
  }

  options(name: string): Promise<{ value: string; label: string }[]> {
    return this.page
      .locator(`main select[name="${name}"]`)
      .first()
      .locator("option")
      .evaluateAll((all) =>
        all.map((one) => ({ value: (one as HTMLOptionElement).value, label: one.textContent ?? "" })),
      );
  }

  async press(button: string | RegExp): Promise<void> {
    await this.page
      .locator("main")
      .getByRole("button", { name: named(button) })
      .first()
      .click();
    await this.page.waitForLoadState("load");
    // Without JavaScript the answer is there; with it, what is seen next says so.
    if (!this.habits.javaScript) await this.looks();
  }

  async follow(link: string | RegExp): Promise<void> {
    await this.page
      .locator("main")
      .getByRole("link", { name: named(link) })
      .first()
      .click();
    await this.page.waitForLoadState("load");
    if (!this.habits.javaScript) await this.looks();
  }

  /** Where a link of the page leads. */
  async linkTo(link: string | RegExp): Promise<string> {
    const found = this.page
      .locator("main")
      .getByRole("link", { name: named(link) })
      .first();
    return (await found.getAttribute("href")) ?? "";
  }

  async sees(text: string | RegExp): Promise<void> {
    await expect(this.page.locator("main")).toContainText(typeof text === "string" ? spaced(text) : text);
    await this.looks();
  }

  /** Opens a page again until it says what a job was to bring. */
  async waitsFor(path: string, text: string | RegExp): Promise<void> {
    await expect(async () => {
      await this.page.goto(path);
      await expect(this.page.locator("main")).toContainText(typeof text === "string" ? spaced(text) : text, {
        timeout: 1_000,
      });
    }).toPass({ timeout: 60_000 });
    await this.looks();
  }

  /** Moves the demonstration's date by its bar. */
  async moveOn(label: RegExp): Promise<void> {
    await this.page.getByRole("button", { name: label }).first().click();
    await this.page.waitForLoadState("load");
  }

  looks(): Promise<void> {
    const [local = ""] = this.email.split("@");
    return look(this.page, this.habits.phone ? "phone" : local, this.habits.javaScript);
  }

  async leaves(): Promise<void> {
    await this.context.close();
  }
}

const named = (text: string | RegExp) => (typeof text === "string" ? spaced(text) : text);

/** French spaces and apostrophes are typeset: a text written plainly matches either. */
function spaced(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(escaped.replace(/['’]/g, "['’]").replace(/ /g, "[\\s\\u00a0\\u202f]+"));
}
