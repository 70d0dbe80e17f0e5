import { expect } from "@playwright/test";
import { type Cast, Someone } from "../people";
import type { Addresses } from "./cohort";

/** She issues; each teacher has a tagged PDF; anybody verifies it, and learns nothing else. */
export async function attest(cast: Cast, { cohort }: Addresses): Promise<void> {
  const claire = await cast.plain("claire.delmas");
  await claire.open(`${cohort}/attestations`);
  await claire.press("Établir les attestations");
  await claire.sees("12 attestations établies");

  const amelie = await cast.plain("amelie.roy");
  await amelie.open("/");
  await amelie.open("/attestations");
  const pdf = await amelie.linkTo(/Télécharger le PDF/);
  const file = await amelie.context.request.get(pdf);
  expect((await file.body()).toString("latin1")).toContain("/StructTreeRoot");
  const page = await amelie.linkTo(/vérification/i);

  const anybody = await Someone.visits(cast.browser, "anybody", { javaScript: false });
  await anybody.open(page);
  await anybody.sees("Cette attestation est authentique et en vigueur");
  await anybody.sees("Amélie Roy");
  await anybody.sees("3 h 00");
  await expect(anybody.page.locator("main")).not.toContainText("@demo");
  await anybody.open("/verification");
  await anybody.leaves();
}
