import { aPerson } from "@tests/factories/person";
import { anAcademie, aSchool, theNation } from "@tests/factories/place";
import { aPicture } from "@tests/factories/scenario";
import { aVersion } from "@tests/factories/version";
import { openSession } from "~/domain/account/sessions.server";
import type { Role } from "~/domain/actor";
import { sessionCookie } from "~/http/cookies.server";
import { db } from "~/platform/db.server";
import { plantPublication } from "./writes-library";

/** Where an actor stands, seen from the records: in their school or above it, beside it, or in another académie. */
export type Where = "own" | "sibling" | "other";
export type Caller = { who: `${Role}:${Where}` | "VISITOR"; cookie: string };

/** Planted in every private field of the records; a stranger's answer holds none of them. */
export const CANARY = "Canari-7Q";

const inSchool: Role[] = ["HEAD", "REFERENT", "TRAINER", "TEACHER"];
const inAcademie: Role[] = ["CTICE", "RECTORAT", "TRAINING_OFFICE"];

/** Two académies, three schools, every role in each, and one record of every kind in the first school. */
export async function buildWorld() {
  const [here, away] = [await anAcademie({ code: "A1" }), await anAcademie({ code: "B1" })];
  const school = await aSchool(here, { name: "Collège des Essais" });
  const places = { own: school, sibling: await aSchool(here), other: await aSchool(away) };

  const people = new Map<string, { id: string; accountId: string }>();
  const add = async (who: string, role: Role, place: { id: string }) => {
    const familyName = who.endsWith(":own") && who !== "NATIONAL_PILOT:own" ? `${CANARY}-${role}` : `Voisin-${role}`;
    const person = await aPerson({ role, place, familyName });
    const account = await db.account.findFirstOrThrow({ where: { personId: person.id } });
    people.set(who, { id: person.id, accountId: account.id });
  };
  for (const where of ["own", "sibling", "other"] as const) {
    for (const role of inSchool) await add(`${role}:${where}`, role, places[where]);
  }
  for (const role of inAcademie) {
    await add(`${role}:own`, role, here);
    await add(`${role}:other`, role, away);
  }
  await add("NATIONAL_PILOT:own", "NATIONAL_PILOT", await theNation());
  await add("PLATFORM_ADMIN:own", "PLATFORM_ADMIN", await theNation());

  const of = (who: string) => {
    const found = people.get(who);
    if (!found) throw new Error(`nobody is ${who}`);
    return found;
  };
  const ids = await plantRecords(here, school, of);

  const callers: Caller[] = [{ who: "VISITOR", cookie: "" }];
  for (const [who, { accountId }] of people) {
    const secret = await openSession(accountId, "matrix");
    callers.push({ who: who as Caller["who"], cookie: (await sessionCookie().serialize(secret)).split(";")[0] ?? "" });
  }
  return { ids, callers, people: of, places, academie: here };
}

type Of = (who: string) => { id: string };

