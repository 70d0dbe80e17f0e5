import { setClock } from "@tests/factories/clock";
import { anOpenCohort, aSealedSheet } from "@tests/factories/hours";
import { actorOf, anActor, aPerson } from "@tests/factories/person";
import { anAcademie } from "@tests/factories/place";
import { anActivity, attested } from "@tests/factories/planned";
import { expect, test } from "vitest";
import { getActivities } from "~/domain/attendance/activity.server";
import { attestActivity } from "~/domain/attendance/commands/attest-activity.server";
import { decideWithdrawal, proposeWithdrawal } from "~/domain/attendance/commands/withdraw-activity.server";
import { listAttested } from "~/domain/certificate/attested.server";
import { bookSheet } from "~/domain/hours/commands/book.server";
import { bookActivity } from "~/domain/hours/commands/book-activity.server";
import { proposeHourCorrection } from "~/domain/hours/commands/correct-hour.server";
import { getHour } from "~/domain/hours/origin.server";
import { listHours } from "~/domain/hours/queries.server";
import { hoursChecks, verifyLedger } from "~/domain/hours/verification.server";
import { db } from "~/platform/db.server";

await setClock("2012-10-20T10:00:00Z");

/** An open cohort with an activity at a distance, its référente, and the two who answer for the school. */
async function aSession() {
  const academie = await anAcademie();
  const session = await anOpenCohort({ academie });
  const activity = await anActivity(session.cohort);
  return {
    ...session,
    academie,
    activity,
    lead: await actorOf(session.referent),
    head: await anActor({ role: "HEAD", place: session.school }),
  };
}
const linesOf = (activityId: string) =>
  db.hourEntry.findMany({ where: { activityAttestation: { activityId } }, orderBy: { number: "asc" } });
const broken = async () => {
  const checks = await Promise.all(hoursChecks(0).map((check) => check()));
  return checks.flatMap((check) => check.broken);
};

