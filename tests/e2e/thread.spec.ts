import { expect, test } from "@playwright/test";
import { Cast } from "./people";
import { screens } from "./screens";
import { attest } from "./steps/certificates";
import { changePlans } from "./steps/changes";
import { openCohort } from "./steps/cohort";
import { correctTheSheet } from "./steps/correction";
import { splitTheCredits } from "./steps/credits";
import { designAWork, payTheDesign } from "./steps/design";
import { workAtADistance } from "./steps/distance";
import { correctTheClosedMonth } from "./steps/hour-correction";
import { becomeHours } from "./steps/hours";
import { decideTheIfic, reconcileTheMonth } from "./steps/ific";
import { payTheMonth } from "./steps/pay";
import { nameAReferent } from "./steps/referent";
import { signAtTheSeance } from "./steps/seance";
import { writeTogether } from "./steps/writing";

// One hour, one thread: from the nation's credits to the attestation, each step by the right person at their own
// browser. Steps 1, 2, 3, 7 and 8 are done without JavaScript. Every screen they come to is looked at (screens.ts).

/** A step of the story, told as it begins: the whole takes minutes. */
function step<Result>(title: string, play: () => Promise<Result>): Promise<Result> {
  process.stdout.write(`  ${title}\n`);
  return test.step(title, play);
}

test("one hour, from the nation's credits to the attestation", async ({ browser }) => {
  test.setTimeout(25 * 60_000);
  const cast = new Cast(browser);
  await step("1. the nation splits the credits, the CTICE sees what they cannot pay", () => splitTheCredits(cast));
  await step("2. a référente is named, her letter signed, a training entrusted to her", () => nameAReferent(cast));
  const cohort = await step("3. she opens a cohort with its séance and its money", () => openCohort(cast));
  const seance = await step("4. twelve sign on their phone or are ticked, she closes", () =>
    signAtTheSeance(cast, cohort),
  );
  await step("4. a wrong tick is corrected by two people", () => correctTheSheet(cast, seance));
  await step("5. two teachers write at once, the server is killed, nothing is lost", () => writeTogether(cast, cohort));
  await step("6. once the planned end is past, the hours are booked, once", () => becomeHours(cast));
  await step("7. the month is declared, certified, drafted, controlled, decided and exported", () => payTheMonth(cast));
  await step("the three figures of the month are compared", () => reconcileTheMonth(cast));
  await step("8. each teacher gets an attestation that anybody can verify", () => attest(cast, cohort));
  await step("another séance is planned, moved, cancelled, and people are told", () => changePlans(cast, cohort));
  await step("an activity at a distance is attested, and taken back by two", () => workAtADistance(cast, cohort));
  await step("the IFIC is decided, and committed on its envelope", () => decideTheIfic(cast));
  await step("an hour of the closed month is corrected by two people, November's statement follows", () =>
    correctTheClosedMonth(cast),
  );
  await step("a work of design is declared, attested by another, certified by a third", () => designAWork(cast));
  await step("the work of design is in December's statement of vacations", () => payTheDesign(cast));
  if (process.env.E2E_LOOK !== "0") expect(screens.length, "screens looked at").toBeGreaterThan(60);
});