/** One record of every kind, all in one school, led by its référent, with its teacher enrolled. */
async function plantRecords(academie: { id: string }, school: { id: string }, of: Of) {
  const at = new Date("2012-10-01T08:00:00Z");
  const [referent, teacher, deputy, head] = [
    of("REFERENT:own").id,
    of("TEACHER:own").id,
    of("TRAINER:own").id,
    of("HEAD:own").id,
  ];
  const year = await db.schoolYear.upsert({
    where: { id: "2012-2013" },
    update: {},
    create: { id: "2012-2013", startsOn: new Date("2012-09-04"), endsOn: new Date("2013-07-05"), source: "test" },
  });
  const path = await db.path.create({
    data: { code: "canari", title: "Parcours national", summary: "Public", origin: "NATION" },
  });
  const version = await db.pathVersion.create({ data: { pathId: path.id, number: 1, publishedAt: at } });
  const mission = await db.mission.create({
    data: {
      personId: referent,
      placeId: school.id,
      schoolYearId: year.id,
      kind: "TRAINING",
      channel: "HSE",
      title: `${CANARY} mission`,
      plannedMinutes: 600,
      at,
      createdById: of("TRAINING_OFFICE:own").id,
    },
  });
  await db.missionLetter.create({
    data: {
      missionId: mission.id,
      number: "2012-A1-0001",
      tasks: [{ label: `${CANARY} tâche` }],
      startsOn: year.startsOn,
      endsOn: year.endsOn,
      issuedAt: at,
      issuedById: of("CTICE:own").id,
    },
  });
  const cohort = await db.cohort.create({
    data: {
      pathVersionId: version.id,
      placeId: school.id,
      schoolYearId: year.id,
      title: `${CANARY} session`,
      status: "OPEN",
      referentId: referent,
      missionId: mission.id,
      openedAt: at,
      createdById: referent,
    },
  });
  const person = await db.person.findFirstOrThrow({ where: { id: teacher } });
  const enrolment = await db.enrolment.create({
    data: { cohortId: cohort.id, personId: teacher, email: person.email },
  });
  await db.enrolmentEvent.create({ data: { enrolmentId: enrolment.id, status: "ENROLLED", at } });
  const seance = await db.seance.create({
    data: {
      cohortId: cohort.id,
      title: `${CANARY} séance`,
      modality: "ON_SITE",
      placeId: school.id,
      room: `${CANARY} salle`,
      trainerId: referent,
      deputyId: deputy,
      startsAt: new Date("2012-10-17T12:00:00Z"),
      endsAt: new Date("2012-10-17T15:00:00Z"),
      createdById: referent,
    },
  });
  const sheet = await db.attendanceSheet.create({ data: { seanceId: seance.id, halfDay: "AFTERNOON" } });
  const receipt = await db.attendanceReceipt.create({
    data: { sheetId: sheet.id, browserHash: "another-browser", proof: "QR", expiresAt: new Date(Date.now() + 600_000) },
  });
  const team = await db.team.create({
    data: { cohortId: cohort.id, name: "Équipe 1", members: { create: { enrolmentId: enrolment.id } } },
  });
  const scenario = await db.scenario.create({
    data: { cohortId: cohort.id, teamId: team.id, title: `${CANARY} scénario`, createdById: referent },
  });
  const image = await aPicture(scenario.id, referent);
  const publicationId = await plantPublication(scenario.id, image.id, teacher, of("CTICE:own").id);
  const scenarioVersion = await aVersion(scenario.id, referent, `${CANARY} nom de version`);
  const entry = await db.hourEntry.create({
    data: {
      academieId: academie.id,
      schoolYearId: year.id,
      number: 1,
      personId: referent,
      role: "TRAINER",
      minutes: 180,
      modality: "ON_SITE",
      startsAt: seance.startsAt,
      endsAt: seance.endsAt,
      seanceId: seance.id,
      sheetId: sheet.id,
      missionId: mission.id,
      sourceKey: "canari",
      ruleVersion: "test",
      at,
      previousHash: "",
      hash: "canari",
    },
  });
  // The next line follows this one.
  await db.ledgerHead.create({
    data: { academieId: academie.id, schoolYearId: year.id, nextNumber: 2, lastHash: entry.hash },
  });
  const statement = await db.payStatement.create({
    data: {
      academieId: academie.id,
      month: "2012-10",
      channel: "HSE",
      number: "HSE-A1-2012-10",
      draftedAt: at,
      totalCents: 11208,
    },
  });
  await db.payLine.create({
    data: {
      statementId: statement.id,
      missionId: mission.id,
      hourEntryId: entry.id,
      minutes: 180,
      amountCents: 11208,
      decision: "WARN",
      findings: [],
      inputs: {},
      ruleVersion: "test",
      at,
    },
  });
  // Its file exists once it is exported, step by step.
  for (const status of ["CONTROLLED", "DECIDED", "EXPORTED"] as const)
    await db.payStatement.update({ where: { id: statement.id }, data: { status } });
  const run = await db.reconciliationRun.create({ data: { academieId: academie.id, month: "2012-10", at } });
  await db.reconciliationDifference.create({
    data: { runId: run.id, missionId: mission.id, hourEntryId: entry.id, cause: "HELD", minutes: 180, at },
  });
  await db.reconciliationRun.update({ where: { id: run.id }, data: { finishedAt: at } });
  const rate = await db.rateRow.create({
    data: {
      ...{ channel: "HSE", corps: "OTHER", grade: "CN", hourlyCents: 2_000, yearlyCents: 57_600 },
      ...{ firstYearlyCents: 69_120, validFrom: new Date("2010-09-01"), source: "test", rounding: "test" },
    },
  });
  const envelope = await db.envelope.create({
    data: {
      placeId: school.id,
      exercise: 2012,
      programme: 141,
      titre2: true,
      natures: ["HSE"],
      label: `${CANARY} dotation`,
      delegatedCents: 150_000,
    },
  });
  const attested = {
    version: "attestation-1",
    publicId: "canari-public-00000000",
    holder: { givenName: "Camille", familyName: `${CANARY} titulaire` },
    title: `${CANARY} session`,
    path: "Parcours national",
    from: "2012-10-17",
    to: "2012-10-17",
    minutes: { ON_SITE: 180 },
    issuer: { name: "Camille", place: "Collège des Essais", academie: "Académie A1" },
    issuedAt: at.toISOString(),
  };
  const certificate = await db.certificate.create({
    data: {
      publicId: "canari-public-00000000",
      personId: teacher,
      cohortId: cohort.id,
      content: JSON.stringify(attested),
      hash: "x",
      signature: "x",
      signingKeyId: cohort.id,
      issuedAt: at,
      issuedById: referent,
    },
  });
  return {
    cohortId: cohort.id,
    seanceId: seance.id,
    missionId: mission.id,
    scenarioId: scenario.id,
    versionId: scenarioVersion.id,
    imageId: image.id,
    publicationId,
    entryId: entry.id,
    statementId: statement.id,
    runId: run.id,
    envelopeId: envelope.id,
    rateId: rate.id,
    certificateId: certificate.id,
    pathId: path.id,
    receiptId: receipt.id,
    sheetId: sheet.id,
    enrolmentId: enrolment.id,
    personId: teacher,
    teacherId: teacher,
    headId: head,
    referentId: referent,
    schoolId: school.id,
  };
}
