import { expect } from "@playwright/test";
import type { Cast } from "../people";

/** The CTICE names her and the head signs; her function waits for its decisions; the office entrusts a training to her. */
export async function nameAReferent(cast: Cast): Promise<void> {
  const ctice = await cast.plain("mathieu.vasselin");
  await ctice.open("/referents");
  await ctice.follow(/Nommer un référent : Collège des Tilleuls/);
  await ctice.choose("personId", "Claire Delmas");
  await ctice.press("Nommer et émettre la lettre de mission");
  await ctice.sees("Référent nommé");

  const head = await cast.plain("bernard.castel");
  await head.open("/");
  await head.follow(/Lettre de mission à signer/);
  const m1 = new URL(head.page.url()).pathname;
  await head.press("Signer la lettre de mission");
  await head.sees("La lettre de mission est signée");
  await head.sees("EVD-04");
  await head.sees("PAY-06");
  const letter = await head.context.request.get(`${m1}/lettre.pdf`);
  expect(letter.status()).toBe(200);
  expect((await letter.body()).subarray(0, 5).toString()).toBe("%PDF-");

  const rectorat = await cast.plain("agnes.lorcy");
  await rectorat.open("/academie/canaux");
  await rectorat.page
    .locator('main form:has-text("2012-2013") [name="reason"]')
    .first()
    .fill("Formations de proximité, dans l'attente des vacations");
  await rectorat.press(/Ouvrir les HSE pour formation en 2012-2013/);
  await rectorat.sees("La décision est enregistrée");

  const office = await cast.plain("didier.hascoet");
  await office.open("/missions/nouvelle");
  await office.choose("etablissement", "Collège des Tilleuls");
  await office.press("Choisir la personne");
  await office.sees("La vacation");
  await office.choose("personId", "Claire Delmas");
  await office.fill({ title: "Enseigner avec le TNI", plannedMinutes: "3 h 00" });
  // Hours for the function she is paid the IFIC for: refused before anybody works, and nothing is created.
  const missions = office.page.locator("main table tbody tr");
  const before = await missions.count();
  await office.choose("functionCode", "REFERENT_NUMERIQUE");
  await office.press("Confier la mission");
  await office.sees("L'HSE ne peut s'ajouter à l'IFIC pour la même mission");
  await office.sees("PAY-01");
  await expect(missions).toHaveCount(before);
  await office.fill({ functionCode: "" });
  await office.press("Confier la mission");
  await office.sees("La mission est créée");
}
