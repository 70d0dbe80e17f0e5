import { businessNow } from "~/platform/clock.server";
import { db, type Tx } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { authorize, can } from "../authorize";
import { addMonths, localDay } from "../calendar";
import { refuse } from "../errors";
import { nameOf } from "../mission/queries.server";
import { closingState, isOver } from "./closing";
import { type LeftBehind, listLeftBehind } from "./left-behind.server";
import { payPolicy, statementReaders } from "./policy";

const keyOf = (academieId: string) => `closing:${academieId}`;

/** Held shared while hours are certified: a closing waits, and other certifications do not. */
export async function holdMonthsOpen(tx: Tx, academieIds: readonly string[]): Promise<void> {
  for (const id of [...new Set(academieIds)].sort())
    await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${keyOf(id)}, 0))`;
}

/** Closings and openings of one académie are said one after the other. */
export async function lockClosings(tx: Tx, academieId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${keyOf(academieId)}, 0))`;
}

/**
 * The instant from which each entry takes no certification, by entry; an open one is left out. A line that leaves less of
 * an hour certified in time stays open: the database says which (migration 0016).
 */
export async function closesAtOf(tx: Tx, entryIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await tx.$queryRaw<{ id: string; closesAt: Date | null }[]>`
    SELECT id::text, certification_closes_at(id) AS "closesAt" FROM unnest(${[...entryIds]}::uuid[]) AS id`;
  return new Map(rows.flatMap(({ id, closesAt }) => (closesAt ? [[id, closesAt] as const] : [])));
}

/** The last word said of a month over a place: of itself, or of one above it. */
export function lastWord(tx: Tx, lineage: readonly string[], month: string) {
  return tx.monthClosingEvent.findFirst({
    where: { month, placeId: { in: [...lineage] } },
    orderBy: { id: "desc" },
  });
}

/** The same of a place by its id. */
export async function lastWordOver(tx: Tx, placeId: string, month: string) {
  const place = await tx.place.findUnique({ where: { id: placeId }, select: { lineage: true } });
  return place && lastWord(tx, place.lineage, month);
}

/** Whether some place below was opened again since: then closing the whole says something new. */
export async function reopenedBelowSince(tx: Tx, placeId: string, month: string, since: bigint): Promise<boolean> {
  const later = await tx.monthClosingEvent.count({
    where: { month, id: { gt: since }, kind: "REOPENED", place: { lineage: { has: placeId } } },
  });
  return later > 0;
}

/** A place whose statements the actor reads. @throws not_found */
export async function placeToClose(tx: Tx, actor: Actor, placeId: string) {
  const place = await tx.place.findFirst({
    where: {
      id: placeId,
      kind: { in: ["ACADEMIE", "DEPARTEMENT", "BASSIN", "CIRCONSCRIPTION", "SCHOOL"] },
      lineage: { hasSome: placeIdsOf(actor, statementReaders) },
    },
    select: { id: true, name: true, kind: true, lineage: true, timeZone: true },
  });
  if (!place) throw refuse("not_found", "pay.placeUnknown");
  const academie = await tx.place.findFirstOrThrow({
    where: { id: { in: place.lineage }, kind: "ACADEMIE" },
    select: { id: true },
  });
  return { ...place, academieId: academie.id };
}

export type ClosingPreview = {
  place: { id: string; name: string };
  month: string;
  state: "OPEN" | "GRACE" | "CLOSED";
  effectiveAt: Date | null;
  over: boolean;
  /** Closed as a whole, but a place below was opened again since. */
  openBelow: boolean;
  left: LeftBehind[];
  canClose: boolean;
};

/** The page of closings: the places to choose from, what was said last, and what a closing would leave behind. */
export async function getClosings(actor: Actor, asked: { placeId?: string | undefined; month?: string | undefined }) {
  authorize(actor, payPolicy, "pay.readClosings", null);
  const places = await db.place.findMany({
    where: {
      lineage: { hasSome: placeIdsOf(actor, statementReaders) },
      kind: { in: ["ACADEMIE", "DEPARTEMENT", "BASSIN", "SCHOOL"] },
      validTo: null,
    },
    orderBy: [{ kind: "asc" }, { name: "asc" }],
    take: 2_000,
    select: { id: true, name: true, kind: true },
  });
  const now = await businessNow();
  const month = asked.month ?? addMonths(localDay(now, "Europe/Paris").slice(0, 7), -1);
  const preview = asked.placeId ? await previewOf(actor, asked.placeId, month, now) : null;
  return { places, month, preview, events: await listEvents(actor) };
}

async function previewOf(actor: Actor, placeId: string, month: string, now: Date): Promise<ClosingPreview> {
  const place = await placeToClose(db, actor, placeId);
  const word = await lastWord(db, place.lineage, month);
  return {
    place: { id: place.id, name: place.name },
    month,
    state: closingState(word, now),
    effectiveAt: word?.effectiveAt ?? null,
    over: isOver(month, localDay(now, place.timeZone)),
    openBelow: word?.kind === "CLOSED" && (await reopenedBelowSince(db, place.id, month, word.id)),
    left: await listLeftBehind(db, place.id, month),
    canClose: can(actor, payPolicy, "pay.close", place),
  };
}

async function listEvents(actor: Actor) {
  const events = await db.monthClosingEvent.findMany({
    where: { place: { lineage: { hasSome: placeIdsOf(actor, statementReaders) } } },
    orderBy: { id: "desc" },
    take: 50,
    include: { place: { select: { name: true, timeZone: true } } },
  });
  const people = await db.person.findMany({
    where: { id: { in: events.map(({ byId }) => byId) } },
    select: { id: true, givenName: true, familyName: true },
  });
  const names = new Map(people.map((person) => [person.id, nameOf(person)]));
  return events.map(({ id, place, month, kind, at, byId, reason, effectiveAt }) => ({
    id: String(id),
    place: place.name,
    timeZone: place.timeZone,
    month,
    kind,
    at,
    by: names.get(byId) ?? "",
    reason,
    effectiveAt,
  }));
}
