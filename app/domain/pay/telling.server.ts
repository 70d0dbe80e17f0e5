import { businessNow } from "~/platform/clock.server";
import { db, inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { queueMail } from "../notification/commands.server";
import { holdersOf } from "./holders.server";
import { listLeftBehind } from "./left-behind.server";

type SentBack = { statementId: string; eventId: string; sentBack: "CONTROL" | "DECISION"; lineage: readonly string[] };
const tellsOf = {
  CONTROL: { template: "statementReturned", roles: ["RECTORAT"] },
  DECISION: { template: "statementRefused", roles: ["CTICE", "TRAINING_OFFICE"] },
} as const;

/** Whoever takes the next step of a statement that came back is told once: the rectorat drafts again, the control reads again. */
export async function tellSentBack(tx: Tx, actor: Actor, { statementId, eventId, sentBack, lineage }: SentBack) {
  const { template, roles } = tellsOf[sentBack];
  const at = await businessNow(tx);
  for (const toPersonId of await holdersOf(tx, roles, lineage)) {
    if (toPersonId === actor.personId) continue;
    const params = { statementId, eventId };
    await queueMail(tx, { template, params, key: `${template}:${eventId}:${toPersonId}`, toPersonId, at });
  }
}

/**
 * A month closes with days of grace: heads whose school has something left to certify, and people whose hours nobody has
 * certified, are told the deadline. One transaction each, so that whoever is killed goes on; a key is one message.
 */
export async function tellClosing(closingId: string): Promise<void> {
  const closing = await db.monthClosingEvent.findUnique({ where: { id: BigInt(closingId) } });
  if (!closing?.effectiveAt || closing.effectiveAt <= (await businessNow())) return;
  const { placeId, month } = closing;
  const left = (await listLeftBehind(db, placeId, month)).filter(({ hours, sheets }) => hours + sheets > 0);
  for (const { schoolId } of left)
    for (const toPersonId of await holdersOf(db, ["HEAD"], [schoolId]))
      await inTransaction(async (tx) => {
        const key = `monthCloses:${closingId}:${schoolId}:${toPersonId}`;
        const params = { closingId, schoolId };
        await queueMail(tx, { template: "monthCloses", params, key, toPersonId, at: await businessNow(tx) });
      });
  for (const toPersonId of await uncertifiedPeople(placeId, month))
    await inTransaction(async (tx) => {
      const key = `monthClosesOwn:${closingId}:${toPersonId}`;
      const params = { closingId };
      await queueMail(tx, { template: "monthClosesOwn", params, key, toPersonId, at: await businessNow(tx) });
    });
}

/** People with an hour of the month, in a school of the place, that nobody has certified or refused. */
async function uncertifiedPeople(placeId: string, month: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT h.person_id::text AS id
    FROM place s JOIN mission m ON m.place_id = s.id JOIN hour_entry h ON h.mission_id = m.id
    WHERE s.kind = 'SCHOOL' AND s.lineage @> ARRAY[${placeId}::uuid] AND h.role <> 'TRAINEE' AND h.reverses_id IS NULL
      AND h.starts_at BETWEEN to_date(${month}, 'YYYY-MM') - interval '1 day' AND to_date(${month}, 'YYYY-MM') + interval '1 month 1 day'
      AND to_char(h.starts_at AT TIME ZONE s.time_zone, 'YYYY-MM') = ${month}
      AND NOT EXISTS (SELECT 1 FROM certification c WHERE c.hour_entry_id = h.id)
      AND NOT EXISTS (SELECT 1 FROM hour_entry r WHERE r.reverses_id = h.id)
    ORDER BY 1`;
  return rows.map(({ id }) => id);
}
