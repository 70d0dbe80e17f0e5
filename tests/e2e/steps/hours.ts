import { expect } from "@playwright/test";
import pg from "pg";
import type { Cast } from "../people";

/** Nothing is counted before the planned end; then 12 × 180 trainee minutes and 180 trainer minutes, once. */
export async function becomeHours(cast: Cast): Promise<void> {
  const claire = await cast.live("claire.delmas");
  await claire.open("/heures");
  await claire.sees("Aucune heure comptée");
  await claire.moveOn(/Aller à la fin de la séance/);
  await claire.waitsFor("/heures", "3 h 00");
  await claire.follow(/D.où vient cette heure/);
  await claire.sees(/Feuille close/);
  expect(await booked()).toEqual([
    { role: "TRAINEE", people: 12, minutes: 2160 },
    { role: "TRAINER", people: 1, minutes: 180 },
  ]);
}

async function booked(): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select role::text as role, count(distinct person_id)::int as people, sum(minutes)::int as minutes
       from hour_entry group by 1 order by 1`,
    );
    return rows;
  } finally {
    await client.end();
  }
}
