import { expect } from "@playwright/test";
import type { Cast, Someone } from "../people";

/**
 * The référente declares her month complete; service done is certified by the head, who neither closed nor ticked;
 * 3 × 37,36 €; controlled by the CTICE, decided, exported with the password typed again, explained.
 */
export async function payTheMonth(cast: Cast): Promise<void> {
  const claire = await cast.plain("claire.delmas");
  await claire.open("/heures/declarer?mois=2012-10");
  await claire.sees("3 h 00");
  await claire.press("Ma déclaration est complète");
  await claire.sees("Déclarée complète le");

  const head = await cast.plain("bernard.castel");
  await head.open("/");
  await head.follow(/service.? à certifier/);
  await head.press(/^Certifier/);
  await head.sees(/certifi/);
  await head.moveOn(/Aller au 2 novembre/);

  const ctice = await cast.plain("mathieu.vasselin");
  await ctice.waitsFor("/", /État liquidatif à contrôler/);
  const rectorat = await cast.plain("agnes.lorcy");
  await rectorat.open(await ctice.linkTo(/État liquidatif à contrôler/));
  await rectorat.sees("n'est pas encore contrôlé");
  await ctice.follow(/État liquidatif à contrôler/);
  await ctice.sees("112,08");
  await ctice.press(/^Contrôler/);
  await ctice.sees("L'état est contrôlé");

  await rectorat.waitsFor("/", /État liquidatif à décider/);
  await rectorat.follow(/État liquidatif à décider/);
  await rectorat.sees("112,08");
  await rectorat.press(/^Décider/);
  await rectorat.fill({ password: "un autre mot de passe" });
  await rectorat.press(/^Exporter/);
  await rectorat.sees("Le mot de passe actuel ne convient pas");
  await rectorat.proves(/^Exporter/);
  const statement = new URL(rectorat.page.url()).pathname;
  await downloads(rectorat, statement);
  await rectorat.follow(/112,08/);
  await rectorat.sees("37,36");
  await rectorat.sees(/Feuille close/);

  // Committed has become service done, on the allotment of the school.
  await ctice.waitsFor("/budget", "112,08");
  // The function of référente still waits for the councils and the decision: it is in no statement.
  await head.open("/");
  await head.sees("Dates des conseils à saisir");
}

async function downloads(rectorat: Someone, statement: string) {
  for (const [file, start] of [
    ["pdf", "%PDF-"],
    ["csv", "\uFEFF"],
  ] as const) {
    const answer = await rectorat.context.request.get(`${statement}.${file}`);
    expect(answer.status()).toBe(200);
    expect((await answer.body()).toString("utf8").startsWith(start), file).toBe(true);
  }
}
