import type { Cast, Someone } from "../people";
import type { Addresses } from "./cohort";

/**
 * The référente attests an activity at a distance for one trainee, whose hours come; a wrong attestation is taken back by a
 * second person. Without JavaScript.
 */
export async function workAtADistance(cast: Cast, { cohort }: Addresses): Promise<void> {
  const claire = await cast.plain("claire.delmas");
  await claire.open(cohort);
  await claire.follow("Activités à distance");
  await claire.page.locator("main summary", { hasText: "Attester" }).first().click();
  await tick(claire, "Amélie Roy");
  await claire.press("Attester pour les personnes cochées");
  await claire.sees("Activité attestée pour 1 personne");
  const amelie = await cast.live("amelie.roy");
  await amelie.waitsFor("/heures", "Situer ses pratiques");

  await claire.page.locator("main summary", { hasText: "Retirer une attestation" }).first().click();
  await claire.choose("attestationId", "Amélie Roy");
  await claire.fill({ reason: "Le travail rendu est celui d'une autre équipe" });
  await claire.press("Proposer le retrait");
  await claire.sees("Une seconde personne doit se prononcer");
  const head = await cast.plain("bernard.castel");
  await head.open(`${cohort}/activites`);
  await head.press("Approuver le retrait");
  await head.sees("L'attestation est retirée");
}

/** The box of somebody in the first activity that can be attested. */
const tick = ({ page }: Someone, name: string) =>
  page.locator("main .fr-checkbox-group", { hasText: name }).first().locator("input").check({ force: true });
