import { businessNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import { type Actor, holdsAnywhere, placeIdsOf } from "../actor";
import { localDay, schoolYearOf } from "../calendar";
import { correctionDeciders } from "../hours/policy";
import { closings, ownClosings, ownOpenings } from "./closings.server";
import { askedMissions, leftMissions, unknownCareers } from "./left-missions.server";
import { licencesToAnswer, returnsToWrite, scenariosToReview } from "./library.server";
import { differences, missions, ratesAwaited, statements } from "./pay.server";
import { type MonthOfHours, type Waiting, waitingKinds } from "./schema";
import { designsToCertify, ownDesigns, withdrawalsToDecide, worksToAttest } from "./works.server";

/** Enough to act on; the page of each room has the rest. */
const MOST = 5;

/** Everything that waits for the actor, most serious first. One query for each room concerned. */
export async function listWaiting(actor: Actor): Promise<Waiting[]> {
  const now = await businessNow();
  const found = await Promise.all([
    sheetsToClose(actor, now),
    correctionsToDecide(actor),
    hourCorrectionsToDecide(actor),
    withdrawalsToDecide(actor),
    worksToAttest(actor),
    letters(actor),
    servicesToCertify(actor),
    designsToCertify(actor),
    statements(actor),
    leftMissions(actor),
    askedMissions(actor),
    ratesAwaited(actor),
    unknownCareers(actor),
    closings(actor, now),
    ownClosings(actor),
    ownOpenings(actor),
    differences(actor),
    missions(actor, now),
    channels(actor, now),
    allocation(actor, now),
    schoolsWithoutReferent(actor, now),
    cohortsToOpen(actor),
    scenariosToReview(actor),
    licencesToAnswer(actor),
    returnsToWrite(actor, now),
    ownDesigns(actor, now),
    scenarios(actor),
  ]);
  return found.flat().sort((a, b) => waitingKinds.indexOf(a.kind) - waitingKinds.indexOf(b.kind));
}

async function sheetsToClose(actor: Actor, now: Date): Promise<Waiting[]> {
  const mine = [{ trainerId: actor.personId }, { deputyId: actor.personId }];
  const open = await db.seance.findMany({
    where: { OR: mine, status: "PLANNED", endsAt: { lte: now }, cohort: { status: "OPEN" }, sheet: { status: "OPEN" } },
    orderBy: { startsAt: "asc" },
    take: MOST,
    select: { id: true, title: true, startsAt: true },
  });
  return open.map(({ id, title, startsAt }) => ({
    kind: "sheetToClose",
    to: `/seances/${id}/feuille`,
    facts: { title, at: startsAt.toISOString() },
  }));
}

async function correctionsToDecide(actor: Actor): Promise<Waiting[]> {
  const seance = { OR: [{ trainerId: actor.personId }, { deputyId: actor.personId }] };
  const proposed = await db.attendanceCorrection.findMany({
    where: { status: "PROPOSED", proposedById: { not: actor.personId }, sheet: { seance } },
    take: MOST,
    select: { sheet: { select: { seance: { select: { id: true, title: true } } } } },
  });
  return proposed.map(({ sheet: { seance } }) => ({
    kind: "correctionToDecide",
    to: `/seances/${seance.id}/corrections`,
    facts: { title: seance.title },
  }));
}

async function hourCorrectionsToDecide(actor: Actor): Promise<Waiting[]> {
  const places = placeIdsOf(actor, correctionDeciders);
  if (places.length === 0) return [];
  const proposed = await db.hourCorrection.findMany({
    where: {
      status: "PROPOSED",
      proposedById: { not: actor.personId },
      hourEntry: {
        personId: { not: actor.personId },
        mission: { place: { lineage: { hasSome: places } } },
      },
    },
    orderBy: { proposedAt: "asc" },
    take: MOST,
    select: {
      trueMinutes: true,
      hourEntry: {
        select: { id: true, minutes: true, person: { select: { givenName: true, familyName: true } } },
      },
    },
  });
  return proposed.map(({ trueMinutes, hourEntry: { id, minutes, person } }) => ({
    kind: "hourCorrectionToDecide",
    to: `/heures/${id}`,
    facts: { name: `${person.givenName} ${person.familyName}`, minutes, trueMinutes },
  }));
}

async function letters(actor: Actor): Promise<Waiting[]> {
  const heads = placeIdsOf(actor, ["HEAD"]);
  const issued = await db.missionLetter.findMany({
    where: {
      OR: [{ status: "ISSUED" }, { amendments: { some: { status: "ISSUED" } } }],
      mission: { OR: [{ place: { lineage: { hasSome: heads } } }, { personId: actor.personId }] },
    },
    orderBy: { issuedAt: "asc" },
    take: MOST,
    select: {
      number: true,
      status: true,
      mission: { select: { id: true, personId: true, person: { select: { givenName: true, familyName: true } } } },
    },
  });
  return issued.map(({ number, status, mission: { id, personId, person } }) => ({
    kind: `${status === "SIGNED" ? "amendment" : "letter"}${personId === actor.personId ? "Unsigned" : "ToSign"}`,
    to: `/missions/${id}`,
    facts: { number, name: `${person.givenName} ${person.familyName}` },
  }));
}

async function servicesToCertify(actor: Actor): Promise<Waiting[]> {
  const heads = placeIdsOf(actor, ["HEAD"]);
  if (heads.length === 0) return [];
  const { _count, _sum } = await db.hourEntry.aggregate({
    where: {
      role: { not: "TRAINEE" },
      certification: null,
      reversesId: null,
      reversedBy: null,
      mission: { place: { lineage: { hasSome: heads } } },
      // Whoever attested a work leaves it to another (EVD-03).
      NOT: { designWork: { attestation: { attestedById: actor.personId } } },
    },
    _count: true,
    _sum: { minutes: true },
  });
  return _count === 0
    ? []
    : [{ kind: "toCertify", to: "/heures/certifier", facts: { count: _count, minutes: _sum.minutes ?? 0 } }];
}

async function channels(actor: Actor, now: Date): Promise<Waiting[]> {
  const places = placeIdsOf(actor, ["RECTORAT"]);
  const year = schoolYearOf(localDay(now, "Europe/Paris"));
  const opened = await db.channelOpening.count({
    where: { academieId: { in: places }, schoolYearId: year, channel: "HSE" },
  });
  return places.length > opened ? [{ kind: "channelClosed", to: "/academie/canaux", facts: { year } }] : [];
}

async function allocation(actor: Actor, now: Date): Promise<Waiting[]> {
  if (!holdsAnywhere(actor, ["NATIONAL_PILOT"])) return [];
  const exercise = now.getUTCFullYear();
  const published = await db.allocation.count({ where: { exercise } });
  return published > 0 ? [] : [{ kind: "allocationToPublish", to: "/budget/repartition", facts: { exercise } }];
}

async function schoolsWithoutReferent(actor: Actor, now: Date): Promise<Waiting[]> {
  const places = placeIdsOf(actor, ["CTICE"]);
  if (places.length === 0) return [];
  const today = new Date(localDay(now, "Europe/Paris"));
  const current = { validFrom: { lte: today }, OR: [{ validTo: null }, { validTo: { gte: today } }] };
  const count = await db.place.count({
    where: {
      kind: "SCHOOL",
      lineage: { hasSome: places },
      ...current,
      roleAssignments: { none: { role: "REFERENT", ...current } },
    },
  });
  return count === 0 ? [] : [{ kind: "schoolsWithoutReferent", to: "/referents", facts: { count } }];
}

async function cohortsToOpen(actor: Actor): Promise<Waiting[]> {
  const waiting = await db.cohort.findMany({
    where: { referentId: actor.personId, status: "PREPARATION" },
    take: MOST,
    select: { id: true, title: true },
  });
  return waiting.map(({ id, title }) => ({ kind: "cohortToOpen", to: `/sessions/${id}`, facts: { title } }));
}

/** The scenario of the actor's own team, while the cohort runs. */
async function scenarios(actor: Actor): Promise<Waiting[]> {
  const mine = await db.scenario.findMany({
    where: {
      cohort: { status: "OPEN" },
      team: { members: { some: { enrolment: { personId: actor.personId, status: "ENROLLED" } } } },
    },
    orderBy: { createdAt: "desc" },
    take: MOST,
    select: { id: true, title: true, team: { select: { name: true } } },
  });
  return mine.map(({ id, title, team }) => ({
    kind: "scenario",
    to: `/scenarios/${id}`,
    facts: { title, team: team?.name ?? "" },
  }));
}

/** The actor's own trainer hours of this month: declared in the ledger, certified, paid. Null where there is none to show. */
export async function myHoursOfMonth(actor: Actor): Promise<MonthOfHours | null> {
  const now = await businessNow();
  const month = localDay(now, "Europe/Paris").slice(0, 7);
  const rows = await db.$queryRaw<{ declared: number; certified: number; paid: number; lines: number }[]>`
    select coalesce(sum(e.minutes), 0)::int as declared,
           coalesce(sum(e.minutes) filter (where c.decision = 'CERTIFIED'), 0)::int as certified,
           coalesce(sum(e.minutes) filter (where s.status = 'EXPORTED' and l.decision in ('ACCEPT', 'WARN')), 0)::int as paid,
           count(e.id)::int as lines
      from hour_entry e
      -- What takes a certified hour back counts against it.
      left join certification c on c.hour_entry_id = coalesce(e.reverses_id, e.id)
      left join pay_line l on l.hour_entry_id = e.id
      left join pay_statement s on s.id = l.statement_id
     where e.person_id = ${actor.personId}::uuid and e.role <> 'TRAINEE'
       and to_char(e.starts_at at time zone 'Europe/Paris', 'YYYY-MM') = ${month}`;
  const row = rows[0];
  if (!row || (row.lines === 0 && !holdsAnywhere(actor, ["REFERENT", "TRAINER"]))) return null;
  return { month, declared: row.declared, certified: row.certified, paid: row.paid };
}
