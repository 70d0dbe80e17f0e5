import { businessNow } from "~/platform/clock.server";
import { db, type Tx } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { authorize, can } from "../authorize";
import { dayOf, localDay } from "../calendar";
import { payPolicy, payReaders, statementReaders } from "./policy";
import { type Application, type InputWindow, type WindowNote, windowNotes } from "./windows";

type StoredWindow = InputWindow & { academieId: string; source: string; at: Date };

/** The windows that count, the last one written for each académie, application and month; by opening. */
export async function listInputWindows(tx: Tx, academieIds: readonly string[]): Promise<StoredWindow[]> {
  const rows = await tx.inputWindow.findMany({
    where: { academieId: { in: [...academieIds] } },
    distinct: ["academieId", "application", "month"],
    orderBy: [{ academieId: "asc" }, { application: "asc" }, { month: "asc" }, { id: "desc" }],
  });
  return rows
    .map(({ application, opensOn, closesOn, ...row }) => ({
      academieId: row.academieId,
      month: row.month,
      graceDays: row.graceDays,
      source: row.source,
      at: row.at,
      application: application as Application,
      opensOn: dayOf(opensOn),
      closesOn: dayOf(closesOn),
    }))
    .sort((a, b) => a.opensOn.localeCompare(b.opensOn));
}

export type AcademieWindows = { academieId: string; academie: string; notes: WindowNote[] };

/** What waits in the calendars of the académies an actor works for; an académie without a calendar says so by its absence. */
export async function listWindowNotes(actor: Actor): Promise<AcademieWindows[]> {
  const academies = await academiesOf(actor);
  const windows = await listInputWindows(
    db,
    academies.map(({ id }) => id),
  );
  const now = await businessNow();
  return academies.map(({ id, name, timeZone }) => ({
    academieId: id,
    academie: name,
    notes: windowNotes(
      windows.filter(({ academieId }) => academieId === id),
      localDay(now, timeZone),
    ),
  }));
}

/** The académies above or at the places where the actor reads pay. */
async function academiesOf(actor: Actor) {
  const held = await db.place.findMany({
    where: { id: { in: placeIdsOf(actor, payReaders) } },
    select: { lineage: true },
  });
  return db.place.findMany({
    where: { kind: "ACADEMIE", id: { in: held.flatMap(({ lineage }) => lineage) } },
    orderBy: { name: "asc" },
    select: { id: true, name: true, timeZone: true },
  });
}

/** The calendar of each académie whose statements the actor reads, past windows included. */
export async function getCalendars(actor: Actor) {
  authorize(actor, payPolicy, "pay.readWindows", null);
  const academies = await db.place.findMany({
    where: { kind: "ACADEMIE", lineage: { hasSome: placeIdsOf(actor, statementReaders) } },
    orderBy: { name: "asc" },
    select: { id: true, name: true, lineage: true, timeZone: true },
  });
  const windows = await listInputWindows(
    db,
    academies.map(({ id }) => id),
  );
  const now = await businessNow();
  return academies.map(({ id, name, lineage, timeZone }) => {
    const own = windows.filter(({ academieId }) => academieId === id);
    return {
      id,
      name,
      notes: windowNotes(own, localDay(now, timeZone)),
      windows: own.reverse(),
      canWrite: can(actor, payPolicy, "pay.writeWindows", { lineage }),
    };
  });
}
