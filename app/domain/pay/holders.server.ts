import type { Tx } from "~/platform/db.server";
import type { Actor, Role } from "../actor";
import { nameOf } from "../mission/queries.server";

/** Who holds one of the roles today at a place of a lineage. */
export async function holdersOf(tx: Tx, roles: readonly Role[], lineage: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT held.person_id::text AS id FROM role_assignment held JOIN place p ON p.id = held.place_id
    WHERE held.role::text = ANY (${[...roles]}) AND held.place_id = ANY (${[...lineage]}::uuid[])
      AND (business_now() AT TIME ZONE p.time_zone)::date BETWEEN held.valid_from AND coalesce(held.valid_to, 'infinity')
    ORDER BY 1`;
  return rows.map(({ id }) => id);
}

/**
 * Names of the others who may decide a statement of an académie: the rectorat, less whoever certified one of its hours,
 * attested or earns one of its lines (EVD-03).
 */
export async function otherDeciders(
  tx: Tx,
  actor: Actor,
  { id, lineage }: { id: string; lineage: readonly string[] },
): Promise<string[]> {
  const holders = await holdersOf(tx, ["RECTORAT"], lineage);
  const interested = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT one::text AS id FROM pay_line l JOIN mission m ON m.id = l.mission_id
      LEFT JOIN certification c ON c.hour_entry_id = l.hour_entry_id
      LEFT JOIN mission_fact f ON l.hour_entry_id IS NULL AND f.mission_id = l.mission_id AND f.kind = 'SERVICE_FAIT'
      CROSS JOIN LATERAL unnest(ARRAY[m.person_id, c.certified_by_id, f.recorded_by_id]) AS one
    WHERE l.statement_id = ${id}::uuid AND one = ANY (${holders}::uuid[])`;
  const out = new Set([actor.personId, ...interested.map((one) => one.id)]);
  const people = await tx.person.findMany({
    where: { id: { in: holders.filter((holder) => !out.has(holder)) } },
    orderBy: [{ familyName: "asc" }, { id: "asc" }],
    select: { givenName: true, familyName: true },
  });
  return people.map(nameOf);
}
