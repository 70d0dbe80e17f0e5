import type { Actor } from "~/domain/actor";
import { chargesOf } from "~/domain/budget/charges.server";
import { openCohort } from "~/domain/budget/commands/open-cohort.server";
import { recordServiceDone } from "~/domain/budget/commands.server";
import { controlStatement, decideStatement, draftStatements } from "~/domain/budget/statements.server";
import { bookSheet } from "~/domain/hours/commands/book.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { lockStatements, meansOf, writeDraft } from "~/domain/pay/drafting.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import { hseRates } from "../../prisma/frameworks/hse-rates";
import { aBrowser, PASSWORD } from "./account";
import { anHseAllotment, aTrainingEnvelope } from "./budget";
import { setClock } from "./clock";
import { seal } from "./hours";
import { aTrainingMission, aWorkplace } from "./mission";
import { actorOf, aPerson } from "./person";
import { next } from "./place";

/** The password typed again, at a browser nobody knows. */
export const proof = () => ({ password: PASSWORD, browser: aBrowser() });

type Offices = { ctice: Actor; rectorat: Actor };

/** The CTICE controls and the rectorat decides: each reads the total that stands. */
export async function decideThrough({ ctice, rectorat }: Offices, statementId: string): Promise<void> {
  await controlStatement(ctice, statementId);
  await decideStatement(rectorat, statementId);
}

/** Drafts the HSE of one académie alone: a month of all of them takes longer with every cohort of a file. */
export const draftOne = (academieId: string, month: string) =>
  inTransaction(async (tx) => {
    await lockStatements(tx, academieId);
    await writeDraft(tx, { academieId, month, channel: "HSE", byId: null }, await meansOf(chargesOf, tx));
  });

/** A cohort of one séance, certified, and its draft of October. */
export async function aDraft(over: Parameters<typeof aWorkedCohort>[0] = {}) {
  const worked = await aWorkedCohort(over);
  await certifyService(worked.head, [worked.entry.id]);
  await recordServiceDone(worked.entry.id);
  await draftStatements("2012-10");
  const statement = await db.payStatement.findFirstOrThrow({
    where: { academieId: worked.academie.id, month: "2012-10" },
    include: { lines: true },
  });
  return { ...worked, statement };
}

/** The dated HSE rates, as the product brings them. */
export async function theRates() {
  await db.rateRow.createMany({
    data: hseRates.map(({ validFrom, validTo, ...row }) => ({
      ...row,
      validFrom: new Date(validFrom),
      validTo: validTo ? new Date(validTo) : null,
    })),
    skipDuplicates: true,
  });
}

/** A référente with her training mission, envelopes, and a cohort in preparation: `trainees` people, one séance. */
export async function aPreparedCohort({ trainees = 3, plannedMinutes = 180, hseCents = 150_000 } = {}) {
  const work = await aWorkplace();
  const mission = await aTrainingMission(work, plannedMinutes);
  await db.roleAssignment.create({
    data: {
      personId: work.teacher.id,
      role: "REFERENT",
      placeId: work.school.id,
      validFrom: work.year.startsOn,
      validTo: work.year.endsOn,
    },
  });
  const referent = await actorOf(work.teacher);
  const path = await db.path.create({
    data: { code: `pay-${next()}`, title: "Parcours", summary: "", origin: "test" },
  });
  const version = await db.pathVersion.create({
    data: { pathId: path.id, number: 1, publishedAt: new Date("2012-09-01") },
  });
  const cohort = await db.cohort.create({
    data: {
      pathVersionId: version.id,
      placeId: work.school.id,
      schoolYearId: work.year.id,
      title: "Enseigner avec le TNI",
      referentId: referent.personId,
      createdById: referent.personId,
    },
  });
  const enrolments = [];
  for (let n = 0; n < trainees; n++) {
    const person = await aPerson({ role: "TEACHER", place: work.school });
    const enrolment = await db.enrolment.create({
      data: { cohortId: cohort.id, personId: person.id, email: person.email },
    });
    await db.enrolmentEvent.create({
      data: { enrolmentId: enrolment.id, status: "ENROLLED", at: new Date("2012-10-01") },
    });
    enrolments.push(enrolment);
  }
  const seance = await aSeance(cohort, referent.personId, "2012-10-17T12:00:00Z");
  const hse = await anHseAllotment(work.school, hseCents);
  const training = await aTrainingEnvelope(work.academie);
  const money = {
    missionId: mission.id,
    hseEnvelopeId: hse.id,
    reprographyEnvelopeId: training.id,
    reprographyCents: 4_500,
  };
  return { ...work, mission, referent, cohort, enrolments, seance, hse, training, money };
}
export type PreparedCohort = Awaited<ReturnType<typeof aPreparedCohort>>;

/** A séance of three hours and its open sheet. */
export async function aSeance(cohort: { id: string; placeId: string }, trainerId: string, startsAt: string) {
  const start = new Date(startsAt);
  const seance = await db.seance.create({
    data: {
      cohortId: cohort.id,
      title: "Regroupement",
      modality: "ON_SITE",
      placeId: cohort.placeId,
      room: "Salle 104",
      startsAt: start,
      endsAt: new Date(start.getTime() + 3 * 3_600_000),
      trainerId,
      createdById: trainerId,
    },
  });
  await db.attendanceSheet.create({ data: { seanceId: seance.id, halfDay: "AFTERNOON" } });
  return seance;
}

/** An open cohort whose séance of 17 October took place: signed, sealed by the référente, booked in the ledger. */
export async function aWorkedCohort(over: Parameters<typeof aPreparedCohort>[0] = {}) {
  const prepared = await aPreparedCohort(over);
  await openCohort(prepared.referent, prepared.cohort.id, prepared.money);
  const entry = await hold(prepared, prepared.seance);
  return { ...prepared, entry };
}

/** The séance takes place: everybody signs, the référente seals, the hours are booked. */
export async function hold(prepared: PreparedCohort, seance: { id: string; startsAt: Date; endsAt: Date }) {
  const sheet = await db.attendanceSheet.findUniqueOrThrow({ where: { seanceId: seance.id } });
  for (const { id, personId } of prepared.enrolments)
    await db.presence.create({
      data: {
        sheetId: sheet.id,
        enrolmentId: id,
        seq: 1,
        sign: 1,
        proof: "QR",
        at: seance.startsAt,
        byId: personId ?? "",
      },
    });
  const after = new Date(seance.endsAt.getTime() + 240_000);
  // Business time never goes back: a second cohort of the same file finds it there.
  if ((await businessNow()) < after) await setClock(after.toISOString());
  await seal(sheet.id, prepared.referent.personId, prepared.enrolments.length, seance.endsAt);
  await bookSheet(sheet.id);
  const entry = await db.hourEntry.findFirstOrThrow({ where: { sheetId: sheet.id, role: "TRAINER" } });
  return { ...entry, sheetId: sheet.id, seanceId: seance.id };
}
