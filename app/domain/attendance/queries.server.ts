import { businessNow } from "~/platform/clock.server";
import { db, type Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { authorize, can } from "../authorize";
import { ledBy, namesOf } from "../seance/queries.server";
import { plannedMinutes } from "../seance/rules";
import { attendancePolicy } from "./policy";
import { sharedBrowsers } from "./shared-browsers";
import { heading, listStandings, loadSheet, subjectOf } from "./sheet.server";
import { signable } from "./signable";

/** The whole sheet: roll-call, paper list, who is flagged, corrections. @throws not_found, forbidden */
export async function getSheet(actor: Actor, seanceId: string) {
  const sheet = await loadSheet(db, actor, seanceId);
  const subject = subjectOf(sheet);
  authorize(actor, attendancePolicy, "attendance.readSheet", subject);
  const [standings, now, corrections] = await Promise.all([
    listStandings(db, { id: sheet.id, cohortId: sheet.seance.cohort.id }),
    businessNow(),
    db.attendanceCorrection.findMany({ where: { sheetId: sheet.id }, orderBy: [{ proposedAt: "asc" }, { id: "asc" }] }),
  ]);
  const flagged = sharedBrowsers(
    standings.flatMap(({ enrolmentId, lines }) => lines.map(({ browserHash }) => ({ enrolmentId, browserHash }))),
  );
  const byIds = [
    sheet.closedById,
    sheet.seance.trainerId,
    sheet.seance.deputyId,
    ...standings.flatMap(({ lines }) => lines.map(({ byId }) => byId)),
    ...corrections.flatMap(({ proposedById, decidedById }) => [proposedById, decidedById]),
  ];
  const names = await namesOf(db, byIds);
  const nameOf = (id: string | null) => (id ? (names.get(id) ?? "") : null);
  const people = standings.map(({ enrolmentId, personId, givenName, familyName, lines, present }) => {
    const last = lines.at(-1);
    return {
      enrolmentId,
      givenName,
      familyName,
      name: `${givenName} ${familyName}`,
      present,
      self: personId === actor.personId,
      sharedBrowser: flagged.has(enrolmentId),
      last: last ? { proof: last.proof, at: last.at, by: nameOf(last.byId), reason: last.reason } : null,
      lines: lines.map(({ seq, sign, proof, at, byId, reason }) => ({
        seq,
        sign,
        proof,
        at,
        by: nameOf(byId),
        reason,
      })),
    };
  });
  return {
    ...heading(sheet),
    now,
    signing: signable(sheet, now),
    trainerName: nameOf(sheet.seance.trainerId) ?? "",
    deputyName: nameOf(sheet.seance.deputyId),
    closedBy: nameOf(sheet.closedById),
    people,
    present: people.filter((one) => one.present).length,
    corrections: corrections.map((one) => {
      const concerned = standings.find(({ enrolmentId }) => enrolmentId === one.enrolmentId);
      return {
        id: one.id,
        kind: one.kind,
        reason: one.reason,
        status: one.status,
        name: concerned ? `${concerned.givenName} ${concerned.familyName}` : "",
        proposedBy: nameOf(one.proposedById) ?? "",
        proposedAt: one.proposedAt,
        decidedBy: nameOf(one.decidedById),
        decidedAt: one.decidedAt,
        mayDecide:
          one.status === "PROPOSED" &&
          can(actor, attendancePolicy, "attendance.decide", {
            sheet: subject,
            proposedById: one.proposedById,
            concernedId: concerned?.personId ?? null,
          }),
      };
    }),
    can: {
      lead: can(actor, attendancePolicy, "attendance.lead", subject),
      propose: can(actor, attendancePolicy, "attendance.propose", subject),
    },
  };
}

/** What the projection shows: the count and who has signed, newest first. Who is missing never leaves the server. */
export async function getProjection(actor: Actor, seanceId: string) {
  const sheet = await loadSheet(db, actor, seanceId);
  authorize(actor, attendancePolicy, "attendance.lead", subjectOf(sheet));
  const [standings, now] = await Promise.all([
    listStandings(db, { id: sheet.id, cohortId: sheet.seance.cohort.id }),
    businessNow(),
  ]);
  const signed = standings
    .flatMap(({ enrolmentId, givenName, familyName, lines, present }) => {
      const last = lines.at(-1);
      return present && last ? [{ enrolmentId, name: `${givenName} ${familyName}`, at: last.at }] : [];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  return { ...heading(sheet), now, signing: signable(sheet, now), signed, expected: standings.length };
}

/** Sheets of séances that are over and that the actor may close: oldest first, with the count. */
export async function listSheetsToClose(actor: Actor) {
  const now = await businessNow();
  const sheets = await db.attendanceSheet.findMany({
    where: {
      status: "OPEN",
      seance: { status: "PLANNED", endsAt: { lte: now }, cohort: { status: "OPEN" }, AND: [ledBy(actor)] },
    },
    orderBy: { seance: { startsAt: "asc" } },
    take: 50,
    select: {
      id: true,
      halfDay: true,
      seance: {
        select: {
          id: true,
          title: true,
          startsAt: true,
          endsAt: true,
          cohort: {
            select: {
              id: true,
              title: true,
              place: { select: { timeZone: true } },
              _count: { select: { enrolments: { where: { status: { in: ["ENROLLED", "COMPLETED"] } } } } },
            },
          },
        },
      },
      presences: { select: { enrolmentId: true, sign: true } },
    },
  });
  return sheets.map(({ id, halfDay, seance, presences }) => ({
    sheetId: id,
    halfDay,
    seanceId: seance.id,
    title: seance.title,
    startsAt: seance.startsAt,
    minutes: plannedMinutes(seance),
    cohort: { id: seance.cohort.id, title: seance.cohort.title },
    timeZone: seance.cohort.place.timeZone,
    // Lines alternate +1, −1: their sum is the number of persons present.
    signed: presences.reduce((sum, { sign }) => sum + sign, 0),
    expected: seance.cohort._count.enrolments,
  }));
}

/** Who is present on a sheet now, corrections included, with the line that says so: for the rooms after this one. */
export async function presentEnrolments(tx: Tx, sheetId: string) {
  const lines = await tx.presence.findMany({
    where: { sheetId },
    orderBy: { seq: "desc" },
    distinct: ["enrolmentId"],
    select: { id: true, seq: true, sign: true, enrolmentId: true, enrolment: { select: { personId: true } } },
  });
  return lines.flatMap(({ id, seq, sign, enrolmentId, enrolment }) =>
    sign === 1 && enrolment.personId ? [{ enrolmentId, personId: enrolment.personId, presenceId: id, seq }] : [],
  );
}
