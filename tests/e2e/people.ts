import { mkdirSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";

const { password } = JSON.parse(process.env.E2E_CREDENTIALS ?? "{}") as { password: string };
const pictures = "test-results/screens";
mkdirSync(pictures, { recursive: true });

type Habits = { javaScript?: boolean; phone?: boolean };

/** A person at their own browser: a context each, signed in by the page everybody uses. */
export class Someone {
  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly email: string,
  ) {}

  static async signsIn(browser: Browser, local: string, habits: Habits = {}): Promise<Someone> {
    const someone = await Someone.visits(browser, `${local}@demo.entrepairs.example`, habits);
    await someone.open("/connexion");
    await someone.signIn();
    await expect(someone.page).not.toHaveURL(/connexion/);
    return someone;
  }

  static async visits(
    browser: Browser,
    email: string,
    { javaScript = true, phone = false }: Habits = {},
  ): Promise<Someone> {
    const context = await browser.newContext({
      javaScriptEnabled: javaScript,
      locale: "fr-FR",
      viewport: phone ? { width: 390, height: 844 } : { width: 1366, height: 768 },
    });
    return new Someone(await context.newPage(), context, email);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
  }

  async signIn(): Promise<void> {
    await this.fill({ email: this.email, password });
    await this.press("Se connecter");
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
    const options = await field
      .locator("option")
      .evaluateAll((all) =>
        all.map((one) => ({ value: (one as HTMLOptionElement).value, label: one.textContent ?? "" })),
      );
    const found = options.find(({ value, label }) => value === wanted || label.includes(wanted));
    if (!found) throw new Error(`no option « ${wanted} » among ${options.map(({ label }) => label).join(" | ")}`);
    await field.selectOption(found.value);
  }

  async press(button: string | RegExp): Promise<void> {
    await this.page.locator("main").getByRole("button", { name: button }).first().click();
    await this.page.waitForLoadState("load");
  }

  async follow(link: string | RegExp): Promise<void> {
    await this.page.locator("main").getByRole("link", { name: link }).first().click();
    await this.page.waitForLoadState("load");
  }

  /** Where a link of the page leads. */
  async linkTo(link: string | RegExp): Promise<string> {
    return (await this.page.locator("main").getByRole("link", { name: link }).first().getAttribute("href")) ?? "";
  }

  async sees(text: string | RegExp): Promise<void> {
    await expect(this.page.locator("main")).toContainText(typeof text === "string" ? spaced(text) : text);
  }

  /** axe finds nothing at 320 px and at 1366 px; a picture of each is kept to be looked at. */
  async checks(name: string): Promise<void> {
    const before = this.page.viewportSize();
    for (const width of [320, 1366]) {
      await this.page.setViewportSize({ width, height: 800 });
      await this.page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true });
      const wide = await this.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, `${name} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page: this.page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`),
        `${name} at ${width} px`,
      ).toEqual([]);
    }
    if (before) await this.page.setViewportSize(before);
  }

  async leaves(): Promise<void> {
    await this.context.close();
  }
}

/** French spaces are no-break ones: a text written plainly matches either. */
function spaced(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(escaped.replace(/'/g, "['’]").replace(/ /g, "[\\s\\u00a0\\u202f]+"));
}

/** Moves the demonstration's date by its bar. */
export async function moveOn(someone: Someone, label: RegExp): Promise<void> {
  await someone.page.getByRole("button", { name: label }).first().click();
  await someone.page.waitForLoadState("load");
}
