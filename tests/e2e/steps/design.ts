import type { Cast } from "../people";

/**
 * A mission of design in vacation, its letter signed: the référente declares two works, the CTICE attests one and refuses the
 * other, the head certifies what the CTICE attested. Each finds it on the first page. Without JavaScript.
 */
export async function designAWork(cast: Cast): Promise<void> {
  const office = await cast.plain("didier.hascoet");
  await office.open("/missions/nouvelle");
  await office.choose("etablissement", "Collège des Tilleuls");
  await office.press("Choisir la personne");
  await office.choose("canal", "VACATION");
  await office.press("Choisir la personne");
  await office.choose("personId", "Claire Delmas");
  await office.fill({
    title: "Concevoir l'atelier TNI",
    purpose: "DESIGN",
    plannedMinutes: "6 h 00",
    level: "expertise",
    rateCents: "42,00",
    tasks: "Supports de l'atelier : 6 h 00",
  });
  await office.press("Confier la mission");
  await office.sees("La mission est créée");

  const head = await cast.plain("bernard.castel");
  await head.open("/");
  await head.follow(/Lettre de mission à signer/);
  await head.press("Signer la lettre de mission");
  await head.sees("La lettre de mission est signée");

  const claire = await cast.plain("claire.delmas");
  await claire.open("/");
  await claire.follow(/Mission de conception/);
  const declares = async (minutes: string, made: string) => {
    await claire.choose("task", "Supports de l");
    await claire.fill({ day: "2012-12-02", minutes, made });
    await claire.press("Déclarer ce travail");
  };
  await declares("0 h 05", "Trame et fiches de l'atelier");
  await claire.sees("de 15 min à 24 h");
  await declares("3 h 00", "Trame et fiches de l'atelier");
  await claire.sees("Une autre personne doit l'attester");
  await declares("1 h 00", "Questionnaire de satisfaction");
  await claire.sees("Une autre personne doit l'attester");

  const ctice = await cast.plain("mathieu.vasselin");
  await ctice.open("/");
  await ctice.follow(/Travaux de conception à attester/);
  const works = ctice.page.locator("main .ep-card");
  await works.filter({ hasText: "Trame et fiches" }).getByRole("button", { name: "Attester ce travail" }).click();
  await ctice.sees("L'heure est inscrite au registre");
  const other = works.filter({ hasText: "Questionnaire" });
  await other.locator("summary").click();
  await other.locator("[name=reason]").fill("Déjà fourni par le plan académique");
  await other.getByRole("button", { name: "Refuser ce travail" }).click();
  await ctice.sees("Le travail est refusé");
  await claire.open("/");
  await claire.follow(/Travail de conception refusé/);
  await claire.sees("Déjà fourni par le plan académique");

  await head.open("/");
  await head.follow(/service.? à certifier/);
  await head.sees("Trame et fiches de l'atelier");
  await head.press(/^Certifier/);
  await head.sees(/certifi/);
}

/** December's statement of vacations pays the work: 3 × 42,00 €, and its hour leads back to the declaration. */
export async function payTheDesign(cast: Cast): Promise<void> {
  const ctice = await cast.plain("mathieu.vasselin");
  await ctice.moveOn(/Aller au 2 janvier/);
  await ctice.waitsFor("/", /État liquidatif à contrôler\s: vacation/);
  await ctice.follow(/État liquidatif à contrôler\s: vacation/);
  await ctice.sees("126,00");
  await ctice.press(/^Contrôler/);
  await ctice.sees("L'état est contrôlé");
  await ctice.follow(/126,00/);
  await ctice.sees(/état n°/);
  await ctice.follow(/Trame et fiches/);
  await ctice.sees("Trame et fiches de l'atelier");
}
