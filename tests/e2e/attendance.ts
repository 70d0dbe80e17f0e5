import { type Browser, expect } from "@playwright/test";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { Someone } from "./people";

/** The address the rotating QR says, read from the picture as a phone reads it. */
export async function scan(projection: Someone): Promise<string> {
  const picture = PNG.sync.read(await projection.page.locator(".ep-attendance-code__qr").first().screenshot());
  const read = jsqr(new Uint8ClampedArray(picture.data), picture.width, picture.height);
  if (!read) throw new Error("the QR code cannot be read");
  return read.data;
}

/** The six characters on the wall. */
export async function readCode(projection: Someone): Promise<string> {
  const text = (await projection.page.locator(".ep-attendance-code__signs").first().textContent()) ?? "";
  return text.replace(/\s/g, "");
}

/** A teacher on a phone: scan, sign in, one tap. */
export async function signsByPhone(
  browser: Browser,
  projection: Someone,
  local: string,
  { check = false } = {},
): Promise<void> {
  const teacher = await Someone.visits(browser, `${local}@demo.entrepairs.example`, { phone: true });
  await teacher.open(await scan(projection));
  await teacher.signIn();
  await teacher.sees("Je signe ma présence");
  if (check) await teacher.checks("4-signer");
  await teacher.press("Je signe ma présence");
  await expect(teacher.page.locator("h1")).toContainText(/Présence signée à/);
  if (check) await teacher.checks("4-signe");
  await teacher.leaves();
}

/** The same by the six characters, without JavaScript. */
export async function signsByCode(browser: Browser, projection: Someone, local: string): Promise<void> {
  const teacher = await Someone.signsIn(browser, local, { phone: true, javaScript: false });
  await teacher.open("/e");
  await teacher.fill({ code: await readCode(projection) });
  await teacher.press("Continuer");
  await teacher.press("Je signe ma présence");
  await expect(teacher.page.locator("h1")).toContainText(/Présence signée à/);
  await teacher.leaves();
}
