import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import { type Actor, holdsAnywhere, placeIdsOf } from "../actor";
import { authorize } from "../authorize";
import { dayOf } from "../calendar";
import { hoursPolicy, proofReaders } from "./policy";

/** Lines of a file: several years of days of one académie's ledgers. */
const DAYS_IN_FILE = 2_000;
const SHOWN = 20;

/** Writes down the head of each ledger for a day, once: rows that only grow, to be copied outside. */
export async function exportHeads(day: string): Promise<void> {
  await inTransaction(async (tx) => {
    const at = await businessNow(tx);
    const heads = await tx.ledgerHead.findMany();
    await tx.ledgerHeadExport.createMany({
      data: heads.map(({ academieId, schoolYearId, nextNumber, lastHash }) => ({
        academieId,
        schoolYearId,
        day: new Date(`${day}T00:00:00Z`),
        number: nextNumber - 1,
        hash: lastHash,
        at,
      })),
      skipDuplicates: true,
    });
  });
}

/** The heads of the ledgers of the actor's académies, latest day first. */
export async function listHeads(actor: Actor, { take = DAYS_IN_FILE }: { take?: number } = {}) {
  authorize(actor, hoursPolicy, "hours.readProofs", null);
  return db.ledgerHeadExport.findMany({
    where: { academie: { lineage: { hasSome: placeIdsOf(actor, proofReaders) } } },
    orderBy: [{ day: "desc" }, { academieId: "asc" }, { schoolYearId: "asc" }],
    take,
    include: { academie: { select: { name: true } } },
  });
}

/** The last verification, check by check, and the latest heads. What does not fit is named to the platform's own. */
export async function getProofs(actor: Actor) {
  authorize(actor, hoursPolicy, "hours.readProofs", null);
  const last = await db.verificationRun.findFirst({ orderBy: { id: "desc" }, select: { day: true, at: true } });
  const runs = last ? await db.verificationRun.findMany({ where: { at: last.at }, orderBy: { id: "asc" } }) : [];
  const names = holdsAnywhere(actor, ["PLATFORM_ADMIN"]);
  return {
    last,
    names,
    checks: runs.map(({ subject, lines, broken }) => ({
      subject,
      lines,
      faults: broken.length,
      broken: names ? broken.slice(0, SHOWN) : [],
    })),
    heads: (await listHeads(actor, { take: SHOWN })).map(({ academie, schoolYearId, day, number, hash }) => {
      return { academie: academie.name, schoolYearId, day: dayOf(day), number, hash };
    }),
  };
}

/** The heads as a CSV to keep outside: whoever holds it proves later that nothing before was written anew. */
export async function headsCsv(actor: Actor): Promise<{ name: string; file: string }> {
  const heads = await listHeads(actor, { take: DAYS_IN_FILE });
  const rows = heads.map(({ academieId, schoolYearId, day, number, hash }) =>
    [dayOf(day), academieId, schoolYearId, number, hash].join(";"),
  );
  return {
    name: "registre-tetes.csv",
    file: ["jour;academie;annee_scolaire;lignes;empreinte", ...rows, ""].join("\r\n"),
  };
}
