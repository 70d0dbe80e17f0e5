import { createCookie } from "@remix-run/node";
import { seal } from "@tests/factories/hours";
import { theRates } from "@tests/factories/pay";
import { aPerson } from "@tests/factories/person";
import { openSession } from "~/domain/account/sessions.server";
import { draftStatements } from "~/domain/budget/statements.server";
import { bookSheet } from "~/domain/hours/commands/book.server";
import { factKinds } from "~/domain/mission/rules/steps";
import { sessionCookie } from "~/http/cookies.server";
import { db } from "~/platform/db.server";
import { randomSecret, sha256 } from "~/platform/secrets.server";
import { type buildWorld, CANARY } from "./world";

// Fresh records of the planted school, one set for each right that is tried: what the allowed do to one leaves the
// others as they were.

export type World = Awaited<ReturnType<typeof buildWorld>>;

const YEAR = "2012-2013";
const SINCE = new Date("2012-10-01T08:00:00Z");
const HOUR = 3_600_000;

/** A cohort of the school's référent with its teacher enrolled; open, with the planted mission, unless told. */
export async function aLedCohort({ ids }: World, { open = true } = {}) {
  const { pathVersionId } = await db.cohort.findUniqueOrThrow({ where: { id: ids.cohortId } });
  const cohort = await db.cohort.create({
    data: {
      pathVersionId,
      placeId: ids.schoolId,
      schoolYearId: YEAR,
      title: `${CANARY} autre session`,
      status: open ? "OPEN" : "PREPARATION",
      referentId: ids.referentId,
      missionId: open ? ids.missionId : null,
      openedAt: open ? SINCE : null,
      createdById: ids.referentId,
    },
  });
  const { email } = await db.person.findUniqueOrThrow({ where: { id: ids.teacherId } });
  const enrolment = await db.enrolment.create({
    data: {
      cohortId: cohort.id,
      personId: ids.teacherId,
      email,
      events: { create: { status: "ENROLLED", at: SINCE } },
    },
  });
  return { cohortId: cohort.id, enrolmentId: enrolment.id };
}

/** A séance of such a cohort, led by the référent, the trainer being deputy, with its open sheet. */
export async function aLedSeance(world: World, startsAt: string, { open = true } = {}) {
  const cohort = await aLedCohort(world, { open });
  const start = new Date(startsAt);
  const seance = await db.seance.create({
    data: {
      cohortId: cohort.cohortId,
      title: `${CANARY} autre séance`,
      modality: "ON_SITE",
      placeId: world.ids.schoolId,
      room: `${CANARY} autre salle`,
      trainerId: world.ids.referentId,
      deputyId: world.people("TRAINER:own").id,
      startsAt: start,
      endsAt: new Date(start.getTime() + 3 * HOUR),
      createdById: world.ids.referentId,
    },
  });
  const sheet = await db.attendanceSheet.create({ data: { seanceId: seance.id, halfDay: "AFTERNOON" } });
  return { ...cohort, seanceId: seance.id, sheetId: sheet.id, endsAt: seance.endsAt };
}

/** A séance whose sheet is open for signing now: the matrix stands at 9 h on 10 October 2012. */
export const aSigningSeance = (world: World) => aLedSeance(world, "2012-10-10T07:15:00Z");

/** A séance that took place, its teacher present, its sheet sealed by the référent. */
export async function aSealedSeance(world: World, startsAt: string) {
  const seance = await aLedSeance(world, startsAt);
  const { sheetId, enrolmentId, endsAt } = seance;
  const at = new Date(startsAt);
  const byId = world.ids.teacherId;
  await db.presence.create({ data: { sheetId, enrolmentId, seq: 1, sign: 1, proof: "QR", at, byId } });
  await seal(sheetId, world.ids.referentId, 1, endsAt);
  return seance;
}

/** A correction that the référent proposed: the trainer decides. */
export async function aProposedCorrection(world: World, startsAt: string) {
  const { seanceId, sheetId, enrolmentId } = await aSealedSeance(world, startsAt);
  const correction = await db.attendanceCorrection.create({
    data: {
      sheetId,
      enrolmentId,
      kind: "REMOVE",
      reason: `${CANARY} motif`,
      proposedById: world.ids.referentId,
      proposedAt: new Date("2012-10-08T08:00:00Z"),
    },
  });
  return { seanceId, correctionId: correction.id };
}

