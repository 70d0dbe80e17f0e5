import { db, inTransaction, type Tx } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";
import { canonicalJson } from "../canonical";
import { type Check, GENESIS_HASH, type SealedTable } from "./schema";

/** Rows read at once, and the most a block holds: memory stays the same whatever a table has grown to. */
const CHUNK = 5_000;
/** No transaction lives so long (15 s): rows sealed before are all there, and none comes between them any more. */
const SETTLED_MS = 10 * 60_000;

type Place = { at: Date; id: string };
type SealedRow = { id: string; at: Date; digest: string | null; holds: boolean | null };

const START: Place = { at: new Date(0), id: "" };
const ALWAYS = new Date("9999-12-31T00:00:00Z");

/** Sealed rows after a place, in the order of their sealing. */
function rowsAfter(tx: Tx, table: SealedTable, after: Place, upTo = ALWAYS): Promise<SealedRow[]> {
  return tx.$queryRaw<SealedRow[]>`
    SELECT id, sealed_at AS at, digest, holds FROM sealed_rows(${table}::regclass, ${after.at}, ${after.id}, ${upTo}, ${CHUNK}::int)`;
}

type Block = { untilAt: Date; untilId: string; lines: number; previousHash: string; hash: string };

/** What a block says of its rows: their digests in order, and the block before. */
function blockHash(table: string, number: number, previousHash: string, rows: readonly SealedRow[]): string {
  return sha256(canonicalJson({ table, number, previousHash, digests: rows.map(({ digest }) => digest) }));
}

const placeOf = (block: Block | undefined): Place => (block ? { at: block.untilAt, id: block.untilId } : START);
const endOf = (rows: readonly SealedRow[], before: Place): Place => {
  const last = rows.at(-1);
  return last ? { at: last.at, id: last.id } : before;
};

/** Chains the rows sealed since the last block. Asked twice at once, the second one adds nothing. */
export async function closeBlocks(table: SealedTable, settledMs = SETTLED_MS): Promise<number> {
  const upTo = new Date(Date.now() - settledMs);
  for (let added = 0; ; added++) {
    const more = await inTransaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`proof:${table}`}, 0))`;
      const last = await tx.proofBlock.findFirst({ where: { subject: table }, orderBy: { number: "desc" } });
      const rows = await rowsAfter(tx, table, placeOf(last ?? undefined), upTo);
      const { at, id } = endOf(rows, START);
      if (rows.length === 0) return false;
      const [number, previousHash] = [(last?.number ?? 0) + 1, last?.hash ?? GENESIS_HASH];
      const hash = blockHash(table, number, previousHash, rows);
      await tx.proofBlock.create({
        data: { subject: table, number, untilAt: at, untilId: id, lines: rows.length, previousHash, hash },
      });
      return true;
    });
    if (!more) return added;
  }
}

/**
 * Reads every sealed row of a table again: each gives its digest, and each block its rows. What does not is named, a row
 * by its id, a block (something was removed, or changed with its digest) by its number.
 */
export async function verifyRows(table: SealedTable): Promise<Check> {
  const blocks = await db.proofBlock.findMany({ where: { subject: table }, orderBy: { number: "asc" } });
  const broken: string[] = [];
  let [lines, place, previousHash] = [0, START, GENESIS_HASH];
  for (const [index, block] of blocks.entries()) {
    const rows = until(await rowsAfter(db, table, place, block.untilAt), block);
    lines += rows.length;
    broken.push(...namesOf(table, rows));
    const holds =
      block.number === index + 1 &&
      block.previousHash === previousHash &&
      block.lines === rows.length &&
      block.hash === blockHash(table, block.number, previousHash, rows);
    if (!holds) broken.push(`${table} block ${block.number}`);
    [place, previousHash] = [placeOf(block), block.hash];
  }
  for (;;) {
    const rows = await rowsAfter(db, table, place);
    if (rows.length === 0) return { subject: table, lines, broken };
    lines += rows.length;
    broken.push(...namesOf(table, rows));
    place = endOf(rows, place);
  }
}

/** Rows of the instant a block ends at may belong to the next one. */
const until = (rows: readonly SealedRow[], { untilAt, untilId }: Block) =>
  rows.filter(({ at, id }) => at < untilAt || (at.getTime() === untilAt.getTime() && id <= untilId));

const namesOf = (table: string, rows: readonly SealedRow[]) =>
  rows.filter(({ holds }) => holds !== true).map(({ id }) => `${table} ${id}`);
