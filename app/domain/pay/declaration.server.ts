import { businessNow } from "~/platform/clock.server";
import { db, type Tx } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { localDay } from "../calendar";
import { nameOf } from "../mission/queries.server";
import { aroundMonth } from "./closing";
import { whyNotDeclare } from "./declaration";

const PARIS = "Europe/Paris";
const monthOf = (at: Date, zone: string) => localDay(at, zone).slice(0, 7);

/** The month it is, where the declaration is made. */
export const currentMonth = async (tx: Tx): Promise<string> => monthOf(await businessNow(tx), PARIS);

/** The paid hours of a person in a month of service, counter-entries included. */
async function paidHours(tx: Tx, personId: string, month: string) {
  const { from, to } = aroundMonth(month);
  const rows = await tx.hourEntry.findMany({
    where: { personId, role: { not: "TRAINEE" }, startsAt: { gte: from, lt: to } },
    orderBy: [{ startsAt: "asc" }, { number: "asc" }],
    include: {
      certification: { select: { decision: true, reason: true } },
      reversedBy: { select: { id: true } },
      contestations: { where: { personId }, orderBy: { at: "asc" }, select: { reason: true, at: true } },
      seance: { select: { title: true } },
      designWork: { select: { made: true } },
      mission: { select: { place: { select: { name: true, timeZone: true } } } },
    },
  });
  return rows.filter(({ startsAt, mission }) => monthOf(startsAt, mission?.place.timeZone ?? PARIS) === month);
}

/** Séances of the month that the person leads: those to come, those whose sheet nobody closed. */
async function unfinished(tx: Tx, personId: string, month: string) {
  const { from, to } = aroundMonth(month);
  const now = await businessNow(tx);
  const seances = await tx.seance.findMany({
    where: {
      trainerId: personId,
      status: "PLANNED",
      cohort: { status: "OPEN" },
      startsAt: { gte: from, lt: to },
      sheet: { status: "OPEN" },
    },
    orderBy: { startsAt: "asc" },
    select: {
      id: true,
      title: true,
      startsAt: true,
      endsAt: true,
      cohort: { select: { place: { select: { timeZone: true } } } },
    },
  });
  return seances
    .filter(({ startsAt, cohort }) => monthOf(startsAt, cohort.place.timeZone) === month)
    .map(({ cohort, ...seance }) => ({ ...seance, timeZone: cohort.place.timeZone, toCome: seance.endsAt > now }));
}

/** What keeps the person from declaring a month, with what it rests on. */
export async function monthToDeclare(tx: Tx, personId: string, month: string) {
  const [hours, seances] = [await paidHours(tx, personId, month), await unfinished(tx, personId, month)];
  const toCome = seances.filter((one) => one.toCome).length;
  const facts = { hours: hours.length, toCome, openSheets: seances.length - toCome };
  return { hours, seances, faults: whyNotDeclare({ ...facts, month, currentMonth: await currentMonth(tx) }) };
}

/** The page of one's own month: its hours, what is missing, what was declared and contested. */
export async function getDeclaration(actor: Actor, asked: string | undefined) {
  const { personId } = actor;
  const now = await currentMonth(db);
  const month = asked ?? now;
  const { hours, seances, faults } = await monthToDeclare(db, personId, month);
  const declaration = await db.monthDeclaration.findUnique({ where: { personId_month: { personId, month } } });
  const missing = await db.hourContestation.findMany({
    where: { personId, month, hourEntryId: null },
    orderBy: { at: "asc" },
    select: { id: true, reason: true, at: true },
  });
  return {
    month,
    months: await monthsOf(personId, now, month),
    declaredAt: declaration?.at ?? null,
    faults,
    seances: seances.map(({ endsAt: _, ...seance }) => seance),
    hours: hours.map((hour) => ({
      id: hour.id,
      startsAt: hour.startsAt,
      endsAt: hour.endsAt,
      timeZone: hour.mission?.place.timeZone ?? PARIS,
      school: hour.mission?.place.name ?? "",
      title: hour.seance?.title ?? hour.designWork?.made ?? "",
      minutes: hour.minutes,
      certification: hour.certification,
      reversal: hour.reversesId !== null,
      reversed: hour.reversedBy !== null,
      contested: hour.contestations,
      /** Entered in the ledger after the month was declared. */
      since: declaration !== null && hour.at > declaration.at,
    })),
    totalMinutes: hours.reduce((sum, { minutes }) => sum + minutes, 0),
    missing,
  };
}
export type DeclarationView = Awaited<ReturnType<typeof getDeclaration>>;

/** Months that may hold something, latest first: two years of the ledger are enough to choose from. */
async function monthsOf(personId: string, now: string, asked: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ month: string }[]>`
    SELECT DISTINCT to_char(starts_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM') AS month
    FROM hour_entry WHERE person_id = ${personId}::uuid AND role <> 'TRAINEE'
      AND starts_at > business_now() - interval '2 years'`;
  return [...new Set([now, asked, ...rows.map(({ month }) => month)])].sort().reverse();
}

type Waiting = { personId: string; name: string; startsAt: Date; timeZone: string };

/** For the head: who declared the months of the hours that wait. */
export async function listDeclarations(hours: readonly Waiting[]) {
  const wanted = new Map(
    hours.map(({ personId, name, startsAt, timeZone }) => {
      const month = monthOf(startsAt, timeZone);
      return [`${personId} ${month}`, { personId, name, month }];
    }),
  );
  const found = await db.monthDeclaration.findMany({
    where: { OR: [...wanted.values()].map(({ personId, month }) => ({ personId, month })) },
  });
  const at = new Map(found.map((one) => [`${one.personId} ${one.month}`, one.at]));
  return [...wanted].map(([key, one]) => ({ ...one, declaredAt: at.get(key) ?? null }));
}

/** For the head: what people paid in her schools say is missing, latest first. */
export async function listMissingHours(actor: Actor) {
  const rows = await db.hourContestation.findMany({
    where: {
      hourEntryId: null,
      person: { missions: { some: { place: { lineage: { hasSome: placeIdsOf(actor, ["HEAD"]) } } } } },
    },
    orderBy: { at: "desc" },
    take: 20,
    include: { person: { select: { givenName: true, familyName: true } } },
  });
  return rows.map(({ id, person, month, reason, at }) => ({ id, name: nameOf(person), month, reason, at }));
}
