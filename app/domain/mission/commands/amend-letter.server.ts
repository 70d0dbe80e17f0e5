import { businessNow } from "~/platform/clock.server";
import { inTransaction } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { dayOf, schoolYearSpan } from "../../calendar";
import { canonicalJson } from "../../canonical";
import { refuse } from "../../errors";
import { letterInForce } from "../letters.server";
import { missionPolicy } from "../policy";
import { whyNotIssue } from "../rules";
import { whyNotAmend } from "../rules/letter";
import { type AmendLetter, type LetterTask, LetterTasks } from "../schema";
import { askHeads } from "./ask-heads.server";
import { lockMission } from "./sign-letter.server";

/**
 * Issues an amendment (avenant) of a signed letter of hours: its tasks, hours and dates take the place of those in force once
 * the head has signed it. Hours held because the letter did not cover them are then judged again in their drafts.
 *
 * @throws Refusal conflict mission.amend…, invalid mission.taskRequired, letterDates, letterOutsideYear, amendsNothing
 */
export async function amendLetter(actor: Actor, missionId: string, input: AmendLetter): Promise<void> {
  await inTransaction(async (tx) => {
    const mission = await lockMission(tx, actor, missionId);
    authorize(actor, missionPolicy, "mission.amendLetter", mission);
    const { letter, schoolYear } = mission;
    const fault = whyNotAmend({
      channel: mission.channel,
      ended: mission.endedAt !== null,
      letter: letter && { status: letter.status, waits: letter.amendments.some(({ status }) => status === "ISSUED") },
    });
    if (fault || !letter) throw refuse("conflict", fault?.key ?? "mission.noLetter", fault?.facts);
    const before = letterInForce(letter);
    const terms = {
      tasks: input.tasks,
      startsOn: input.startsOn ?? dayOf(before.startsOn),
      endsOn: input.endsOn ?? dayOf(before.endsOn),
    };
    const span = schoolYearSpan(mission.schoolYearId) ?? {
      from: dayOf(schoolYear.startsOn),
      to: dayOf(schoolYear.endsOn),
    };
    const unfit = whyNotIssue(terms, span);
    if (unfit)
      throw refuse("invalid", unfit.key, unfit.facts, unfit.key === "mission.taskRequired" ? "tasks" : "endsOn");
    if (canonicalJson(terms) === canonicalJson(plain(before)))
      throw refuse("invalid", "mission.amendsNothing", {}, "tasks");
    const now = await businessNow(tx);
    const seq = letter.amendments.length + 1;
    await tx.letterAmendment.create({
      data: {
        letterId: letter.id,
        seq,
        tasks: terms.tasks,
        startsOn: new Date(terms.startsOn),
        endsOn: new Date(terms.endsOn),
        reason: input.reason,
        issuedAt: now,
        issuedById: actor.personId,
      },
    });
    await askHeads(tx, missionId, mission.placeId, now, seq);
    await audit(tx, {
      action: "mission.amendLetter",
      byId: actor.personId,
      subject: "mission",
      subjectId: missionId,
      facts: { letter: letter.number, seq },
      at: now,
    });
  });
}

/** The head signs the amendment that was shown; signing twice is signing once. @throws Refusal not_found, conflict, forbidden */
export async function signAmendment(actor: Actor, missionId: string, seq: number): Promise<void> {
  await inTransaction(async (tx) => {
    const mission = await lockMission(tx, actor, missionId);
    authorize(actor, missionPolicy, "mission.signLetter", mission);
    const { letter } = mission;
    const amendment = letter?.amendments.find((one) => one.seq === seq);
    if (!letter || !amendment) throw refuse("not_found", "mission.noAmendment");
    if (amendment.signedById === actor.personId) return;
    if (amendment.status !== "ISSUED") throw refuse("conflict", "mission.amendmentDecided");
    const now = await businessNow(tx);
    const content = canonicalJson({
      letter: letter.number,
      // The letter as it was signed: an amendment of another text is another amendment.
      of: letter.hash,
      missionId,
      seq,
      ...plain({ ...amendment, tasks: LetterTasks.parse(amendment.tasks) }),
      reason: amendment.reason,
      issuedAt: amendment.issuedAt,
      issuedById: amendment.issuedById,
      signedAt: now,
      signedById: actor.personId,
    });
    await tx.letterAmendment.update({
      where: { id: amendment.id },
      data: { status: "SIGNED", signedAt: now, signedById: actor.personId, hash: sha256(content) },
    });
    await audit(tx, {
      action: "mission.signAmendment",
      byId: actor.personId,
      subject: "mission",
      subjectId: missionId,
      facts: { letter: letter.number, seq },
      at: now,
    });
  });
}

/** Whoever may amend takes back an amendment that nobody signed; it stays readable. @throws Refusal not_found, conflict */
export async function withdrawAmendment(actor: Actor, missionId: string, seq: number): Promise<void> {
  await inTransaction(async (tx) => {
    const mission = await lockMission(tx, actor, missionId);
    authorize(actor, missionPolicy, "mission.amendLetter", mission);
    const amendment = mission.letter?.amendments.find((one) => one.seq === seq);
    if (!amendment) throw refuse("not_found", "mission.noAmendment");
    if (amendment.status === "WITHDRAWN") return;
    if (amendment.status !== "ISSUED") throw refuse("conflict", "mission.amendmentDecided");
    await tx.letterAmendment.update({ where: { id: amendment.id }, data: { status: "WITHDRAWN" } });
    await audit(tx, {
      action: "mission.withdrawAmendment",
      byId: actor.personId,
      subject: "mission",
      subjectId: missionId,
      facts: { letter: mission.letter?.number ?? "", seq },
      at: await businessNow(tx),
    });
  });
}

const plain = ({ tasks, startsOn, endsOn }: { tasks: LetterTask[]; startsOn: Date; endsOn: Date }) => ({
  tasks,
  startsOn: dayOf(startsOn),
  endsOn: dayOf(endsOn),
});
