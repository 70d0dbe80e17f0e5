import { expect } from "@playwright/test";
import type { Cast } from "../people";
import type { Addresses } from "./cohort";

/** A séance that has not taken place is moved, a Sunday refused, then cancelled; the people concerned are told each time. */
export async function changePlans(cast: Cast, { cohort }: Addresses): Promise<void> {
  const claire = await cast.live("claire.delmas");
  await claire.open(`${cohort}/seances/nouvelle`);
  await claire.fill({
    title: "Essayer en classe",
    date: "2012-11-14",
    startTime: "14:00",
    endTime: "16:00",
    room: "Salle 104",
  });
  await claire.press("Planifier la séance");
  await expect(claire.page).not.toHaveURL(/nouvelle/);
  await claire.open(cohort);
  const planned = await claire.linkTo("Essayer en classe");
  await claire.open(`${planned}/modifier`);
  await claire.fill({ date: "2012-11-18" });
  await claire.press("Déplacer et prévenir");
  await claire.sees(/dimanche/i);
  await claire.fill({ date: "2012-11-21" });
  await claire.press("Déplacer et prévenir");
  await expect(claire.page).not.toHaveURL(/modifier/);
  await claire.sees("21 novembre 2012");
  await claire.open(`${planned}/annuler`);
  await claire.fill({ reason: "Salle indisponible" });
  await claire.press("Annuler la séance et prévenir");
  await expect(claire.page).not.toHaveURL(/annuler/);
  await claire.sees("Salle indisponible");

  const amelie = await cast.live("amelie.roy");
  await amelie.waitsFor("/messages", /annulée/);
  await amelie.sees(/déplacée|changé/);
}
