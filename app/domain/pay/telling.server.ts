import { businessNow } from "~/platform/clock.server";
import { db, inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { queueMail } from "../notification/commands.server";
import { lastWordOver } from "./closing.server";
import { holdersOf } from "./holders.server";
import { listLeftBehind, uncertifiedPeople } from "./left-behind.server";

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
  for (const toPersonId of await uncertifiedPeople(db, placeId, month))
    await inTransaction(async (tx) => {
      const key = `monthClosesOwn:${closingId}:${toPersonId}`;
      const params = { closingId };
      await queueMail(tx, { template: "monthClosesOwn", params, key, toPersonId, at: await businessNow(tx) });
    });
}

/**
 * A month is open again: heads whose school has something left to certify, and people whose hours nobody has certified, are
 * told why. Schools where it was closed anew meanwhile are left out; a key is one message.
 */
export async function tellReopening(openingId: string): Promise<void> {
  const opening = await db.monthClosingEvent.findUnique({ where: { id: BigInt(openingId) } });
  if (opening?.kind !== "REOPENED") return;
  const { id, placeId, month } = opening;
  const left = (await listLeftBehind(db, placeId, month)).filter(({ hours, sheets }) => hours + sheets > 0);
  for (const { schoolId } of left) {
    if ((await lastWordOver(db, schoolId, month))?.id !== id) continue;
    for (const toPersonId of await holdersOf(db, ["HEAD"], [schoolId]))
      await inTransaction(async (tx) => {
        const key = `monthReopened:${openingId}:${schoolId}:${toPersonId}`;
        const params = { openingId, schoolId };
        await queueMail(tx, { template: "monthReopened", params, key, toPersonId, at: await businessNow(tx) });
      });
  }
  for (const toPersonId of await uncertifiedPeople(db, placeId, month, { saidBy: id }))
    await inTransaction(async (tx) => {
      const key = `monthReopenedOwn:${openingId}:${toPersonId}`;
      const params = { openingId };
      await queueMail(tx, { template: "monthReopenedOwn", params, key, toPersonId, at: await businessNow(tx) });
    });
}
