import { expect } from "@playwright/test";
import type { Cast } from "../people";

/** Two councils, the head proposes, the rectorat decides: the amount is committed, and its envelope leads back to it. */
export async function decideTheIfic(cast: Cast): Promise<void> {
  const head = await cast.plain("bernard.castel");
  await head.open("/");
  await head.follow(/Dates des conseils à saisir/);
  const mission = new URL(head.page.url()).pathname;
  for (const heldOn of ["2012-10-16", "2012-10-23"]) {
    await head.fill({ heldOn });
    await head.press("Enregistrer la date");
    await head.sees("La date est enregistrée");
  }
  await head.press("Proposer ce montant au recteur");
  await head.sees("La proposition est enregistrée");

  const rectorat = await cast.plain("agnes.lorcy");
  await rectorat.open(mission);
  await rectorat.press("Enregistrer la décision du recteur");
  await rectorat.sees("La décision du recteur est enregistrée");

  const ctice = await cast.plain("mathieu.vasselin");
  await ctice.open(mission);
  await ctice.follow(/Dotation IFIC/);
  await ctice.sees("Claire Delmas");
  expect(new URL(await ctice.linkTo(/Claire Delmas|Référent/), ctice.page.url()).pathname).toBe(mission);
}

/** What October declared, certified and paid, side by side, down to each person. */
export async function reconcileTheMonth(cast: Cast): Promise<void> {
  const ctice = await cast.plain("mathieu.vasselin");
  await ctice.open("/etats");
  await ctice.follow("Rapprochement");
  await ctice.open("/etats/rapprochement?mois=2012-10");
  await ctice.sees("112,08");
  await ctice.follow("Collège des Tilleuls");
  await ctice.sees("Claire Delmas");
  await ctice.sees("112,08");
}