test("an attested activity is its planned minutes in the ledger, once, with no interval; the trainee reads it", async () => {
  const { lead, cohort, activity, enrolments, academie } = await aSession();
  const two = enrolments.slice(0, 2);
  const rows = await attested(lead, cohort.id, activity.id, two);
  await Promise.all(Array.from({ length: 20 }, () => bookActivity(rows[0]?.id ?? "")));
  const asked = { activityId: activity.id, enrolmentIds: two.map(({ id }) => id) };
  expect(await attestActivity(lead, cohort.id, asked)).toEqual({ attested: 0 });
  const lines = await linesOf(activity.id);
  expect(lines).toHaveLength(2);
  for (const line of lines)
    expect(line).toMatchObject({
      ...{ role: "TRAINEE", source: "ACTIVITY", minutes: 120, modality: "REMOTE", ruleVersion: "activity-1" },
      ...{ seanceId: null, sheetId: null, missionId: null, designWorkId: null },
    });
  expect(lines[0]?.startsAt).toEqual(lines[0]?.endsAt);
  expect(await db.bookedInterval.count({ where: { hourEntryId: { in: lines.map(({ id }) => id) } } })).toBe(0);
  expect(await verifyLedger(academie.id, "2012-2013")).toMatchObject({ lines: 2, brokenAt: null });

  const trainee = await actorOf({ id: two[0]?.personId ?? "" });
  const { lines: mine } = await listHours(trainee, "mine", null, { source: "ACTIVITY" });
  expect(mine).toMatchObject([
    { service: "Écrire la séquence", within: cohort.title, minutes: 120, source: "ACTIVITY" },
  ]);
  expect((await listHours(trainee, "mine", null, { source: "SHEET" })).lines).toEqual([]);
  const hour = await getHour(trainee, mine[0]?.id ?? "");
  expect(hour.activity).toMatchObject({
    title: "Écrire la séquence",
    minutes: 120,
    by: expect.stringContaining("Référente"),
  });
  await expect(getHour(await anActor(), mine[0]?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
  // Its minutes are the path's: it is withdrawn, never corrected.
  const shorter = { trueMinutes: 60, reason: "Une heure a suffi" };
  await expect(proposeHourCorrection(lead, mine[0]?.id ?? "", shorter)).rejects.toMatchObject({
    key: "hours.withdrawTheActivity",
  });
});

test("hours at a distance stand beside a séance of the same hour, and both in what a certificate says", async () => {
  const session = await aSession();
  const { lead, cohort, activity, enrolments } = session;
  const { sheet } = await aSealedSheet(session, { startsAt: "2012-10-20T08:00:00Z", hours: 2 });
  await bookSheet(sheet.id);
  await attested(lead, cohort.id, activity.id, enrolments);
  const facts = await db.$transaction((tx) => listAttested(tx as never, cohort.id));
  expect(facts).toHaveLength(3);
  for (const one of facts) expect(one.facts.minutes).toEqual({ ON_SITE: 120, REMOTE: 120 });
  expect(await broken()).toEqual([]);
});

test("two people withdraw an attestation; the hour is taken back once, and may be attested anew", async () => {
  const { lead, head, cohort, activity, enrolments } = await aSession();
  const [attestation] = await attested(lead, cohort.id, activity.id, enrolments.slice(0, 1));
  const attestationId = attestation?.id ?? "";
  const input = { attestationId, reason: "Travail d'une autre équipe" };
  const { id: withdrawalId } = await proposeWithdrawal(lead, cohort.id, input);
  expect(await proposeWithdrawal(lead, cohort.id, input)).toEqual({ id: withdrawalId });
  const decide = (actor: typeof lead) => decideWithdrawal(actor, cohort.id, { withdrawalId, approve: true });
  await expect(decide(lead)).rejects.toMatchObject({ key: "attendance.secondPerson" });
  await expect(decide(await actorOf({ id: enrolments[0]?.personId ?? "" }))).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(decide(await anActor({ role: "RECTORAT", place: { id: cohort.placeId } }))).rejects.toMatchObject({
    code: "forbidden",
  });
  await decide(head);
  await decide(head);
  await Promise.all([bookActivity(attestationId), bookActivity(attestationId)]);
  expect(await linesOf(activity.id)).toMatchObject([
    { minutes: 120, reason: null },
    { minutes: -120, reason: input.reason, ruleVersion: "activity-1" },
  ]);
  await attested(lead, cohort.id, activity.id, enrolments.slice(0, 1));
  expect((await linesOf(activity.id)).map(({ minutes }) => minutes)).toEqual([120, -120, 120]);
  expect(await broken()).toEqual([]);
});

test("an attestation is asked back in its own session, by whoever leads it, and decided once", async () => {
  const { lead, head, cohort, activity, enrolments, school } = await aSession();
  const [attestation] = await attested(lead, cohort.id, activity.id, enrolments.slice(0, 1));
  const attestationId = attestation?.id ?? "";
  const input = { attestationId, reason: "Travail d'une autre équipe" };
  await expect(proposeWithdrawal(head, cohort.id, input)).rejects.toMatchObject({ code: "forbidden" });
  // Whoever leads another session of the same school names neither the attestation nor what is asked of it.
  const other = await anOpenCohort({ school });
  const otherLead = await actorOf(other.referent);
  await expect(proposeWithdrawal(otherLead, other.cohort.id, input)).rejects.toMatchObject({
    key: "attendance.attestationUnknown",
  });
  const { id: withdrawalId } = await proposeWithdrawal(lead, cohort.id, input);
  const otherReason = { attestationId, reason: "Pas les mêmes mots" };
  await expect(proposeWithdrawal(lead, cohort.id, otherReason)).rejects.toMatchObject({
    key: "attendance.withdrawalPending",
  });
  await expect(decideWithdrawal(otherLead, other.cohort.id, { withdrawalId, approve: true })).rejects.toMatchObject({
    key: "attendance.withdrawalUnknown",
  });

  // Asked and not decided: the hour stands.
  await bookActivity(attestationId);
  expect((await linesOf(activity.id)).map(({ minutes }) => minutes)).toEqual([120]);
  await decideWithdrawal(head, cohort.id, { withdrawalId, approve: true });
  await expect(decideWithdrawal(head, cohort.id, { withdrawalId, approve: false })).rejects.toMatchObject({
    key: "attendance.alreadyDecided",
  });
  await expect(proposeWithdrawal(lead, cohort.id, input)).rejects.toMatchObject({ key: "attendance.alreadyWithdrawn" });
  await bookActivity(attestationId);
  expect((await linesOf(activity.id)).map(({ minutes }) => minutes)).toEqual([120, -120]);
  // The worker is told of both, each once.
  const told = await db.outbox.findMany({ where: { payload: { path: ["attestationId"], equals: attestationId } } });
  expect(told.map(({ name }) => name).sort()).toEqual(["activity.attested", "activity.withdrawn"]);
});

test("what is withdrawn before the worker comes is never booked", async () => {
  const { lead, head, cohort, activity, enrolments } = await aSession();
  await attestActivity(lead, cohort.id, { activityId: activity.id, enrolmentIds: [enrolments[0]?.id ?? ""] });
  const { id: attestationId } = await db.activityAttestation.findFirstOrThrow({ where: { activityId: activity.id } });
  const { id: withdrawalId } = await proposeWithdrawal(lead, cohort.id, { attestationId, reason: "Erreur" });
  await decideWithdrawal(head, cohort.id, { withdrawalId, approve: true });
  await bookActivity(attestationId);
  expect(await linesOf(activity.id)).toEqual([]);
});

test("nobody decides about an own activity, though she leads the session too", async () => {
  const session = await aSession();
  const { lead, cohort, activity, enrolments, school } = session;
  const [enrolment] = enrolments;
  const { seance } = await aSealedSheet(session, { startsAt: "2012-10-17T08:00:00Z" });
  await db.seance.update({ where: { id: seance.id }, data: { deputyId: enrolment?.personId ?? null } });
  const [attestation] = await attested(lead, cohort.id, activity.id, enrolments.slice(0, 1));
  const input = { attestationId: attestation?.id ?? "", reason: "Travail d'une autre équipe" };
  const { id: withdrawalId } = await proposeWithdrawal(lead, cohort.id, input);
  const own = await actorOf({ id: enrolment?.personId ?? "" });
  expect(own.roles.map(({ placeId }) => placeId)).toContain(school.id);
  await expect(decideWithdrawal(own, cohort.id, { withdrawalId, approve: true })).rejects.toMatchObject({
    key: "attendance.withdrawSelf",
  });
});

test("who attests: whoever leads this session, for people who are in it, while it runs", async () => {
  const session = await aSession();
  const { lead, head, cohort, activity, enrolments, school } = session;
  const attest = (actor: typeof lead, enrolmentIds = [enrolments[0]?.id ?? ""], activityId = activity.id) =>
    expect(attestActivity(actor, cohort.id, { activityId, enrolmentIds })).rejects;
  await attest(await anActor()).toMatchObject({ code: "not_found" });
  // The trainer of another session of the same school.
  const other = await anOpenCohort({ school });
  await aSealedSheet(other, { startsAt: "2012-10-19T08:00:00Z" });
  await attest(await actorOf(other.referent)).toMatchObject({ code: "not_found" });
  await attest(head).toMatchObject({ code: "forbidden" });
  await attest(await actorOf({ id: enrolments[0]?.personId ?? "" })).toMatchObject({ code: "not_found" });
  await attest(lead, [other.enrolments[0]?.id ?? ""]).toMatchObject({ key: "attendance.notInSession" });
  await attest(lead, undefined, (await anActivity(other.cohort)).id).toMatchObject({
    key: "attendance.activityUnknown",
  });
  const onSite = await anActivity(cohort, { modality: "ON_SITE" });
  await attest(lead, undefined, onSite.id).toMatchObject({ key: "attendance.activityUnknown" });

  const gone = enrolments[1]?.id ?? "";
  await db.enrolmentEvent.create({ data: { enrolmentId: gone, status: "WITHDRAWN", at: new Date() } });
  await attest(lead, [enrolments[0]?.id ?? "", gone]).toMatchObject({ key: "attendance.notInSession" });

  const held = await anActivity(cohort, { modality: "IN_CLASS" });
  const { seance } = await aSealedSheet(session, { startsAt: "2012-10-18T08:00:00Z" });
  await db.seance.update({ where: { id: seance.id }, data: { stageId: held.stageId, modality: "IN_CLASS" } });
  await attest(lead, undefined, held.id).toMatchObject({ key: "attendance.activityIsSeance" });

  await db.cohort.update({ where: { id: cohort.id }, data: { status: "PREPARATION" } });
  await attest(lead).toMatchObject({ key: "attendance.sessionNotRunning" });
  expect(await db.activityAttestation.count({ where: { cohortId: cohort.id } })).toBe(0);
});

test("a trainer of the session attests too, and nobody attests an own activity", async () => {
  const session = await aSession();
  const trainer = await aPerson({ role: "TRAINER", place: session.school });
  const { seance } = await aSealedSheet(session, { startsAt: "2012-10-16T08:00:00Z" });
  await db.seance.update({ where: { id: seance.id }, data: { trainerId: trainer.id } });
  const { id } = await db.enrolment.create({
    data: { cohortId: session.cohort.id, personId: trainer.id, email: trainer.email },
  });
  await db.enrolmentEvent.create({ data: { enrolmentId: id, status: "ENROLLED", at: new Date("2012-10-01") } });
  const actor = await actorOf(trainer);
  const own = { activityId: session.activity.id, enrolmentIds: [id] };
  await expect(attestActivity(actor, session.cohort.id, own)).rejects.toMatchObject({ key: "attendance.attestSelf" });
  const view = await getActivities(actor, session.cohort.id);
  expect(view.can.attest).toBe(true);
  expect(view.activities[0]?.waiting).toHaveLength(3);
  await attested(actor, session.cohort.id, session.activity.id, session.enrolments);
  expect(await linesOf(session.activity.id)).toHaveLength(3);
});

test("the database keeps it: no line without its attestation, none changed, none for another person", async () => {
  const { lead, cohort, activity, enrolments, academie } = await aSession();
  const [attestation] = await attested(lead, cohort.id, activity.id, enrolments.slice(0, 1));
  const [line] = await linesOf(activity.id);
  if (!attestation || !line) throw new Error("booked");
  const { id: _, digest: _d, ...copy } = line;
  const again = { ...copy, number: 2, previousHash: line.hash, sourceKey: "twice", academieId: academie.id };
  await expect(db.hourEntry.create({ data: again })).rejects.toThrow("hour_entry_activity_once");
  const other = enrolments[1];
  const stolen = { ...again, enrolmentId: other?.id ?? null, personId: other?.personId ?? "" };
  await expect(db.hourEntry.create({ data: stolen })).rejects.toThrow("says what was attested");
  const endsAt = new Date(line.endsAt.getTime() + 7_200_000);
  const asSheet = { ...again, source: "SHEET" as const, endsAt };
  await expect(db.hourEntry.create({ data: asSheet })).rejects.toThrow("hour_entry_source");
  await expect(db.hourEntry.create({ data: { ...again, endsAt } })).rejects.toThrow("hour_entry_interval");
  const fresh = { cohortId: cohort.id, activityId: activity.id, minutes: 120, at: new Date("2012-10-20") };
  const insert = (over: object) =>
    db.activityAttestation.create({
      data: { ...fresh, enrolmentId: other?.id ?? "", seq: 1, attestedById: lead.personId, ...over },
    });
  await expect(insert({ minutes: 600 })).rejects.toThrow("with its planned minutes");
  await expect(insert({ attestedById: other?.personId })).rejects.toThrow("by somebody else");
  await expect(insert({ enrolmentId: enrolments[0]?.id, seq: 2 })).rejects.toThrow("stands at a time");
  await expect(
    db.activityAttestation.update({ where: { id: attestation.id }, data: { minutes: 1 } }),
  ).rejects.toThrow();
});

test("a line of a sheet keeps the digest and the chain text it had before there was another source", async () => {
  const session = await aSession();
  const { sheet } = await aSealedSheet(session, { startsAt: "2012-10-15T08:00:00Z" });
  await bookSheet(sheet.id);
  const rows = await db.$queryRaw<{ same: boolean }[]>`
    SELECT digest = encode(sha256(convert_to((SELECT jsonb_object_agg(key, value)::text
      FROM jsonb_each(to_jsonb(h) - 'digest' - 'source') WHERE value <> 'null'), 'UTF8')), 'hex') AS same
    FROM hour_entry h WHERE sheet_id = ${sheet.id}::uuid`;
  expect(rows).toHaveLength(4);
  expect(rows.every(({ same }) => same)).toBe(true);
});

test("an hour at a distance is booked whatever séance covers the instant that dates it", async () => {
  const session = await aSession();
  const { lead, cohort, activity, enrolments } = session;
  const [enrolment] = enrolments;
  await attestActivity(lead, cohort.id, { activityId: activity.id, enrolmentIds: [enrolment?.id ?? ""] });
  const { id, at } = await db.activityAttestation.findFirstOrThrow({ where: { activityId: activity.id } });
  const startsAt = new Date(at.getTime() - 1_800_000).toISOString();
  const { sheet } = await aSealedSheet(session, { startsAt, hours: 1 });
  await setClock(new Date(at.getTime() + 3_600_000).toISOString());
  await bookSheet(sheet.id);
  await bookActivity(id);
  expect(await linesOf(activity.id)).toMatchObject([{ minutes: 120, startsAt: at }]);
  expect(await broken()).toEqual([]);
});
