import { businessNow } from "~/platform/clock.server";
import { db, type Prisma } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { authorize, can } from "../authorize";
import { refuse } from "../errors";
import { nameOf } from "../mission/queries.server";
import { whyNotCertify } from "./certification";
import { authorsOf, loadEntries } from "./facts.server";
import { payPolicy, payReaders, statementReaders } from "./policy";

/** The lines an actor may read: her own, those of the places she answers for. */
export function payLineScope(actor: Actor): Prisma.PayLineWhereInput {
  return {
    mission: {
      OR: [{ personId: actor.personId }, { place: { lineage: { hasSome: placeIdsOf(actor, payReaders) } } }],
    },
  };
}

/** Paid hours of the schools the actor heads. */
export function trainerHours(actor: Actor): Prisma.HourEntryWhereInput {
  return {
    role: { in: ["TRAINER", "DESIGN"] },
    mission: { place: { lineage: { hasSome: placeIdsOf(actor, ["HEAD"]) } } },
  };
}

/** The hours that wait for the head's certification, oldest first, each with the reason why it is not hers to certify. */
export async function listToCertify(actor: Actor) {
  authorize(actor, payPolicy, "pay.certify", null);
  const now = await businessNow();
  const rows = await db.hourEntry.findMany({
    where: {
      AND: [trainerHours(actor), { certification: null, reversesId: null, reversedBy: null, endsAt: { lte: now } }],
    },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    take: 200,
    select: { id: true, person: { select: { givenName: true, familyName: true } } },
  });
  const names = new Map(rows.map(({ id, person }) => [id, nameOf(person)]));
  const entries = await loadEntries(db, [...names.keys()]);
  return entries.map((entry) => {
    const fault = whyNotCertify(
      {
        certifierId: actor.personId,
        personId: entry.personId,
        authorIds: authorsOf(entry.sheet),
        endsAt: entry.endsAt,
        minutes: entry.minutes,
        reversed: false,
      },
      now,
    );
    return {
      id: entry.id,
      name: names.get(entry.id) ?? "",
      startsAt: entry.startsAt,
      endsAt: entry.endsAt,
      timeZone: entry.mission.place.timeZone,
      minutes: entry.minutes,
      seance: { id: entry.seance.id, title: entry.seance.title },
      mission: { id: entry.mission.id, title: entry.mission.title, channel: entry.mission.channel },
      declared: entry.sheet.declared,
      closedAt: entry.sheet.closedAt,
      blocked: fault,
    };
  });
}
export type HourToCertify = Awaited<ReturnType<typeof listToCertify>>[number];

/** How many hours wait for the head; no more than one query (Aujourd'hui). */
export async function countToCertify(actor: Actor): Promise<number> {
  const now = await businessNow();
  return db.hourEntry.count({
    where: {
      AND: [trainerHours(actor), { certification: null, reversesId: null, reversedBy: null, endsAt: { lte: now } }],
    },
  });
}

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

/** Statements that wait for the rectorat: drafts to decide, decided ones to export. */
export async function listStatementsWaiting(actor: Actor) {
  return db.payStatement.findMany({
    where: {
      status: { in: ["DRAFT", "DECIDED"] },
      academie: { lineage: { hasSome: placeIdsOf(actor, ["RECTORAT"]) } },
    },
    orderBy: [{ month: "asc" }, { number: "asc" }],
    take: 50,
    select: { id: true, number: true, month: true, channel: true, status: true, totalCents: true },
  });
}

/** Whoever asks for a statement she sees nothing of gets 404. */
export const unknownStatement = () => refuse("not_found", "pay.notFound");
