import { liveCode } from "~/domain/attendance/codes.server";
import { receiveCode } from "~/domain/attendance/commands/receive.server";
import { signPresence } from "~/domain/attendance/commands/sign.server";
import { realNow } from "~/platform/clock.server";
import { sha256 } from "~/platform/secrets.server";
import { setClock } from "./clock";
import { aCohort, openCohort, START } from "./cohort";
import { actorOf } from "./person";
import { next } from "./place";
import { aSeance } from "./seance";

/** A quarter to two on the day of the séance: signing has been open for a quarter of an hour. */
export const SIGNING = "2012-10-17T11:45:00Z";

/** The hash of a browser nobody else has. */
export const aBrowser = () => sha256(`browser ${next()}`);

/** An open cohort with a séance on Wednesday 17 October 2012, 14 h, at the time of signing unless told. */
export async function aSigningSheet({ trainees = 3, at = SIGNING } = {}) {
  await setClock(START);
  const cohort = await aCohort({ trainees });
  const seance = await aSeance(cohort.actor, cohort, { deputyId: cohort.deputy.id });
  await openCohort(cohort);
  await setClock(at);
  return { cohort, seance, sheet: seance.sheet, referent: cohort.actor, deputy: await actorOf(cohort.deputy) };
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
