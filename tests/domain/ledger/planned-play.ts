import type { Actor } from "~/domain/actor";
import { attestActivity } from "~/domain/attendance/commands/attest-activity.server";
import { decideWithdrawal, proposeWithdrawal } from "~/domain/attendance/commands/withdraw-activity.server";
import { recordServiceDone } from "~/domain/budget/commands.server";
import { Refusal } from "~/domain/errors";
import { decideWork } from "~/domain/hours/commands/attest-work.server";
import { bookActivity } from "~/domain/hours/commands/book-activity.server";
import { decideHourCorrection, proposeHourCorrection } from "~/domain/hours/commands/correct-hour.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { declareWork } from "~/domain/pay/commands/declare-work.server";
import { db } from "~/platform/db.server";
import { type By, ofMask, type PlannedCommand } from "./planned-model";
import { TASK } from "./planned-world";
import type { World } from "./world";

type AtADistance = Extract<PlannedCommand, { c: number }>;
type OfWork = Extract<PlannedCommand, { w: number }>;
const unknown = () => new Refusal("not_found", "hours.notFound");

/** Hours that no sheet proves, in the real house. */
export class PlannedPlay {
  /** Hours certified and counter-entries, whose jobs may come again. */
  readonly told: string[] = [];

  constructor(
    private readonly world: World,
    private readonly enrolment: (cohort: number, p: number) => Promise<string>,
  ) {}

  async act(c: PlannedCommand): Promise<unknown> {
    if (c.do === "deliver") return this.deliver({});
    return "c" in c ? this.atADistance(c) : this.ofWork(c);
  }

  private async atADistance(c: AtADistance): Promise<unknown> {
    const { world } = this;
    const [cohortId, activityId] = [world.cohortIds[c.c] ?? "", world.activityIds[c.a] ?? ""];
    const actor = this.actor(c.by, c.c, "p" in c ? c.p : 0);
    if (c.do === "attest") {
      const enrolmentIds = await Promise.all(ofMask(c.who).map((p) => this.enrolment(c.c, p)));
      await attestActivity(actor, cohortId, { activityId, enrolmentIds });
      return this.deliver({ cohortId, activityId }, c.times);
    }
    const enrolmentId = await this.enrolment(c.c, c.p);
    const last = await db.activityAttestation.findFirst({
      where: { activityId, enrolmentId },
      orderBy: { seq: "desc" },
      select: { id: true, withdrawals: { orderBy: { id: "desc" }, take: 1, select: { id: true } } },
    });
    if (c.do === "withdraw") {
      const input = { attestationId: last?.id ?? crypto.randomUUID(), reason: "Travail d'une autre équipe" };
      return proposeWithdrawal(actor, cohortId, input);
    }
    const withdrawalId = last?.withdrawals[0]?.id ?? crypto.randomUUID();
    await decideWithdrawal(actor, cohortId, { withdrawalId, approve: c.yes });
    return this.deliver({ cohortId, activityId }, c.times);
  }

  /** The worker comes for attestations, so many times at once. */
  private async deliver(which: { cohortId?: string; activityId?: string }, times = 1): Promise<void> {
    if (times === 0) return;
    const rows = await db.activityAttestation.findMany({
      where: { cohortId: { in: this.world.cohortIds }, ...which },
      orderBy: { seq: "asc" },
      select: { id: true },
    });
    for (const { id } of rows) await Promise.all(Array.from({ length: times }, () => bookActivity(id)));
  }

  private async ofWork(c: OfWork): Promise<unknown> {
    const { world } = this;
    const missionId = world.designId;
    const work = world.works[c.w];
    if (!work) throw new Error("a work");
    const { id: workId, day, minutes } = work;
    const actor = this.actor(c.by, 0, 0);
    const again = <T>(times: number, act: () => Promise<T>) => Promise.all(Array.from({ length: times }, act));
    switch (c.do) {
      case "declare": {
        const made = { task: TASK, made: "Fiches", pathId: null, scenarioId: null };
        return again(c.times, () => declareWork(actor, missionId, { id: workId, day, minutes, ...made }));
      }
      case "attestWork": {
        const said = c.yes ? { attest: true as const } : { attest: false as const, reason: "Fiches absentes" };
        return again(c.times, () => decideWork(actor, missionId, { workId, ...said }));
      }
      case "certifyWork": {
        const id = await this.standingLine(workId);
        const decision = c.yes
          ? { decision: "CERTIFIED" as const }
          : { decision: "REFUSED" as const, reason: "Fiches d'une autre" };
        await certifyService(actor, [id], decision);
        return this.tell(id, c.times);
      }
      case "propose":
        return proposeHourCorrection(actor, await this.standingLine(workId), {
          trueMinutes: c.to,
          reason: "Moins de temps",
        });
      case "approve":
        return this.answer(actor, workId, c);
    }
  }

  private async answer(actor: Actor, workId: string, { yes, times }: { yes: boolean; times: number }): Promise<void> {
    const asked = await db.hourCorrection.findFirst({
      where: { hourEntry: { designWorkId: workId } },
      orderBy: { id: "desc" },
      select: { id: true, hourEntryId: true },
    });
    if (!asked) throw unknown();
    const said = yes ? { approve: true as const } : { approve: false as const, decisionReason: "Le temps est juste" };
    const decide = () => decideHourCorrection(actor, asked.hourEntryId, { correctionId: asked.id, ...said });
    await Promise.all(Array.from({ length: times }, decide));
    const back = await db.hourEntry.findUnique({ where: { reversesId: asked.hourEntryId }, select: { id: true } });
    if (back) await this.tell(back.id, times);
  }

  private async tell(hourEntryId: string, times: number): Promise<void> {
    this.told.push(hourEntryId);
    await Promise.all(Array.from({ length: times }, () => recordServiceDone(hourEntryId)));
  }

  private async standingLine(workId: string): Promise<string> {
    const where = { designWorkId: workId, reversesId: null, reversedBy: null };
    const line = await db.hourEntry.findFirst({ where, select: { id: true } });
    if (!line) throw unknown();
    return line.id;
  }

  private actor(by: By, cohort: number, p: number): Actor {
    const { trainers, trainees, deputy, head, ctice } = this.world;
    const actor = { trainer: trainers[cohort], trainee: trainees[p], deputy, head, ctice }[by];
    if (!actor) throw new Error("an actor");
    return actor;
  }
}
