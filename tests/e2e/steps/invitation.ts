import { expect } from "@playwright/test";
import type { Someone } from "../people";

/** Reads the invitation in the demonstration's mailbox, opens its link and the account; it serves once. */
export async function followInvitation(
  someone: Someone,
  name: { givenName: string; familyName: string },
): Promise<void> {
  await someone.waitsFor(`/boite-aux-lettres?pour=${encodeURIComponent(someone.email)}`, "Activer votre compte");
  const letter = someone.page
    .locator("main")
    .getByRole("link", { name: /Activer votre compte/ })
    .first();
  await someone.open((await letter.getAttribute("href")) ?? "");
  const link = await someone.page.locator('main a[href*="/invitation/"]').first().getAttribute("href");
  const path = new URL(link ?? "").pathname;
  await someone.open(path);
  await someone.fill({ ...name, password: someone.email });
  await someone.press("Ouvrir mon compte");
  await expect(someone.page.locator("main [aria-invalid=true]").first()).toBeVisible();
  await someone.looks();
  await someone.fill({ ...name, password: "une phrase de passe de démonstration" });
  await someone.press("Ouvrir mon compte");
  await expect(someone.page).not.toHaveURL(/invitation/);
  expect((await someone.context.request.get(path)).status(), "the invitation a second time").toBe(409);
}
