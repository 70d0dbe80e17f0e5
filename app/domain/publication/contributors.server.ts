import type { Tx } from "~/platform/db.server";
import { queueMail } from "../notification/commands.server";
import type { Licence } from "../scenario/licences";

/** Longest line of copies that is followed. */
const GENERATIONS = 50;

export type Writers = {
  /** Whoever wrote in the scenario, and in what it was copied from up to a published text, whose licence allows it. */
  personIds: string[];
  /** A copy, or a text that a file says comes from a published one, in which nobody wrote since. */
  nothingAdded: boolean;
};

/**
 * Who wrote a scenario: the server's own word (a Yjs client belongs to one person for ever). Who began it stands alone
 * where nobody wrote since.
 */
export async function findWriters(tx: Tx, scenarioId: string): Promise<Writers> {
  const rows = await tx.$queryRaw<{ personId: string; clientsHere: number }[]>`
    with recursive line as (
      select id, origin_id, origin_publication_id, 1 as generation from scenario where id = ${scenarioId}::uuid
      union all
      select parent.id, parent.origin_id, parent.origin_publication_id, generation + 1
      from line join scenario parent on parent.id = line.origin_id
      where line.origin_publication_id is null and generation < ${GENERATIONS}
    )
    select person_id as "personId", (count(*) filter (where client.scenario_id = ${scenarioId}::uuid))::int as "clientsHere"
    from scenario_client client where client.scenario_id in (select id from line) group by person_id`;
  const { createdById, originId, originCredit } = await tx.scenario.findUniqueOrThrow({
    where: { id: scenarioId },
    select: { createdById: true, originId: true, originCredit: true },
  });
  const clients = rows.reduce((sum, { clientsHere }) => sum + clientsHere, 0);
  // What came in a file has one client from its first state; what was duplicated has none.
  const nothingAdded = originId ? clients === 0 : originCredit !== null && clients <= 1;
  return { personIds: rows.length > 0 ? rows.map(({ personId }) => personId) : [createdById], nothingAdded };
}

type Asked = { id: string; licence: Licence; personIds: readonly string[]; except: string; at: Date };

/** Asks the writers who are not asked yet. The caller holds the lock of the scenario. */
export async function askWriters(tx: Tx, { id, licence, personIds, except, at }: Asked): Promise<void> {
  const added = await tx.scenarioContributor.createManyAndReturn({
    data: personIds.map((personId) => ({ publicationId: id, personId })),
    skipDuplicates: true,
    select: { personId: true },
  });
  for (const { personId } of added) if (personId !== except) await askByMail(tx, id, licence, personId, at);
}

export const askByMail = (tx: Tx, publicationId: string, licence: Licence, toPersonId: string, at: Date) =>
  queueMail(tx, {
    template: "scenarioToConfirm",
    params: { publicationId },
    key: `scenarioToConfirm:${publicationId}:${licence}:${at.getTime()}:${toPersonId}`,
    toPersonId,
    at,
  });
