import { liveCode } from "~/domain/attendance/codes.server";
import { receiveCode } from "~/domain/attendance/commands/receive.server";
import { signPresence } from "~/domain/attendance/commands/sign.server";
import { businessNow, realNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";
import { aCohort, openCohort } from "./cohort";
import { actorOf } from "./person";
import { next } from "./place";

/** A quarter to two on Wednesday 17 October 2012: a good time to set the clock to before a sheet is made. */
export const SIGNING = "2012-10-17T11:45:00Z";

/** The hash of a browser nobody else has. */
export const aBrowser = () => sha256(`browser ${next()}`);

/** An open cohort whose séance starts in a quarter of an hour of business time (`startsIn`): signing is open. */
export async function aSigningSheet({ trainees = 3, startsIn = 15 } = {}) {
  const cohort = await aCohort({ trainees });
  const now = await businessNow();
  const startsAt = new Date(now.getTime() + startsIn * 60_000);
  const { sheet, ...seance } = await db.seance.create({
    data: {
      cohortId: cohort.id,
      title: "Produire une séquence avec le TNI",
      modality: "ON_SITE",
      placeId: cohort.school.id,
      room: "Salle 104",
      startsAt,
      endsAt: new Date(startsAt.getTime() + 180 * 60_000),
      trainerId: cohort.referent.id,
      deputyId: cohort.deputy.id,
      createdById: cohort.referent.id,
      sheet: { create: { halfDay: "AFTERNOON" } },
    },
    include: { sheet: true },
  });
  if (!sheet) throw new Error("a séance has a sheet");
  await openCohort(cohort);
  return { cohort, seance, sheet, referent: cohort.actor, deputy: await actorOf(cohort.deputy) };
}

/** A receipt got by scanning the code shown now. */
export async function aReceipt(sheet: { id: string }, browserHash: string) {
  const { token } = liveCode(sheet.id, realNow());
  return receiveCode({ proof: "QR", token }, { browserHash, accountId: null });
}

/** A person scans and signs, in a browser of her own unless told. */
export async function sign(sheet: { id: string }, person: { id: string }, browserHash = aBrowser()) {
  const { receiptId } = await aReceipt(sheet, browserHash);
  await signPresence(await actorOf(person), receiptId, browserHash);
  return { receiptId, browserHash };
}
