import type { Cast } from "../people";

const sentence = "Ces crédits sont hors titre 2 : ils ne peuvent payer aucun formateur";

/** 3 760 000 € between 30 académies: refused where the parts do not add up, previewed, published once. */
export async function splitTheCredits(cast: Cast): Promise<void> {
  const pilot = await cast.plain("helene.dupre-nation");
  await pilot.open("/budget/repartition");
  await pilot.sees("clé provisoire");
  await pilot.fill({ totalCents: "3 760 000,00", p140: "752 000,00", p141: "2 256 000,00", p139: "752 000,01" });
  await pilot.press("Calculer la répartition");
  await pilot.sees("BUD-04");
  await pilot.fill({ p139: "752 000,00" });
  await pilot.press("Calculer la répartition");
  await pilot.sees("26 849,42");
  await pilot.press("Publier la répartition");
  await pilot.sees("La répartition est publiée");
  await pilot.open("/budget/repartition");
  await pilot.sees("Elle ne se publie qu'une fois");
  await pilot.open("/budget");

  const ctice = await cast.plain("mathieu.vasselin");
  await ctice.open("/budget");
  for (const amount of ["26 849,42", "80 548,25", "76 084,97"]) await ctice.sees(amount);
  await ctice.sees(sentence);
  await ctice.sees("fictif");
}
