import { randomUUID } from "node:crypto";
import type { Actor } from "~/domain/actor";
import { attestActivity } from "~/domain/attendance/commands/attest-activity.server";
import { decideWork } from "~/domain/hours/commands/attest-work.server";
import { bookActivity } from "~/domain/hours/commands/book-activity.server";
import { signLetter } from "~/domain/mission/commands/sign-letter.server";
import { declareWork } from "~/domain/pay/commands/declare-work.server";
import { engage } from "~/domain/pay/commands/engage.server";
import { db } from "~/platform/db.server";
import type { Workplace } from "./mission";
import { actorOf } from "./person";

type Modality = "ON_SITE" | "REMOTE" | "IN_CLASS";

/** A stage with one activity, two hours at a distance unless told, in the path that a cohort follows. */
export async function anActivity(
  { pathVersionId }: { pathVersionId: string },
  { modality = "REMOTE" as Modality, minutes = 120 } = {},
) {
  const position = 1 + (await db.stage.count({ where: { pathVersionId } }));
  const stage = await db.stage.create({ data: { pathVersionId, position, title: "Production", objective: "" } });
  return db.activity.create({
    data: { stageId: stage.id, position: 1, title: "Écrire la séquence", modality, minutes },
  });
}

/** Attested for these people and booked, as the worker does: the attestations. */
export async function attested(
  actor: Actor,
  cohortId: string,
  activityId: string,
  enrolments: readonly { id: string }[],
) {
  await attestActivity(actor, cohortId, { activityId, enrolmentIds: enrolments.map(({ id }) => id) });
  const rows = await db.activityAttestation.findMany({ where: { activityId }, orderBy: { id: "asc" } });
  for (const { id } of rows) await bookActivity(id);
  return rows;
}

type DesignOver = {
  channel?: "HSE" | "VACATION";
  plannedMinutes?: number;
  signed?: boolean;
  endsOn?: string;
  level?: string;
  rateCents?: number;
};

/** A mission of design of the teacher, six hours, with its letter signed by the head. */
export async function aDesignMission(work: Workplace, over: DesignOver = {}) {
  const { channel = "VACATION", plannedMinutes = 360, signed = true, endsOn = null } = over;
  const vacation = { level: over.level ?? "expertise", rateCents: over.rateCents ?? 40_00 };
  const { missionId } = await engage(work.ctice, {
    id: randomUUID(),
    personId: work.teacher.id,
    schoolId: work.school.id,
    schoolYearId: work.year.id,
    title: "Concevoir l'atelier TNI",
    purpose: "DESIGN",
    channel,
    plannedMinutes,
    ...(channel === "VACATION" ? vacation : {}),
    letter: { tasks: [{ label: "Scénario de l'atelier", minutes: plannedMinutes }], startsOn: "2012-09-10", endsOn },
  });
  if (signed) await signLetter(work.head, missionId);
  return { missionId, holder: await actorOf(work.teacher) };
}

type WorkOver = { day?: string; minutes?: number; task?: string; id?: string; scenarioId?: string };

/** A work that the holder declares; three hours of 4 October unless told. */
export async function aWork(holder: Actor, missionId: string, over: WorkOver = {}) {
  const id = over.id ?? randomUUID();
  await declareWork(holder, missionId, {
    id,
    day: over.day ?? "2012-10-04",
    minutes: over.minutes ?? 180,
    task: over.task ?? "Scénario de l'atelier",
    made: "Scénario et fiches",
    pathId: null,
    scenarioId: over.scenarioId ?? null,
  });
  return id;
}

/** The same, attested by another person: its line in the ledger. */
export async function anAttestedWork(holder: Actor, attester: Actor, missionId: string, over: WorkOver = {}) {
  const workId = await aWork(holder, missionId, over);
  await decideWork(attester, missionId, { workId, attest: true });
  return db.hourEntry.findFirstOrThrow({ where: { designWorkId: workId } });
}