type Delivered = { trainer?: { id: string }; placeId?: string };

/** The hours of training that somebody delivered at a séance of the référent's, booked: hers unless told. */
export async function aBookedHour(world: World, startsAt: string, { trainer, placeId }: Delivered = {}) {
  const { sheetId, cohortId, seanceId } = await aSealedSeance(world, startsAt);
  const missionId = trainer ? await aMissionOf(world, trainer, placeId) : world.ids.missionId;
  if (trainer) {
    await db.cohort.update({ where: { id: cohortId }, data: { missionId } });
    await db.seance.update({ where: { id: seanceId }, data: { trainerId: trainer.id, deputyId: null } });
  }
  await bookSheet(sheetId);
  const entry = await db.hourEntry.findFirstOrThrow({ where: { sheetId, role: "TRAINER" } });
  return { entryId: entry.id, cohortId, missionId };
}

/** Another trainer's hour at a séance of the référent's, with a correction that the référent proposed where told. */
export async function anHourToCorrect(world: World, startsAt: string, { proposed = false } = {}) {
  const trainer = await aPerson({ role: "TRAINER", place: { id: world.ids.schoolId } });
  const { entryId } = await aBookedHour(world, startsAt, { trainer });
  if (!proposed) return { entryId, correctionId: "" };
  const { id } = await db.hourCorrection.create({
    data: {
      hourEntryId: entryId,
      trueMinutes: 120,
      reason: `${CANARY} motif`,
      proposedById: world.ids.referentId,
      proposedAt: new Date("2012-10-08T08:00:00Z"),
    },
  });
  return { entryId, correctionId: id };
}

async function aMissionOf({ ids, people }: World, { id: personId }: { id: string }, placeId = ids.schoolId) {
  const mission = await db.mission.create({
    data: {
      personId,
      placeId,
      schoolYearId: YEAR,
      kind: "TRAINING",
      channel: "HSE",
      title: "Formation d'une équipe",
      plannedMinutes: 600,
      at: SINCE,
      createdById: people("TRAINING_OFFICE:own").id,
    },
  });
  return mission.id;
}

/** The statement of September with one line to pay: hours certified by the head, charged to the school's envelope. */
export async function aStatementToDecide(world: World, startsAt: string) {
  const { entryId, cohortId } = await aBookedHour(world, startsAt);
  const by = { at: new Date("2012-10-09T08:00:00Z") };
  await db.certification.create({
    data: { hourEntryId: entryId, decision: "CERTIFIED", certifiedById: world.ids.headId, ...by },
  });
  await db.missionLetter.updateMany({
    where: { missionId: world.ids.missionId, status: "ISSUED" },
    data: { status: "SIGNED", signedAt: by.at, signedById: world.ids.headId, hash: "x" },
  });
  await theRates();
  await db.channelOpening.createMany({
    data: {
      academieId: world.academie.id,
      schoolYearId: YEAR,
      channel: "HSE",
      decidedOn: new Date("2012-09-10"),
      reason: "Formations de proximité",
      decidedById: world.people("RECTORAT:own").id,
      ...by,
    },
    skipDuplicates: true,
  });
  await db.commitment.create({
    data: {
      envelopeId: world.ids.envelopeId,
      cohortId,
      nature: "HSE",
      amountCents: 11_208,
      minutes: 180,
      missionId: world.ids.missionId,
      createdById: world.ids.referentId,
      ...by,
    },
  });
  // What an earlier form controlled is a draft again.
  await db.payStatement.updateMany({
    where: { academieId: world.academie.id, month: "2012-09", status: "CONTROLLED" },
    data: { status: "DRAFT" },
  });
  await draftStatements("2012-09");
  const statement = await db.payStatement.findFirstOrThrow({
    where: { academieId: world.academie.id, month: "2012-09" },
    include: { lines: true },
  });
  const paid = statement.lines.filter(({ decision }) => decision === "ACCEPT" || decision === "WARN");
  return { statementId: statement.id, totalCents: paid.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0) };
}

