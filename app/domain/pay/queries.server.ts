import { businessNow } from "~/platform/clock.server";
import { db, type Prisma, type Tx } from "~/platform/db.server";
import { type Actor, placeIdsOf, type Role } from "../actor";
import { authorize, can } from "../authorize";
import { localDay } from "../calendar";
import { refuse } from "../errors";
import { nameOf } from "../mission/queries.server";
import { whyNotCertify } from "./certification";
import { closesAtOf } from "./closing.server";
import { loadEntries } from "./facts.server";
import { certifiersOf, payPolicy, payReaders, statementReaders } from "./policy";

/** The lines an actor may read: her own, those of the places she answers for. */
export function payLineScope(actor: Actor): Prisma.PayLineWhereInput {
  return {
    mission: {
      OR: [{ personId: actor.personId }, { place: { lineage: { hasSome: placeIdsOf(actor, payReaders) } } }],
    },
  };
}

/** Paid hours that the actor certifies: those of the schools she heads, and design where she is CTICE. */
export function trainerHours(actor: Actor): Prisma.HourEntryWhereInput {
  const within = (roles: readonly Role[]) => ({ place: { lineage: { hasSome: placeIdsOf(actor, roles) } } });
  return {
    OR: [
      { role: { in: ["TRAINER", "DESIGN"] }, mission: within(certifiersOf("TRAINER")) },
      { role: "DESIGN", mission: within(certifiersOf("DESIGN")) },
    ],
  };
}

/** What waits for the head: in her schools, over, and not taken back. */
const toCertify = (actor: Actor, now: Date): Prisma.HourEntryWhereInput => ({
  AND: [trainerHours(actor), { certification: null, reversesId: null, reversedBy: null, endsAt: { lte: now } }],
});

/** The hours that wait for the head's certification, oldest first, each with the reason why it is not hers to certify. */
export async function listToCertify(actor: Actor) {
  authorize(actor, payPolicy, "pay.certify", null);
  const now = await businessNow();
  const rows = await db.hourEntry.findMany({
    where: toCertify(actor, now),
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    take: 200,
    select: {
      id: true,
      person: { select: { givenName: true, familyName: true } },
      seance: { select: { title: true } },
      designWork: { select: { made: true } },
      contestations: { orderBy: { at: "asc" }, select: { reason: true } },
    },
  });
  const about = new Map(rows.map((row) => [row.id, row]));
  const entries = await loadEntries(db, [...about.keys()]);
  const closings = await closesAtOf(db, [...about.keys()]);
  return entries.map((entry) => {
    const row = about.get(entry.id);
    const closesAt = closings.get(entry.id) ?? null;
    const fault = whyNotCertify(
      {
        certifierId: actor.personId,
        personId: entry.personId,
        authorIds: entry.authors,
        endsAt: entry.endsAt,
        minutes: entry.minutes,
        reversed: false,
        month: localDay(entry.startsAt, entry.mission.place.timeZone).slice(0, 7),
        closesAt,
      },
      now,
    );
    return {
      id: entry.id,
      personId: entry.personId,
      name: row ? nameOf(row.person) : "",
      startsAt: entry.startsAt,
      endsAt: entry.endsAt,
      timeZone: entry.mission.place.timeZone,
      minutes: entry.minutes,
      title: row?.seance?.title ?? row?.designWork?.made ?? "",
      mission: { id: entry.mission.id, title: entry.mission.title, channel: entry.mission.channel },
      /** Present on its sheet; a work of design has none. */
      declared: entry.seance && entry.declared,
      contested: row?.contestations.map(({ reason }) => reason) ?? [],
      /** The month is closed: certified before this instant, or not any more. */
      closesAt,
      blocked: fault,
    };
  });
}
export type HourToCertify = Awaited<ReturnType<typeof listToCertify>>[number];

/** The statements an actor sees something of: whole ones, her school's lines, her own, or sums alone for the nation. */
export async function listStatements(actor: Actor) {
  authorize(actor, payPolicy, "pay.listStatements", null);
  const whole = placeIdsOf(actor, [...statementReaders, "NATIONAL_PILOT"]);
  const statements = await db.payStatement.findMany({
    where: {
      OR: [{ academie: { lineage: { hasSome: whole } } }, { lines: { some: payLineScope(actor) } }],
    },
    orderBy: [{ month: "desc" }, { number: "asc" }],
    take: 200,
    include: { academie: { select: { name: true, lineage: true } } },
  });
  return statements.map(({ academie, totalCents, ...statement }) => ({
    id: statement.id,
    number: statement.number,
    month: statement.month,
    channel: statement.channel,
    status: statement.status,
    academie: academie.name,
    /** Null for whoever reads only some of its lines. */
    totalCents: can(actor, payPolicy, "pay.readSums", academie) ? totalCents : null,
  }));
}

/** What a statement comes to: the cents and the number of its lines to pay. */
export async function sumToPay(tx: Tx, statementId: string): Promise<{ cents: number; lines: number }> {
  const { _sum, _count } = await tx.payLine.aggregate({
    where: { statementId, decision: { in: ["ACCEPT", "WARN"] } },
    _sum: { amountCents: true },
    _count: true,
  });
  return { cents: _sum.amountCents ?? 0, lines: _count };
}

/** Whoever asks for a statement she sees nothing of gets 404. */
export const unknownStatement = () => refuse("not_found", "pay.notFound");
