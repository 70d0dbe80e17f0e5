import { randomUUID } from "node:crypto";
import type { Actor } from "~/domain/actor";
import { answerMissionMoney, engageMission } from "~/domain/budget/commands/decide-mission.server";
import { assessMission } from "~/domain/budget/explanation.server";
import { draftStatements, redraftChanged } from "~/domain/budget/statements.server";
import type { AnswerQuestion } from "~/domain/pay/questions";
import { db } from "~/platform/db.server";
import type { Workplace } from "./mission";

type Given = Pick<AnswerQuestion, "answer"> & Partial<AnswerQuestion>;

/** Answers the one question of a mission as its page asks it. */
export async function answer(actor: Actor, missionId: string, given: Given): Promise<void> {
  const { asked } = await assessMission(actor, missionId);
  const { code = "", key = "" } = asked.questions[0] ?? {};
  await answerMissionMoney(actor, missionId, { code, question: key, reason: "Accord du recteur", ...given });
}

/** An HSA of an hour a week that the rectorat decides for somebody of the school, the teacher unless told. */
export async function anHsa(work: Workplace, personId = work.teacher.id): Promise<string> {
  const { missionId } = await engageMission(work.rectorat, {
    ...{ id: randomUUID(), personId, schoolId: work.school.id, schoolYearId: work.year.id, channel: "HSA" },
    ...{ title: "Formation continue du collège", weeklyMinutes: 60, reason: "Poste vacant" },
  });
  return missionId;
}

/** The statement of an académie and month, drafted, its lines by mission. */
export async function drafted(academie: { id: string }, month: string) {
  await draftStatements(month);
  return statementOf(academie, month);
}

/** The same once the drafts followed what was said since. */
export async function followed(academie: { id: string }, month: string) {
  await redraftChanged();
  return statementOf(academie, month);
}

async function statementOf(academie: { id: string }, month: string) {
  const { lines, ...statement } = await db.payStatement.findFirstOrThrow({
    where: { academieId: academie.id, month },
    include: { lines: true },
  });
  return { ...statement, lineOf: (missionId: string) => lines.find((line) => line.missionId === missionId) };
}
