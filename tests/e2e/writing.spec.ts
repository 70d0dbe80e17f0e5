import { type Browser, expect, type Page, test } from "@playwright/test";
import { PNG } from "pngjs";
import { Cast, type Someone } from "./people";

// After the thread, whose session and teams these scenarios are written in.
test.describe.configure({ mode: "serial" });

const text = (page: Page) => page.locator(".ep-text");
const saved = (page: Page) => expect(page.locator("[data-save]")).toHaveAttribute("data-save", "saved");
const menu = (page: Page) => page.getByRole("menu", { name: "Blocs à ajouter" });

/** A scenario of her own, opened; her browser with it. */
async function aScenarioOf(browser: Browser, local: string): Promise<Someone> {
  const someone = await new Cast(browser).live(local);
  await someone.open("/scenarios");
  await someone.fill({ title: "Les volcans d'Auvergne", plannedMinutes: "55" });
  const where = someone.page.locator('main [name="where"]');
  await where.selectOption({ index: (await where.locator("option").count()) - 1 });
  await someone.press("Commencer");
  await expect(someone.page).toHaveURL(/scenarios\/[0-9a-f-]{36}/);
  await saved(someone.page);
  return someone;
}

test("a lesson is written from the keyboard: blocks, table, order, figures", async ({ browser }) => {
  const claire = await aScenarioOf(browser, "claire.delmas");
  const { page } = claire;

  // « / » on an empty line opens the menu; a letter finds the item.
  await text(page).locator("p").last().click();
  await page.keyboard.press("/");
  await expect(menu(page)).toBeVisible();
  await page.keyboard.press("m");
  await expect(page.getByRole("menuitem", { name: "Matériel" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Quatorze postes");
  await expect(page.locator(".ep-part").filter({ hasText: "Quatorze postes" })).toHaveCount(1);

  // Escape gives the caret back.
  await page.keyboard.press("Enter");
  await page.keyboard.press("/");
  await page.keyboard.press("Escape");
  await expect(menu(page)).toBeHidden();
  await page.keyboard.type("et un vidéoprojecteur");
  await expect(page.locator(".ep-part")).toContainText("et un vidéoprojecteur");

  // A link by its keys: an address that may not be opened is refused with the reason.
  await page.keyboard.press("Control+k");
  await page.getByLabel("Adresse").fill("javascript:alert(1)");
  await page.getByLabel("Texte du lien").fill(" (notice)");
  await page.getByRole("button", { name: "Ajouter", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("doit commencer par https://");
  await page.getByLabel("Adresse").fill("exemple.fr/notice");
  await page.keyboard.press("Enter");
  await page.keyboard.type(" prêté");
  await expect(text(page).locator('a[href="https://exemple.fr/notice"]')).toHaveText("(notice)");
  await expect(page.locator(".ep-part")).toContainText("(notice) prêté");

  // Alt and an arrow move the block, and say so.
  await page.keyboard.press("Alt+ArrowUp");
  await expect(page.getByRole("status").filter({ hasText: "Bloc déplacé : place 1 sur 2" })).toHaveCount(1);

  // A table, by the button.
  await page.getByRole("button", { name: "Ajouter un bloc" }).click();
  await page.getByRole("menuitem", { name: "Tableau" }).click();
  await page.keyboard.type("Temps");
  await page.getByRole("button", { name: "Ajouter une colonne" }).click();
  await expect(text(page).locator("tr").first().locator("th")).toHaveCount(4);
  await page.getByRole("button", { name: "Retirer la ligne" }).click();
  await expect(text(page).locator("tr")).toHaveCount(2);
  await saved(page);
  await claire.looks();

  // The same phases as a table, put in order.
  await page.getByRole("link", { name: "Tableau", exact: true }).click();
  const rows = page.locator(".ep-lesson-table tbody tr");
  await expect(rows).toHaveCount(1);
  await page.getByRole("link", { name: /Minutes/ }).click();
  await expect(page.getByRole("columnheader", { name: /Minutes/ })).toHaveAttribute("aria-sort", "ascending");
  await claire.looks();
  await claire.leaves();
});

test("a block is dragged by its handle, or moved by the buttons of the handle", async ({ browser }) => {
  const claire = await aScenarioOf(browser, "claire.delmas");
  const { page } = claire;
  const lines = text(page).locator(":scope > p, .ep-phase p");
  const order = async () => (await lines.allInnerTexts()).filter((line) => line.trim() !== "");
  const grip = page.getByRole("button", { name: /^Déplacer ce bloc/ });
  await lines.last().click();
  await page.keyboard.type("un");
  for (const word of ["deux", "trois"]) {
    await page.keyboard.press("Enter");
    await page.keyboard.type(word);
  }
  await page.getByRole("button", { name: /Phase/ }).last().click();
  await page.locator(".ep-phase p").last().click();
  await page.keyboard.type("dans la phase");
  await saved(page);

  const drag = async (from: string, to: string, below: number) => {
    await lines.filter({ hasText: from }).hover();
    const handle = await grip.boundingBox();
    const line = await lines.filter({ hasText: to }).boundingBox();
    if (!handle || !line) throw new Error("nothing to drag");
    await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
    await page.mouse.down();
    await page.mouse.move(line.x + 20, line.y + line.height / 2, { steps: 4 });
    await page.mouse.move(line.x + 20, line.y + below * line.height, { steps: 4 });
    await expect(page.locator(".ep-drop")).toBeVisible();
  };
  await drag("trois", "un", 0);
  await page.mouse.up();
  await expect.poll(order).toEqual(["trois", "un", "deux", "dans la phase"]);
  await expect(page.getByRole("status").filter({ hasText: /Bloc déplacé\s: place \d sur \d/ })).toHaveCount(1);
  await drag("un", "dans la phase", 1);
  await page.mouse.up();
  await expect.poll(order).toEqual(["trois", "deux", "dans la phase", "un"]);

  // Escape lets go.
  await drag("trois", "dans la phase", 1);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect.poll(order).toEqual(["trois", "deux", "dans la phase", "un"]);

  // With a finger: the block written in has the handle.
  await lines.filter({ hasText: "deux" }).click();
  const touch = await page.context().newCDPSession(page);
  const finger = (type: "touchStart" | "touchMove" | "touchEnd", x = 0, y = 0) =>
    touch.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  const [handle, first] = [await grip.boundingBox(), await lines.filter({ hasText: "trois" }).boundingBox()];
  if (!handle || !first) throw new Error("nothing to drag");
  await finger("touchStart", handle.x + 10, handle.y + handle.height / 2);
  for (const y of [handle.y, first.y + first.height / 2, first.y]) await finger("touchMove", handle.x + 10, y);
  await expect(page.locator(".ep-drop")).toBeVisible();
  await finger("touchEnd");
  await expect.poll(order).toEqual(["deux", "trois", "dans la phase", "un"]);

  await lines.filter({ hasText: "deux" }).hover();
  await grip.click();
  await page.getByRole("button", { name: "Descendre", exact: true }).click();
  await expect.poll(order).toEqual(["trois", "deux", "dans la phase", "un"]);
  // The buttons belong to that block.
  await lines.filter({ hasText: "un" }).hover();
  await expect(page.getByRole("button", { name: "Descendre", exact: true })).toHaveCount(0);
  await saved(page);
  await claire.looks();
  await claire.leaves();
});

test("an image is sent with its words, and what is no image is refused", async ({ browser }) => {
  const claire = await aScenarioOf(browser, "claire.delmas");
  const { page } = claire;
  await text(page).locator("p").last().click();
  const choose = async (name: string, buffer: Buffer) => {
    await page.getByLabel("Fichier").setInputFiles({ name, mimeType: "image/png", buffer });
    await page.getByLabel("Texte de remplacement").fill("Un volcan en coupe");
    await page.getByRole("button", { name: "Ajouter", exact: true }).click();
  };
  await page.getByRole("button", { name: "Ajouter un bloc" }).click();
  await page.getByRole("menuitem", { name: "Image" }).click();
  await choose("volcan.png", Buffer.from("<svg onload='alert(1)'/>"));
  await expect(page.getByRole("alert")).toContainText("pas une image");
  await choose("volcan.png", PNG.sync.write(new PNG({ width: 40, height: 30 })));
  const image = text(page).getByRole("img", { name: "Un volcan en coupe" });
  await expect(image).toBeVisible();
  await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(40);
  await saved(page);
  await claire.leaves();
});
