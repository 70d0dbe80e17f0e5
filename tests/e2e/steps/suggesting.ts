import { expect, type Page } from "@playwright/test";
import type { Someone } from "../people";

const text = (page: Page) => page.locator(".ep-text");
const saved = (page: Page) => expect(page.locator("[data-save]")).toHaveAttribute("data-save", "saved");
const panel = (page: Page) => page.getByRole("region", { name: /suggestion/ });

/** What is written, without the names on the carets that stand in it. */
const words = (page: Page) =>
  text(page).evaluate((written) => {
    const copy = written.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll(".collaboration-carets__caret")) caret.remove();
    return copy.textContent;
  });
const reads = (page: Page, sentence: string) => expect.poll(() => words(page)).toContain(sentence);

/** He suggests, she decides, at the same time in two browsers. Both open on the same scenario. */
export async function decideTogether(anne: Someone, paul: Someone): Promise<void> {
  await paul.page.getByRole("radio", { name: "Suggérer" }).check();
  await text(paul.page).locator("p").last().click();
  await paul.page.keyboard.press("Control+End");
  await paul.page.keyboard.type("Prévoir un second relevé.");
  for (const { page } of [anne, paul])
    await expect(text(page).locator("ins[data-suggested]")).toHaveText(/Prévoir un second relevé\.$/);
  await expect(panel(anne.page)).toContainText("1 suggestion");
  await saved(paul.page);
  await anne.looks();
  await panel(anne.page)
    .getByRole("group", { name: /second relevé/ })
    .getByRole("button", { name: "Accepter" })
    .click();
  for (const { page } of [anne, paul]) {
    await expect(text(page).locator("ins[data-suggested]")).toHaveCount(0);
    await reads(page, "Prévoir un second relevé.");
  }

  // What is to go is struck through for both until it is refused.
  await text(paul.page).locator("p").last().click();
  await paul.page.keyboard.press("Control+End");
  for (let sign = 0; sign < "relevé.".length; sign++) await paul.page.keyboard.press("Backspace");
  await expect(text(anne.page).locator("del[data-suggested]")).toHaveText(/relevé\.$/);
  // She writes on meanwhile.
  await text(anne.page).locator("p").first().click();
  await anne.page.keyboard.press("End");
  await anne.page.keyboard.type(" Relu.");
  await panel(anne.page)
    .getByRole("group", { name: /relevé/ })
    .getByRole("button", { name: "Refuser" })
    .click();
  for (const { page } of [anne, paul]) {
    await expect(text(page).locator("del[data-suggested]")).toHaveCount(0);
    await reads(page, "Prévoir un second relevé.");
    await reads(page, "Relu.");
  }

  // Form is no matter of suggestion: he is told, and nothing changes.
  await paul.page.keyboard.press("Control+b");
  await paul.page.keyboard.press("Control+a");
  await paul.page.keyboard.press("Control+b");
  await expect(paul.page.getByText("Cela ne peut pas être suggéré")).toBeVisible();
  await paul.page.getByRole("radio", { name: "Écrire" }).check();
  await paul.page.keyboard.press("Escape");
  await saved(paul.page);
}

/** She asks about a passage, he answers, she closes: each sees it in their own browser. */
export async function commentTogether(anne: Someone, paul: Someone): Promise<void> {
  await text(anne.page).locator("p").filter({ hasText: "second relevé" }).click();
  await anne.page.keyboard.press("End");
  await anne.page.keyboard.press("Control+Shift+ArrowLeft");
  await anne.page.keyboard.press("Control+Shift+ArrowLeft");
  await anne.page.keyboard.press("Control+Alt+m");
  const written = anne.page.locator(".ep-thread--new");
  await written.getByLabel("Votre commentaire").fill("Qui apporte les thermomètres ?");
  await written.getByRole("button", { name: "Envoyer" }).click();
  await expect(written).toHaveCount(0);

  await expect(paul.page.locator("mark[data-thread]")).not.toHaveCount(0);
  const toggle = paul.page.getByRole("button", { name: "Commentaires (1)" });
  // On a wide screen the discussions open by themselves.
  if ((await toggle.getAttribute("aria-expanded")) !== "true") await toggle.click();
  const thread = paul.page.locator(".ep-thread").filter({ hasText: "Qui apporte les thermomètres ?" });
  await thread.locator("summary", { hasText: "Répondre" }).click();
  await thread.getByLabel("Votre réponse").fill("Moi, il y en a six au laboratoire.");
  await thread.getByRole("button", { name: "Envoyer" }).click();

  const hers = anne.page.locator(".ep-thread").filter({ hasText: "Moi, il y en a six au laboratoire." });
  await expect(hers).toHaveCount(1);
  await anne.looks();
  await hers.getByRole("button", { name: "Marquer comme résolue" }).click();
  for (const { page } of [anne, paul])
    await expect(page.getByRole("button", { name: "Commentaires (0)" })).toHaveCount(1);
  await paul.page.getByRole("button", { name: "Fermer les commentaires" }).click();
  await anne.page.getByRole("button", { name: "Fermer les commentaires" }).click();
  for (const { page } of [anne, paul]) await reads(page, "Prévoir un second relevé.");
  // He is in the text again.
  await text(paul.page).locator("p").last().click();
  await paul.page.keyboard.press("Control+End");
}
