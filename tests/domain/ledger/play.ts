import { draftOne, proof } from "@tests/factories/pay";
import { closeSheet, tickPresence } from "~/domain/attendance/commands/close.server";
import { decideCorrection, proposeCorrection } from "~/domain/attendance/commands/correct.server";
import { cancelSeance } from "~/domain/attendance/commands/plan.server";
import { signPresence } from "~/domain/attendance/commands/sign.server";
import { recordPayment } from "~/domain/budget/commands/record-payment.server";
import { recordServiceDone, releaseSeance } from "~/domain/budget/commands.server";
import { controlStatement, decideStatement, redraftStatement } from "~/domain/budget/statements.server";
import { enrolByEmails } from "~/domain/cohort/commands/enrol.server";
import { Refusal } from "~/domain/errors";
import { bookSheet } from "~/domain/hours/commands/book.server";
import { bookActivity } from "~/domain/hours/commands/book-activity.server";
import { applyCorrectionToHours } from "~/domain/hours/commands/correct.server";
import { appendEntries } from "~/domain/hours/ledger.server";
import { counterEntry } from "~/domain/hours/rules";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { exportStatement } from "~/domain/pay/commands/export.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import type { Command } from "./model";
import { isPlanned } from "./planned-model";
import { PlannedPlay } from "./planned-play";
import { setHistoryClock, type World } from "./world";

/** The real house: each command through the domain, its jobs delivered at once, as often as the history says. */
export class Play {
  readonly corrections: string[] = [];
  readonly certified: string[] = [];

  private readonly planned: PlannedPlay;

  constructor(readonly world: World) {
    this.planned = new PlannedPlay(world, (cohort, p) => this.enrolment(cohort, p));
  }

