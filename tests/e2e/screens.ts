import { mkdirSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const pictures = "test-results/screens";
mkdirSync(pictures, { recursive: true });

/** Every screen that was looked at, in the order of the story. */
export const screens: string[] = [];

/**
 * Looks once at each screen a person comes to: axe finds nothing and nothing scrolls sideways, at 320 px and at 1366 px;
 * a picture of each is kept to be looked at. A screen is an address without its ids, whom it is shown to, and what it
 * says (an error, a success, a refused field). The browser tests of one page may leave it out: E2E_LOOK=0.
 */
export async function look(page: Page, who: string, scripts: boolean): Promise<void> {
  if (process.env.E2E_LOOK === "0") return;
  const name = await nameOf(page, who);
  if (screens.includes(name)) return;
  screens.push(name);
  const number = String(screens.length).padStart(2, "0");
  if (scripts) return check(page, name, number);
  // axe needs scripts: what this page shows is put before a browser that has them, without any of its own.
  twin ??= await (await page.context().browser()?.newContext())?.newPage();
  if (!twin) throw new Error("no browser");
  const body = withoutScripts(await page.content());
  await twin.route(page.url(), (route) => route.fulfill({ body, contentType: "text/html; charset=utf-8" }), {
    times: 1,
  });
  await twin.goto(page.url());
  await check(twin, name, number);
}

let twin: Page | undefined;

async function check(page: Page, name: string, number: string) {
  const before = page.viewportSize();
  for (const width of [320, 1366]) {
    await page.setViewportSize({ width, height: 800 });
    await page.screenshot({ path: `${pictures}/${number}-${name}-${width}.png`, fullPage: true });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${name} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`),
      `${name} at ${width} px`,
    ).toEqual([]);
  }
  if (before) await page.setViewportSize(before);
}

async function nameOf(page: Page, who: string): Promise<string> {
  const { pathname, searchParams } = new URL(page.url());
  const address = pathname
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id")
    .replaceAll(/\/[\w-]{16,}/g, "/x")
    .split("/")
    .filter(Boolean);
  const says = await page.evaluate(() => {
    const alerts = [...document.querySelectorAll("main .fr-alert")].flatMap(({ className }) =>
      [...className.matchAll(/fr-alert--(\w+)/g)].map(([, kind = ""]) => kind),
    );
    const refused = document.querySelector("main [aria-invalid=true]") ? ["refused"] : [];
    const error = document.querySelector("main .ep-error-page") ? ["error-page"] : [];
    const told = document.querySelector("main [role=status]") ? ["told"] : [];
    return [...new Set([...alerts, ...refused, ...error, ...told])].sort();
  });
  // Whoever signs in sees the same page.
  const whom = pathname === "/connexion" ? "anybody" : who;
  return [...address, ...(searchParams.has("papier") ? ["papier"] : []), whom, ...says].join("-");
}

function withoutScripts(html: string): string {
  return html
    .replaceAll(/<script\b[\s\S]*?<\/script>/g, "")
    .replaceAll(/<meta[^>]+http-equiv="refresh"[^>]*>/gi, "")
    .replaceAll(/<\/?noscript[^>]*>/g, "");
}
