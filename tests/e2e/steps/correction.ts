import type { Cast } from "../people";

/** He was ticked and was not there: she proposes, the deputy approves, the sealed sheet keeps both lines. */
export async function correctTheSheet(cast: Cast, seance: string): Promise<void> {
  const claire = await cast.live("claire.delmas");
  await claire.open(`${seance}/corrections`);
  await claire.choose("enrolmentId", "Vasseur");
  await claire.fill({ kind: "REMOVE", reason: "Pointé par erreur : absent, excusé" });
  await claire.press("Proposer");
  await claire.sees("Une seconde personne doit l'approuver");

  const deputy = await cast.live("nadia.saidi");
  await deputy.open(`${seance}/corrections`);
  await deputy.press("Approuver");
  await deputy.sees("La correction est approuvée et inscrite sur la feuille");
  await deputy.open(`${seance}/feuille`);
  await deputy.sees("Pointé par erreur");
  await deputy.sees("12 présents sur 13");
}
