import type { Cast } from "../people";

/**
 * The month is paid and closed, and the séance was an hour shorter: the référente proposes, the CTICE approves, the head
 * certifies what is left; the next statement takes 112,08 € back and pays 74,72 €, and October stays as it was exported.
 */
export async function correctTheClosedMonth(cast: Cast): Promise<void> {
  const rectorat = await cast.plain("agnes.lorcy");
  await rectorat.open("/etats/cloture");
  await rectorat.choose("lieu", "Rennes");
  await rectorat.fill({ mois: "2012-10" });
  await rectorat.press("Voir ce qui resterait");
  await rectorat.press("Clore ce mois");
  await rectorat.sees("Le mois est clos");

  const claire = await cast.plain("claire.delmas");
  await claire.open("/heures");
  await claire.follow(/D.où vient cette heure/);
  const hour = new URL(claire.page.url()).pathname;
  await claire.fill({ trueMinutes: "3 h 30", reason: "Salle rendue à 16 h" });
  await claire.press("Proposer la correction");
  await claire.sees("HRS-02");
  await claire.fill({ trueMinutes: "2 h 00", reason: "Salle rendue à 16 h" });
  await claire.press("Proposer la correction");
  await claire.sees("Une seconde personne doit se prononcer");

  const ctice = await cast.plain("mathieu.vasselin");
  await ctice.open("/");
  await ctice.follow(/Correction d.heure à décider/);
  await ctice.press("Approuver la correction");
  await ctice.sees("La correction est approuvée et inscrite au registre");
  await ctice.sees("Pourquoi 2 h 00 et pas 3 h 00 ?");
  await ctice.follow("2 h 00");
  await ctice.sees("Salle rendue à 16 h");

  const head = await cast.plain("bernard.castel");
  await head.open("/");
  await head.follow(/service.? à certifier/);
  await head.sees("2 h 00");
  await head.press(/^Certifier/);
  await head.sees(/certifi/);
  await head.moveOn(/Aller au 2 décembre/);

  await ctice.waitsFor("/", /État liquidatif à contrôler/);
  await ctice.follow(/État liquidatif à contrôler/);
  await ctice.sees(/[-−]\s?112,08/);
  await ctice.sees("74,72");
  await ctice.sees(/[-−]\s?37,36/);
  await ctice.press(/^Contrôler/);
  await ctice.sees("L'état est contrôlé");
  await rectorat.waitsFor("/", /État liquidatif à décider/);
  await rectorat.follow(/État liquidatif à décider/);
  await rectorat.press(/^Décider/);
  await rectorat.proves(/^Exporter/);
  await rectorat.sees(/[-−]\s?112,08/);
  await rectorat.sees("74,72");

  // October stays as it was exported.
  await claire.open(hour);
  await claire.follow(/état n°\s/);
  await claire.sees("112,08");
}
