import { groundOfCredits } from "~/domain/budget/commands/commit-decided.server";
import { listUnbookedSheets } from "~/domain/hours/sheet.server";
import { startOnce } from "~/domain/jobs/scheduled.server";
import { listMonthsToReconcile } from "~/domain/pay/reconciled.server";
import {
  groundOfDrafts,
  lastDraftChange,
  listIdleRuns,
  listLateMonths,
  listMonthsToDraft,
} from "~/domain/pay/run.server";
import { listSeancesToRemind } from "~/domain/seance/convocation.server";
import { listScenariosToKeep } from "~/domain/version/commands/keep.server";
import { businessNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";

/**
 * Starts what business time has made due, each thing once. Called every 30 s of real time and at each move of the clock;
 * a stopped worker catches up at its next tick, since « due and not started » is asked, never « due this minute ».
 */
export async function tick(): Promise<void> {
  // Asked once a day for each sheet: one whose job failed for good is asked again tomorrow, not every 30 s.
  const today = (await businessNow()).toISOString().slice(0, 10);
  for (const sheetId of await listUnbookedSheets(db))
    await startOnce(`${sheetId}@${today}`, "hours.bookSheet", { sheetId });
  for (const { seanceId, revision } of await listSeancesToRemind(db))
    await startOnce(`${seanceId}@${revision}`, "seance.remind", { seanceId, revision });
  for (const { scenarioId, upTo } of await listScenariosToKeep(db))
    await startOnce(`${scenarioId}@${upTo}`, "version.keepAutomatic", { scenarioId });
  for (const month of await listMonthsToDraft()) await startOnce(month, "pay.draftStatements", { month });
  // The watchdog: a month asked for and never finished is asked again, once a day.
  for (const { month } of await listLateMonths())
    await startOnce(`${month}@${today}`, "pay.draftStatements", { month });
  for (const { month, key } of await listIdleRuns()) await startOnce(key, "pay.draftStatements", { month });
  // Each day, and when credits come.
  await startOnce(`${today}@${await groundOfCredits()}`, "budget.commitDecided", {});
  for (const { academieId, month } of await listMonthsToReconcile())
    await startOnce(`${academieId}:${month}`, "pay.reconcile", { academieId, month });
  await startOnce(await groundOfDrafts(), "pay.redraftDrafts", {});
  const changed = await lastDraftChange();
  if (changed) await startOnce(`change:${changed}`, "pay.redraftChanged", {});
  await startOnce(today, "audit.verify", { day: today });
}