/** A function mission (IFIC) of a référent of the school, its letter issued; with its dated facts up to the one told, ended before today where told. */
export async function aFunctionMission(
  world: World,
  { upTo, ended = false }: { upTo?: (typeof factKinds)[number]; ended?: boolean } = {},
) {
  const at = SINCE;
  // Somebody new each time: a person holds a function of a school once.
  const { id: personId } = await aPerson({ role: "REFERENT", place: { id: world.ids.schoolId } });
  const mission = await db.mission.create({
    data: {
      personId,
      placeId: world.ids.schoolId,
      schoolYearId: YEAR,
      kind: "FUNCTION",
      functionCode: "REFERENT_NUMERIQUE",
      channel: "IFIC",
      title: `${CANARY} fonction`,
      amountCents: 40_000,
      endedAt: ended ? new Date("2012-10-05T12:00:00Z") : null,
      endedReason: ended ? "Mutation" : null,
      at,
      createdById: world.people("CTICE:own").id,
      letter: {
        create: {
          number: `2012-A1-${randomSecret(6)}`,
          tasks: [{ label: "advise" }],
          startsOn: new Date("2012-09-04"),
          endsOn: new Date("2013-07-05"),
          issuedAt: at,
          issuedById: world.people("CTICE:own").id,
        },
      },
    },
  });
  for (const kind of upTo ? factKinds.slice(0, factKinds.indexOf(upTo) + 1) : [])
    await db.missionFact.create({
      data: {
        missionId: mission.id,
        kind,
        heldOn: new Date("2012-10-04"),
        amountCents: kind === "PROPOSITION" || kind === "DECISION_RECTEUR" ? 40_000 : null,
        at,
        recordedById: world.ids.headId,
      },
    });
  return mission.id;
}

/** Credits of a cohort in preparation: hours on the school's envelope, reprography on those of the académie. */
export async function someCredits(world: World) {
  await theRates();
  const training = await db.envelope.create({
    data: {
      placeId: world.academie.id,
      exercise: 2012,
      programme: 141,
      titre2: false,
      natures: [],
      label: "Formation, P141",
      delegatedCents: 1_000_000,
    },
  });
  return { missionId: world.ids.missionId, hseEnvelopeId: world.ids.envelopeId, reprographyEnvelopeId: training.id };
}

/** The keys of the phase-2 split for the planted académie. */
export async function someKeys(world: World) {
  await db.allocationKey.createMany({
    data: [139, 140, 141].map((programme) => ({
      exercise: 2012,
      programme,
      academieId: world.academie.id,
      weight: 1_000,
      source: "test",
    })),
    skipDuplicates: true,
  });
}

/** A receipt of a browser, whose cookie this is: whoever holds the cookie may try to sign with it. */
export async function aReceiptOf(sheetId: string) {
  const browser = randomSecret(18);
  const receipt = await db.attendanceReceipt.create({
    data: { sheetId, browserHash: sha256(browser), proof: "QR", expiresAt: new Date(Date.now() + 600_000) },
  });
  const cookie = (await createCookie("ep_browser").serialize(browser)).split(";")[0] ?? "";
  return { receiptId: receipt.id, browserHash: sha256(browser), cookie };
}

/** The planted teacher signed with a receipt, dated ahead: the seconds to take it back do not pass meanwhile. */
export async function aSignature(world: World) {
  const { sheetId, enrolmentId } = await aSigningSeance(world);
  const { receiptId, browserHash, cookie } = await aReceiptOf(sheetId);
  await db.attendanceReceipt.update({ where: { id: receiptId }, data: { consumedAt: new Date() } });
  await db.presence.create({
    data: {
      sheetId,
      enrolmentId,
      seq: 1,
      sign: 1,
      proof: "QR",
      at: SINCE,
      byId: world.ids.teacherId,
      browserHash,
      receiptId,
      createdAt: new Date(Date.now() + 120_000),
    },
  });
  return { receiptId, cookie };
}

/** Somebody of the school signed in with a browser, for what ends a session or changes a password. */
export async function somebodySignedIn(over: { passwordHash?: string } = {}) {
  const person = await aPerson(over);
  const account = await db.account.findUniqueOrThrow({ where: { personId: person.id } });
  const secret = await openSession(account.id, "matrix");
  return { ...person, cookie: (await sessionCookie().serialize(secret)).split(";")[0] ?? "" };
}
