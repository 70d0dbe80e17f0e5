import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { prosemirrorToYXmlFragment } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { toJson } from "~/domain/exchange/json";
import { Client, writeSync } from "../realtime/client";
import { hostile, payloads } from "../support/exchange";
import { carriers, everyAttribute, schema } from "../support/hostile";
import { Cast, type Someone } from "./people";

// Every attribute of every node and mark of the schema carries what a hostile editor would write there, by every way in;
// whoever opens it in a browser runs nothing. After the thread, whose session these scenarios are written in.

const text = (page: Page) => page.locator(".ep-text");
const saved = (page: Page) => expect(page.locator("[data-save]")).toHaveAttribute("data-save", "saved");
/** All of them with XSS_PAYLOADS=30: each is tried in each attribute. */
const swept = payloads.slice(0, Number(process.env.XSS_PAYLOADS ?? 4));

/** Counts what ran, what tried to run and was stopped by the policy of the page, and what went elsewhere. */
async function watch(context: BrowserContext): Promise<string[]> {
  const seen: string[] = [];
  context.on("dialog", (dialog) => {
    seen.push(`ran: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("console", (message) => {
    if (/Content Security Policy|^CSP /.test(message.text())) seen.push(message.text());
  });
  context.on("request", (request) => {
    if (!/^(https?:\/\/(localhost|127\.0\.0\.1)[:/]|data:|blob:|about:)/.test(request.url())) seen.push(request.url());
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`CSP ${violatedDirective} ${blockedURI}`),
    );
  });
  return seen;
}

/** What a browser would run once somebody points at it, clicks on it or focuses it. */
function sleeping(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((element) =>
      [...element.attributes]
        .filter(({ name, value }) => {
          const target = ["href", "src", "action", "formaction", "xlink:href", "srcdoc", "data"].includes(name);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers read past them
          const plain = value.replace(/[\u0000-\u0020]/g, "");
          return name.startsWith("on") || (target && /^(java|vb)script:|^data:text/i.test(plain));
        })
        .map(({ name, value }) => `${element.tagName} ${name}="${value}"`),
    ),
  );
}

type Habits = Parameters<Cast["live"]>[1];

async function scenarioOf(browser: Browser, habits: Habits = {}) {
  const claire = await new Cast(browser).live("claire.delmas", habits);
  const seen = await watch(claire.context);
  const { page } = claire;
  await page.goto("/scenarios");
  await claire.fill({ title: `${payloads[0]} ${payloads[1]}` });
  const where = page.locator('main [name="where"]');
  await where.selectOption({ index: (await where.locator("option").count()) - 1 });
  await claire.press("Commencer");
  await expect(page).toHaveURL(/scenarios\/[0-9a-f-]{36}/);
  await saved(page);
  return { claire, seen, address: new URL(page.url()).pathname };
}

/** Every way out that a browser shows: the editor, the table, the text for readers, comments, versions, the file. */
async function opensEverywhere({ page }: Someone, address: string) {
  const found: string[] = [];
  for (const path of ["", "?vue=tableau", "/commentaires", "/versions"]) {
    await page.goto(`${address}${path}`, { waitUntil: "load" });
    if (path === "") await saved(page);
    found.push(...(await sleeping(page)));
  }
  // The file as it would be opened from a disk: no policy of the site stands before it.
  const file = await page.request.get(`${address}/telecharger/html`);
  expect(file.status()).toBe(200);
  const disk = await page.context().newPage();
  const body = await file.text();
  await disk.route("http://localhost/file.html", (route) => route.fulfill({ body, contentType: "text/html" }));
  await disk.goto("http://localhost/file.html", { waitUntil: "load" });
  found.push(...(await sleeping(disk)));
  await disk.close();
  return found;
}

test("what runs is seen, or the others prove nothing", async ({ browser }) => {
  const context = await browser.newContext();
  const seen = await watch(context);
  const page = await context.newPage();
  await page.setContent(`${payloads[1]}<a href="java\nscript:alert(1)">x</a><p onclick="alert(1)">x</p>`);
  await expect.poll(() => seen).toContain("ran: 1");
  expect(await sleeping(page)).toHaveLength(3);
  await context.close();
});

test("by frames of another client, into an editor that is open", async ({ browser }) => {
  test.setTimeout(600_000);
  const { claire, seen, address } = await scenarioOf(browser);
  const origin = new URL(claire.page.url()).origin;
  const cookie = (await claire.context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const client = await new Client({ url: origin, origin, cookie }).connected();
  expect(await client.join(address.split("/").at(-1) ?? "")).toMatchObject({ ok: true, access: "edit" });
  for (const payload of swept) {
    const nodes = carriers(payload);
    const update = client.change((content) => content.push(elements(nodes)));
    expect(await client.send(writeSync(2, update))).toMatchObject({ ok: true });
  }
  const { pairs, count } = carried(client.doc.getXmlFragment("content"));
  expect([...pairs].sort()).toEqual(everyAttribute.map(({ type, name }) => `${type}.${name}`).sort());
  expect(count).toBeGreaterThan(swept.length * everyAttribute.length);
  await expect(text(claire.page)).toContainText(swept.at(-1) ?? "", { timeout: 60_000 });
  expect(await sleeping(claire.page)).toEqual([]);
  expect(await opensEverywhere(claire, address)).toEqual([]);
  // An editor that had thrown the hostile blocks away would have shown nothing of them.
  expect(carried(client.doc.getXmlFragment("content"))).toEqual({ pairs, count });
  expect(seen).toEqual([]);
  client.close();
  await claire.leaves();
});

test("by a file that is imported", async ({ browser }) => {
  test.setTimeout(300_000);
  const { claire, seen } = await scenarioOf(browser);
  const { page } = claire;
  const content = payloads.flatMap((payload) => hostile(payload).content ?? []);
  const document = { type: "doc", content };
  const file = toJson({ title: payloads[3] ?? "", plannedMinutes: 55, document, images: {} });
  await page.goto("/scenarios/importer");
  const where = page.locator('main [name="where"]');
  await where.selectOption({ index: (await where.locator("option").count()) - 1 });
  await page
    .locator('main [name="file"]')
    .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(file) });
  await page.locator("main form [name=intent][value=import]").first().waitFor({ state: "attached" });
  await page.locator("main form").last().getByRole("button").last().click();
  await expect(page).toHaveURL(/scenarios\/[0-9a-f-]{36}/);
  await saved(page);
  await expect(text(page)).toContainText("<script>alert(1)</script>");
  expect(await sleeping(page)).toEqual([]);
  expect(await opensEverywhere(claire, new URL(page.url()).pathname)).toEqual([]);
  expect(seen).toEqual([]);
  await claire.leaves();
});

test("by what is pasted and typed in the editor, and said beside it", async ({ browser }) => {
  test.setTimeout(300_000);
  // Without the policy of the site: what is pasted is harmless by itself. (With it, Chromium reports the handlers that it
  // reads from the clipboard into a page that shows nothing and runs nothing.)
  const { claire, seen, address } = await scenarioOf(browser, { policy: false });
  const { page } = claire;
  await text(page).locator("p").last().click();
  await page.keyboard.press("Control+End");
  for (const payload of payloads) {
    const html = pasted(payload);
    await text(page).evaluate(
      (target, { html, plain }) => {
        const data = new DataTransfer();
        data.setData("text/html", html);
        data.setData("text/plain", plain);
        target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      },
      { html, plain: payload },
    );
  }
  await saved(page);
  await page.getByRole("button", { name: /Phase/ }).last().click();
  const phase = page.locator(".ep-phase").last();
  for (const payload of payloads.slice(0, 6)) {
    await phase.getByLabel("Titre de la phase").fill(payload);
    await phase.getByLabel("Lieu").fill(payload);
    await phase.getByLabel("Lieu").press("Tab");
  }
  await text(page).locator("p").last().click();
  await page.keyboard.type('javascript:alert(1) https://exemple.fr/"onmouseover="alert(1) ');
  await page.keyboard.press("Shift+Home");
  await page.keyboard.press("Control+Alt+m");
  const written = page.locator(".ep-thread--new");
  await written.getByLabel("Votre commentaire").fill(payloads.slice(0, 6).join("\n"));
  await written.getByRole("button", { name: "Envoyer" }).click();
  await expect(written).toHaveCount(0);
  await saved(page);
  expect(await sleeping(page)).toEqual([]);
  expect(await opensEverywhere(claire, address)).toEqual([]);
  expect(seen).toEqual([]);
  await claire.leaves();
});

/** The blocks as Yjs keeps them, to be put into a document. */
function elements(nodes: Parameters<typeof schema.node>[2]): (Y.XmlElement | Y.XmlText)[] {
  const draft = prosemirrorToYXmlFragment(schema.node("doc", null, nodes), new Y.Doc().getXmlFragment("content"));
  return draft.toArray().map((one) => one.clone() as Y.XmlElement | Y.XmlText);
}

/** The attributes that hold a payload, and how often one does. */
function carried(content: Y.XmlFragment): { pairs: Set<string>; count: number } {
  const pairs = new Set<string>();
  let count = 0;
  const isPayload = (value: unknown) => typeof value === "string" && payloads.includes(value);
  const note = (type: string, attrs: Record<string, unknown>) => {
    for (const [name, value] of Object.entries(attrs))
      if (isPayload(value)) {
        pairs.add(`${type}.${name}`);
        count++;
      }
  };
  const walk = (given: Y.XmlElement | Y.XmlText | Y.XmlHook) => {
    if (given instanceof Y.XmlText)
      for (const { attributes = {} } of given.toDelta() as { attributes?: Record<string, Record<string, unknown>> }[])
        for (const [mark, attrs] of Object.entries(attributes)) note(mark.split("--")[0] ?? mark, attrs);
    else if (given instanceof Y.XmlElement) {
      note(given.nodeName, given.getAttributes());
      for (const child of given.toArray()) walk(child);
    }
  };
  for (const child of content.toArray()) walk(child as Y.XmlElement);
  return { pairs, count };
}

/** A page of somebody else's, as a browser puts it on the clipboard. */
function pasted(payload: string): string {
  const quoted = payload.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `
    <h2 onclick="alert(1)" style="background:url(https://exemple.fr/x)">${payload}</h2>
    <p onmouseover="alert(1)"><a href="${quoted}" onclick="alert(1)" target="${quoted}">lien</a>${payload}</p>
    <section data-type="phase" data-title="${quoted}" data-minutes="${quoted}" data-place="${quoted}"><p>${payload}</p></section>
    <img src="x" onerror="alert(1)" alt="${quoted}"><svg onload="alert(1)"><script>alert(1)</script></svg>
    <iframe srcdoc="<script>parent.alert(1)</script>"></iframe><math><mtext><script>alert(1)</script></mtext></math>
    <table><tr><td colspan="${quoted}" style="x:expression(alert(1))">${payload}</td></tr></table>
    <form action="javascript:alert(1)"><button formaction="javascript:alert(1)">x</button></form>
    <ins data-suggested="${quoted}">${payload}</ins><script>alert(1)</script>`;
}
