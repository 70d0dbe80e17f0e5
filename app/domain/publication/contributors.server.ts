import type { Tx } from "~/platform/db.server";

/** Longest line of copies that is followed. */
const GENERATIONS = 50;

export type Writers = {
  /** Whoever wrote in the scenario, and in what it was copied from up to a published text, whose licence allows it. */
  personIds: string[];
  /** Whether anybody wrote here since it was begun. */
  writtenHere: boolean;
};

/**
 * Who wrote a scenario: the server's own word (a Yjs client belongs to one person for ever). Who began it stands alone
 * where nobody wrote since.
 */
export async function findWriters(tx: Tx, scenarioId: string): Promise<Writers> {
  const rows = await tx.$queryRaw<{ personId: string; here: boolean }[]>`
    with recursive line as (
      select id, origin_id, origin_publication_id, 1 as generation from scenario where id = ${scenarioId}::uuid
      union all
      select parent.id, parent.origin_id, parent.origin_publication_id, generation + 1
      from line join scenario parent on parent.id = line.origin_id
      where line.origin_publication_id is null and generation < ${GENERATIONS}
    )
    select person_id as "personId", bool_or(client.scenario_id = ${scenarioId}::uuid) as here
    from scenario_client client where client.scenario_id in (select id from line) group by person_id`;
  const writtenHere = rows.some(({ here }) => here);
  if (rows.length > 0) return { personIds: rows.map(({ personId }) => personId), writtenHere };
  const { createdById } = await tx.scenario.findUniqueOrThrow({
    where: { id: scenarioId },
    select: { createdById: true },
  });
  return { personIds: [createdById], writtenHere };
}

/** Adds the writers who are not asked yet; returns them. The caller holds the lock of the scenario. */
export async function askNewWriters(tx: Tx, publicationId: string, personIds: readonly string[]): Promise<string[]> {
  const added = await tx.scenarioContributor.createManyAndReturn({
    data: personIds.map((personId) => ({ publicationId, personId })),
    skipDuplicates: true,
    select: { personId: true },
  });
  return added.map(({ personId }) => personId);
}
