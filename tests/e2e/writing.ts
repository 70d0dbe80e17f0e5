import { type Browser, expect, type Page } from "@playwright/test";
import { Someone } from "./people";

const text = (page: Page) => page.locator(".ep-text");

/** Two teachers of a team write at the same time; one of them behind a proxy that refuses WebSocket. */
export async function writeTogether(browser: Browser, path: string, [first, second]: [string, string]): Promise<void> {
  const anne = await Someone.signsIn(browser, first);
  const paul = await Someone.signsIn(browser, second);
  const refused: string[] = [];
  await paul.page.routeWebSocket(/temps-reel/, (socket) => {
    refused.push(socket.url());
    void socket.close({ code: 1001, reason: "refused by the proxy" });
  });
  await Promise.all([anne.open(path), paul.open(path)]);
  for (const { page } of [anne, paul]) {
    await expect(text(page)).toBeVisible();
    await expect(page.locator("[data-save]")).toHaveAttribute("data-save", "saved");
  }

  await text(anne.page).locator("p").last().click();
  await anne.page.keyboard.type("Projeter le relevé des températures. ");
  await text(paul.page).locator("p").last().click();
  await paul.page.keyboard.press("Control+End");
  await paul.page.keyboard.type("Noter les réponses sans trancher. ");
  for (const { page } of [anne, paul]) {
    await expect(text(page)).toContainText("Projeter le relevé des températures.");
    await expect(text(page)).toContainText("Noter les réponses sans trancher.");
    await expect(page.locator("[data-save]")).toHaveAttribute("data-save", "saved");
    await expect(page.locator("[data-save]")).toContainText("Enregistré");
  }
  // Each sees the other's caret with their name.
  await expect(anne.page.locator(".collaboration-carets__label")).toHaveCount(1);
  await expect(paul.page.locator(".collaboration-carets__label")).toHaveCount(1);
  expect(refused.length, "WebSocket was tried and refused").toBeGreaterThan(0);

  // A phase with its minutes: they add up at the foot of both pages.
  await anne.page.getByRole("button", { name: /Phase/ }).last().click();
  const phase = anne.page.locator(".ep-phase").last();
  await phase.getByLabel("Titre de la phase").fill("Entrée en activité");
  await phase.getByLabel(/Durée de la phase/).fill("8");
  await phase.getByLabel(/Durée de la phase/).press("Tab");
  await expect(paul.page.locator("main")).toContainText(/8\s*min/);
  await expect(anne.page.locator("[data-save]")).toHaveAttribute("data-save", "saved");
  await anne.checks("5-scenario");
  await anne.leaves();
  await paul.leaves();
}

/** What was saved is read without JavaScript, by somebody else of the team. */
export async function readsWithoutScript(browser: Browser, path: string, reader: string): Promise<void> {
  const someone = await Someone.signsIn(browser, reader, { javaScript: false });
  await someone.open(path);
  await someone.sees("Projeter le relevé des températures.");
  await someone.sees("Noter les réponses sans trancher.");
  await someone.sees("Entrée en activité");
  await someone.leaves();
}