  /** True when the house said yes, false when it refused; anything else is a failure. */
  async does(command: Command, now: number): Promise<boolean> {
    try {
      await this.act(command, now);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  private async act(c: Command, now: number): Promise<unknown> {
    const { world } = this;
    if (isPlanned(c)) return this.planned.act(c);
    // Time runs on meanwhile: set to what it is already, it would go back.
    if (c.do === "go") return c.to > now && setHistoryClock(c.to);
    if (c.do === "rate")
      return db.rateRow.updateMany({ where: { source: "test" }, data: { hourlyCents: { increment: 1 } } });
    if (c.do === "enrol") {
      const [cohortId = ""] = world.cohortIds;
      const [trainer, late] = [world.trainers[0], world.trainees[3]];
      return trainer && late && enrolByEmails(trainer, cohortId, late.email);
    }
    return "month" in c ? this.pay(c) : this.attend(c as Extract<Command, { s: number }>);
  }

  private async attend(c: Extract<Command, { s: number }>): Promise<unknown> {
    const { world } = this;
    const [seanceId = "", sheetId = ""] = [world.seanceIds[c.s], world.sheetIds[c.s]];
    const cohort = world.slots[c.s]?.cohort ?? 0;
    const trainer = world.trainers[cohort];
    if (!trainer) throw new Error("a séance has its trainer");
    switch (c.do) {
      case "sign":
        return this.sign(sheetId, c.p);
      case "tick": {
        const enrolmentId = await this.enrolment(cohort, c.p);
        return tickPresence(trainer, seanceId, { enrolmentId, reason: "Panne du réseau", present: c.present });
      }
      case "seal":
        return closeSheet(trainer, seanceId);
      case "cancel":
        await cancelSeance(trainer, seanceId, "Grève des transports");
        return releaseSeance(seanceId);
      case "correct": {
        const kind = c.add ? "ADD" : "REMOVE";
        const enrolmentId = await this.enrolment(cohort, c.p);
        const { id } = await proposeCorrection(trainer, seanceId, { enrolmentId, kind, reason: "Erreur de pointage" });
        await decideCorrection(world.deputy, seanceId, { correctionId: id, approve: true });
        this.corrections.push(id);
        return twice(c.times, () => applyCorrectionToHours(id));
      }
      case "book":
        return twice(c.times, () => bookSheet(sheetId));
      case "certify": {
        const entry = await this.trainerEntry(sheetId);
        const decision = c.yes
          ? { decision: "CERTIFIED" as const }
          : { decision: "REFUSED" as const, reason: "Écourtée" };
        await certifyService(world.head, [entry.id], decision);
        this.certified.push(entry.id);
        return twice(c.times, () => recordServiceDone(entry.id));
      }
      case "takeBack":
        return this.takeBack(await this.trainerEntry(sheetId));
    }
  }

  private async sign(sheetId: string, p: number) {
    const person = this.world.trainees[p];
    if (!person) throw new Error("a trainee");
    const { id } = await db.attendanceReceipt.create({
      data: { sheetId, browserHash: person.personId, proof: "QR", expiresAt: new Date(Date.now() + 600_000) },
      select: { id: true },
    });
    return signPresence(person, id, person.personId);
  }

  private async enrolment(cohort: number, p: number): Promise<string> {
    const known = this.world.enrolmentIds[cohort]?.[p];
    if (known) return known;
    const personId = this.world.trainees[p]?.personId ?? "";
    const late = await db.enrolment.findFirst({ where: { cohortId: this.world.cohortIds[cohort] ?? "", personId } });
    return late?.id ?? crypto.randomUUID();
  }

  private async trainerEntry(sheetId: string) {
    const entry = await db.hourEntry.findFirst({ where: { sheetId, role: "TRAINER", minutes: { gt: 0 } } });
    if (!entry) throw new Refusal("not_found", "hours.notFound");
    return entry;
  }

  /** The trainer's hour was a mistake: a counter-entry, and what follows from it. */
  private async takeBack(entry: Awaited<ReturnType<Play["trainerEntry"]>>) {
    if (await db.hourEntry.findUnique({ where: { reversesId: entry.id } })) throw new Refusal("conflict", "gone");
    const { academieId, schoolYearId } = entry;
    const {
      number: _n,
      hash: _h,
      previousHash: _p,
      createdAt: _c,
      academieId: _a,
      schoolYearId: _s,
      at: _t,
      ...rest
    } = entry;
    const { digest: _d, sealedAt: _e, ...booked } = rest;
    await inTransaction(async (tx) =>
      appendEntries(tx, { academieId, schoolYearId }, [counterEntry(booked, "Séance écourtée")], await businessNow(tx)),
    );
    const { id } = await db.hourEntry.findUniqueOrThrow({ where: { reversesId: entry.id } });
    this.certified.push(id);
    return twice(2, () => recordServiceDone(id));
  }

  private async pay(c: Extract<Command, { month: number }>): Promise<unknown> {
    const { world } = this;
    if (c.do === "draft") return twice(c.times, () => this.draft(c.month));
    const id = (await this.statement(c.month))?.id ?? crypto.randomUUID();
    if (c.do === "redraft") return redraftStatement(world.other, id);
    if (c.do === "decide") return twice(c.times, () => this.decide(c.month, id));
    await twice(c.times, () => exportStatement(world.rectorat, id, proof()));
    return twice(2, () => recordPayment(id));
  }

  private async decide(month: number, id: string) {
    const known = await this.statement(month);
    if (!known || known.status === "DRAFT") await controlStatement(this.world.office, id);
    await decideStatement(this.world.rectorat, id);
  }

  draft(month: number) {
    const { academieId, months } = this.world;
    return draftOne(academieId, months[month] ?? "");
  }

  statement(month: number) {
    const { academieId, months } = this.world;
    return db.payStatement.findFirst({ where: { academieId, month: months[month] ?? "" }, include: { lines: true } });
  }

  /** Every job of the history once more, in another order: a queue may deliver anything again. */
  async deliverAgain(): Promise<void> {
    for (const id of [...this.corrections].reverse()) await applyCorrectionToHours(id);
    for (const id of [...this.planned.told, ...this.certified].reverse()) await recordServiceDone(id);
    for (const { id } of await db.activityAttestation.findMany({
      where: { cohortId: { in: this.world.cohortIds } },
      orderBy: { id: "desc" },
    }))
      await bookActivity(id);
    for (const [s, id] of [...this.world.sheetIds.entries()].reverse())
      if ((await db.scheduledRun.count({ where: { task: "hours.sheetBooked", period: id } })) > 0)
        await bookSheet(this.world.sheetIds[s] ?? "");
    for (const { id } of await db.payStatement.findMany({ where: { academieId: this.world.academieId } }))
      await recordPayment(id);
  }

  /** What a reader of the house sees of it: lines, sums, digests. */
  async fingerprint() {
    const { academieId, envelopeId } = this.world;
    const [hours, statements, money] = await Promise.all([
      db.hourEntry.findMany({
        where: { academieId },
        orderBy: { number: "asc" },
        select: { number: true, hash: true, digest: true },
      }),
      db.payStatement.findMany({
        where: { academieId },
        orderBy: { number: "asc" },
        select: {
          number: true,
          status: true,
          totalCents: true,
          digest: true,
          lines: { orderBy: { id: "asc" }, select: { id: true } },
        },
      }),
      db.envelopeEntry.count({ where: { envelopeId } }),
    ]);
    return JSON.stringify({ hours, statements, money });
  }
}

/** Delivered so many times, at once: the second finds it done. */
async function twice(times: number, job: () => Promise<unknown>): Promise<void> {
  await Promise.all(Array.from({ length: times }, job));
}
