import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { audit } from "../audit/commands.server";
import { instantOf } from "../calendar";
import { refuse } from "../errors";
import { announce } from "../jobs/outbox.server";
import { findTargets, requireDemonstration } from "./queries.server";
import type { Move } from "./schema";

/**
 * Moves business now to an instant, for web and worker at once; what is due there starts at once (clock.moved).
 * @throws not_found outside the demonstration; conflict demo.backwards: business time never goes back
 */
export async function moveClock(byId: string | null, to: Date): Promise<void> {
  requireDemonstration();
  await inTransaction((tx) => setClock(tx, byId, to));
}

/** One of the moves of the bar. @throws conflict demo.nowhere where there is no séance ahead */
export async function makeMove(byId: string | null, move: Move, day?: string): Promise<void> {
  requireDemonstration();
  await inTransaction(async (tx) => {
    const targets = await findTargets(tx, await businessNow(tx));
    const to = move === "date" && day ? instantOf(day, "09:00", "Europe/Paris") : targets[move];
    if (!to) throw refuse("conflict", "demo.nowhere");
    await setClock(tx, byId, to);
  });
}

async function setClock(tx: Tx, byId: string | null, to: Date): Promise<void> {
  await tx.$queryRaw`SELECT id FROM business_clock WHERE id = 1 FOR UPDATE`;
  const from = await businessNow(tx);
  if (to <= from) throw refuse("conflict", "demo.backwards", { from: from.toISOString(), to: to.toISOString() });
  await tx.$executeRaw`
    UPDATE business_clock
    SET offset_ms = ${to.getTime()}::bigint - (extract(epoch FROM clock_timestamp()) * 1000)::bigint WHERE id = 1`;
  await announce(tx, "clock.moved", {});
  const facts = { from: from.toISOString(), to: to.toISOString() };
  await audit(tx, { action: "clock.move", byId, subject: "clock", subjectId: "1", facts, at: to });
}
