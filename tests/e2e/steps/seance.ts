import { expect } from "@playwright/test";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import type { Cast, Someone } from "../people";
import { type Addresses, newcomer, twelve } from "./cohort";
import { followInvitation } from "./invitation";

const [undecided = "", ...others] = twelve.slice(0, 10);

/** Eleven sign on their phone, one of them invited this very afternoon; two are ticked; she closes the sheet. */
export async function signAtTheSeance(cast: Cast, { seance }: Addresses): Promise<string> {
  const claire = await cast.live("claire.delmas");
  await claire.open(`${seance}/emargement`);
  await expect(claire.page.locator(".ep-attendance-code__signs")).toHaveCount(0);
  await claire.open("/");
  await claire.moveOn(/Aller à la séance/);
  await claire.open("/");
  await expect(claire.page.locator("h1")).toContainText(/17\soctobre\s2012/);
  await claire.looks();
  await claire.follow("Ouvrir l'émargement");
  await expect(claire.page.locator(".ep-attendance-code__signs")).toBeVisible();
  const early = await readCode(claire);
  const shownAt = Date.now();

  await strangersStayOutside(cast, claire, seance);
  await signsThenThinksAgain(cast, claire);
  await Promise.all(others.slice(0, 4).map((local) => signsByPhone(cast, claire, local)));
  await Promise.all(others.slice(4, 7).map((local) => signsByPhone(cast, claire, local)));
  for (const local of others.slice(7)) await signsByCode(cast, claire, local);
  await signsOnceInvited(cast, claire);
  await expect(claire.page.locator(".ep-big-count strong")).toHaveText("11", { timeout: 20_000 });
  await claire.looks();

  await triesOldAndUnknownCodes(cast, claire, early, shownAt);
  await claire.open(`${seance}/feuille?papier=1`);
  await claire.sees("Signature de la personne");
  await claire.open(`${seance}/feuille`);
  for (const name of ["Morvan Julien", "Vasseur Thomas"]) {
    const row = claire.page.getByRole("row", { name: new RegExp(name) });
    await row.locator("summary").click();
    await row.locator('[name="reason"]').fill("Téléphone déchargé, présence constatée");
    await row.getByRole("button", { name: /Pointer présent/ }).click();
    await claire.sees("La présence est enregistrée");
  }
  await claire.press("Clore la feuille");
  await claire.sees("La feuille est close et scellée : 13 présents");
  return seance;
}

/** Whoever is not of this session shows the same fresh code, opens the sheet, posts by hand: nothing is recorded. */
async function strangersStayOutside(cast: Cast, claire: Someone, seance: string) {
  const stranger = await cast.phone("lucie.hamon");
  await stranger.open("/connexion");
  await stranger.signIn();
  await expect(stranger.page).not.toHaveURL(/connexion/);
  await stranger.open(await scan(claire));
  await expect(stranger.page.getByRole("button", { name: "Je signe ma présence" })).toHaveCount(0);
  await stranger.open(`${seance}/feuille`);
  await expect(stranger.page.locator(".ep-error-page")).toContainText("404");
  const origin = new URL(stranger.page.url()).origin;
  for (const [headers, status] of [
    [{ Origin: origin }, 404],
    [{ Origin: "https://ailleurs.example" }, 403],
  ] as const) {
    const answer = await stranger.context.request.post(`${seance}/feuille`, { form: { intent: "close" }, headers });
    expect(answer.status()).toBe(status);
  }
  await stranger.leaves();
}

/** Takes a signature back within ten seconds, then signs for good. */
async function signsThenThinksAgain(cast: Cast, claire: Someone) {
  const teacher = await cast.phone(undecided);
  await teacher.open(await scan(claire));
  await teacher.looks();
  await teacher.signIn();
  await signs(teacher);
  await teacher.press(/^Annuler/);
  await teacher.sees("Signature annulée");
  await teacher.open(await scan(claire));
  await signs(teacher);
  await teacher.leaves();
}

/** Scan, sign in, one tap. */
async function signsByPhone(cast: Cast, claire: Someone, local: string) {
  const teacher = await cast.phone(local);
  await teacher.page.goto(await scan(claire));
  await teacher.signIn();
  await signs(teacher);
  await teacher.leaves();
}

/** The same by the six characters, without JavaScript. */
async function signsByCode(cast: Cast, claire: Someone, local: string) {
  const teacher = await cast.phone(local, { javaScript: false });
  await teacher.page.goto("/e");
  await teacher.fill({ code: await readCode(claire) });
  await teacher.press("Continuer");
  await teacher.signIn();
  await signs(teacher);
  await teacher.leaves();
}

/** Shows the code before having an account: the receipt waits while the invitation is followed, and leads back here. */
async function signsOnceInvited(cast: Cast, claire: Someone) {
  const camille = await cast.phone(newcomer);
  await camille.page.goto(await scan(claire));
  await expect(camille.page).toHaveURL(/connexion/);
  await followInvitation(camille, { givenName: "Camille", familyName: "Nouvelle" });
  await expect(camille.page).toHaveURL(/emarger/);
  // Enrolling whom the session awaited is a job of the activation.
  await expect(async () => {
    await camille.page.reload();
    await expect(camille.page.getByRole("button", { name: "Je signe ma présence" })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await signs(camille);
  await camille.leaves();
}

async function signs(teacher: Someone) {
  await teacher.sees("Je signe ma présence");
  await teacher.press("Je signe ma présence");
  await expect(teacher.page.locator("h1")).toContainText(/Présence signée à/);
  await teacher.looks();
}

/** A code of the beginning of the hour, and one that no séance shows, are refused in words, and record nothing. */
async function triesOldAndUnknownCodes(cast: Cast, claire: Someone, early: string, shownAt: number) {
  const late = await cast.phone("julien.morvan");
  // A code is accepted for 45 s of real time, give or take the window it was shown in.
  await late.page.waitForTimeout(Math.max(0, 62_000 - (Date.now() - shownAt)));
  await late.open("/e");
  await late.fill({ code: early });
  await late.press("Continuer");
  await late.sees(/n.est plus valable/);
  await late.fill({ code: (await readCode(claire)) === "AAAAAA" ? "BBBBBB" : "AAAAAA" });
  await late.press("Continuer");
  await late.sees(/n.a pas été enregistrée/);
  await late.leaves();
}

/** The address the rotating QR says, read from the picture as a phone reads it. */
async function scan(projection: Someone): Promise<string> {
  const picture = PNG.sync.read(await projection.page.locator(".ep-attendance-code__qr").first().screenshot());
  const read = jsqr(new Uint8ClampedArray(picture.data), picture.width, picture.height);
  if (!read) throw new Error("the QR code cannot be read");
  return read.data;
}

/** The six characters on the wall. */
async function readCode(projection: Someone): Promise<string> {
  const text = (await projection.page.locator(".ep-attendance-code__signs").first().textContent()) ?? "";
  return text.replace(/\s/g, "");
}
