import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { setClock } from "@tests/factories/clock";
import { aWorkplace } from "@tests/factories/mission";
import { aDraft, aSeance, aWorkedCohort, decideThrough, hold, proof, theRates } from "@tests/factories/pay";
import { anActor, aPerson } from "@tests/factories/person";
import { beforeAll, expect, test } from "vitest";
import { draftStatements } from "~/domain/budget/statements.server";
import { decideHourCorrection, proposeHourCorrection } from "~/domain/hours/commands/correct-hour.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { closeMonth } from "~/domain/pay/commands/close.server";
import { contestHour, declareMonth } from "~/domain/pay/commands/declare.server";
import { exportStatement } from "~/domain/pay/commands/export.server";
import { reconcileMonth } from "~/domain/pay/commands/reconcile.server";
import { listMonthsToReconcile, listReconciled, openDifferences, reconciledCsv } from "~/domain/pay/reconciled.server";
import type { ReconciliationFilter } from "~/domain/pay/reconciliation";
import { getReconciliation, getSchoolReconciliation } from "~/domain/pay/reconciliation.server";
import { db, inTransaction, pool } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

type Worked = Awaited<ReturnType<typeof aWorkedCohort>>;
const october: ReconciliationFilter = { mois: "2012-10" };

async function correct({ referent, ctice }: Worked, entryId: string, trueMinutes: number) {
  const reason = "La séance s'est arrêtée plus tôt";
  const { id: correctionId } = await proposeHourCorrection(referent, entryId, { trueMinutes, reason });
  await decideHourCorrection(ctice, entryId, { correctionId, approve: true });
}

/** What the tables themselves add up to, asked without any of the code under test. */
async function tablesOf({ school }: Worked, month = "2012-10") {
  const { rows } = await pool().query(
    `with hour as (
       select h.*, coalesce(h.reverses_id, h.id) as root from hour_entry h join mission m on m.id = h.mission_id
       where m.place_id = $1 and h.role <> 'TRAINEE' and to_char(h.starts_at at time zone 'Europe/Paris', 'YYYY-MM') = $2)
     select (select coalesce(sum(minutes), 0)::int from hour) as declared,
       (select coalesce(sum(h.minutes), 0)::int from hour h join certification c on c.hour_entry_id = h.root
        where c.decision = 'CERTIFIED') as certified,
       (select coalesce(sum(l.minutes), 0)::int from pay_line l join hour h on h.id = l.hour_entry_id
        join pay_statement s on s.id = l.statement_id
        where s.status in ('DECIDED', 'EXPORTED') and l.decision in ('ACCEPT', 'WARN')) as paid,
       (select coalesce(sum(l.amount_cents), 0)::int from pay_line l join hour h on h.id = l.hour_entry_id
        join pay_statement s on s.id = l.statement_id
        where s.status in ('DECIDED', 'EXPORTED') and l.decision in ('ACCEPT', 'WARN')) as cents`,
    [school.id, month],
  );
  return rows[0] as { declared: number; certified: number; paid: number; cents: number };
}

/** The school of a worked cohort as its CTICE reads it, checked against the tables: nothing is left unexplained. */
async function read(worked: Worked, filter = october) {
  const view = await getSchoolReconciliation(worked.ctice, worked.school.id, filter);
  const { declared, certified, paid } = view.columns;
  expect({ declared: declared.minutes, certified: certified.minutes, paid: paid.minutes, cents: paid.cents }).toEqual(
    await tablesOf(worked),
  );
  const waits = view.differences.filter(({ cause }) => cause !== "DECIDED_NOT_EXPORTED" && cause !== "UNEXPLAINED");
  expect(waits.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(declared.minutes - paid.minutes);
  const page = await getReconciliation(worked.ctice, filter);
  expect(page.schools.map(({ id, columns, differences }) => ({ id, columns, differences }))).toEqual([
    { id: worked.school.id, columns: view.columns, differences: view.differences },
  ]);
  return view;
}

const causesOf = ({ differences }: Awaited<ReturnType<typeof read>>) =>
  differences.map(({ cause, code, minutes, cents }) => [cause, code, minutes, cents]);

test("an hour is not declared, then declared, then contested, then refused with its reason, each one thread to its hour", async () => {
  const worked = await aWorkedCohort();
  const { referent, head, entry } = worked;
  expect(causesOf(await read(worked))).toEqual([["NOT_DECLARED", null, 180, 0]]);
  await declareMonth(referent, "2012-10");
  const declared = await read(worked);
  expect(causesOf(declared)).toEqual([["NOT_CERTIFIED", null, 180, 0]]);
  expect(declared.people).toMatchObject([{ id: referent.personId, declared: true }]);
  expect(declared.columns.declared).toEqual({ minutes: 180, cents: 0, unpriced: 180 });
  await contestHour(referent, { id: randomUUID(), month: "2012-10", entryId: entry.id, reason: "Une heure de trop" });
  expect(causesOf(await read(worked))).toEqual([["CONTESTED", null, 180, 0]]);
  await certifyService(head, [entry.id], { decision: "REFUSED", reason: "La séance n'a pas eu lieu" });
  const refused = await read(worked);
  expect(causesOf(refused)).toEqual([["REFUSED_BY_HEAD", null, 180, 0]]);
  expect(refused.items).toMatchObject([
    { entryId: entry.id, cause: "REFUSED_BY_HEAD", refusedBecause: "La séance n'a pas eu lieu", minutes: 180 },
  ]);
});

test("certified, in a draft, decided, exported, corrected after payment, taken back: the three columns follow", async () => {
  const worked = await aWorkedCohort();
  const { head, entry, academie, ctice, rectorat } = worked;
  await certifyService(head, [entry.id]);
  expect(causesOf(await read(worked))).toEqual([["NOT_DRAFTED", null, 180, 0]]);
  await draftStatements("2012-10");
  const statement = await db.payStatement.findFirstOrThrow({ where: { academieId: academie.id } });
  const drafted = await read(worked);
  expect(causesOf(drafted)).toEqual([["IN_DRAFT", null, 180, 11_208]]);
  expect(drafted.items).toMatchObject([{ statementId: statement.id, statement: statement.number }]);
  await decideThrough({ ctice, rectorat }, statement.id);
  const decided = await read(worked);
  expect(causesOf(decided)).toEqual([["DECIDED_NOT_EXPORTED", null, 180, 11_208]]);
  expect(decided.columns.paid).toEqual({ minutes: 180, cents: 11_208, unpriced: 0 });
  await exportStatement(rectorat, statement.id, proof());
  expect(causesOf(await read(worked))).toEqual([]);
  await correct(worked, entry.id, 0);
  const corrected = await read(worked);
  expect(causesOf(corrected)).toEqual([["CORRECTED_AFTER_PAYMENT", null, -180, -11_208]]);
  expect(corrected.columns).toMatchObject({
    declared: { minutes: 0 },
    certified: { minutes: 0 },
    paid: { minutes: 180 },
  });
  await draftStatements("2012-11");
  const november = await db.payStatement.findFirstOrThrow({ where: { academieId: academie.id, month: "2012-11" } });
  expect(causesOf(await read(worked))).toEqual([["CORRECTED_AFTER_PAYMENT", null, -180, -11_208]]);
  await decideThrough({ ctice, rectorat }, november.id);
  await exportStatement(rectorat, november.id, proof());
  const settled = await read(worked);
  expect(causesOf(settled)).toEqual([]);
  expect(settled.columns.paid).toEqual({ minutes: 0, cents: 0, unpriced: 0 });
});

test("held and refused by a rule, with its code; taken back before payment, nothing is due", async () => {
  const worked = await aDraft();
  const { entry, referent, academie } = worked;
  await db.career.updateMany({ where: { personId: referent.personId }, data: { corps: "OTHER" } });
  await draftStatements("2012-10");
  expect(causesOf(await read(worked))).toEqual([["HELD", "HRS-06", 180, 0]]);
  await db.career.updateMany({ where: { personId: referent.personId }, data: { corps: "CERTIFIE" } });
  const posts = { personId: referent.personId, placeId: worked.school.id };
  await db.roleAssignment.updateMany({ where: posts, data: { validTo: new Date("2012-10-01") } });
  await draftStatements("2012-10");
  expect(causesOf(await read(worked))).toEqual([["REFUSED_BY_RULE", "HRS-05", 180, 11_208]]);
  await db.roleAssignment.updateMany({ where: posts, data: { validTo: null } });
  await correct(worked, entry.id, 120);
  const back = await read(worked);
  expect(back.differences.map(({ cause, minutes }) => [cause, minutes])).toEqual([
    ["NOT_DECLARED", 120],
    ["TAKEN_BACK", 0],
  ]);
  expect(await db.payStatement.count({ where: { academieId: academie.id } })).toBe(1);
});

test("what was paid otherwise than booked is unexplained, and says so", async () => {
  const worked = await aDraft();
  await db.payLine.updateMany({ where: { statementId: worked.statement.id }, data: { minutes: 240 } });
  for (const status of ["CONTROLLED", "DECIDED", "EXPORTED"] as const)
    await db.payStatement.update({ where: { id: worked.statement.id }, data: { status } });
  const view = await getSchoolReconciliation(worked.ctice, worked.school.id, october);
  expect(view.differences).toMatchObject([{ cause: "UNEXPLAINED", minutes: 180 }]);
});

test("parts of an amount stand in the month of their statement, an hour in that of its service", async () => {
  const worked = await aDraft();
  const { school, teacher, year, office, academie, ctice } = worked;
  const at = new Date("2012-09-10T08:00:00Z");
  const imp = await db.mission.create({
    data: {
      personId: teacher.id,
      placeId: school.id,
      schoolYearId: year.id,
      kind: "FUNCTION",
      functionCode: "TUTORAT",
      title: "Tutorat",
      channel: "IMP",
      amountCents: 62_500,
      at,
      createdById: office.personId,
    },
  });
  const statement = await db.payStatement.create({
    data: { academieId: academie.id, month: "2012-10", channel: "IMP", number: `IMP-${school.id}`, draftedAt: at },
  });
  const line = { missionId: imp.id, findings: [], inputs: {}, ruleVersion: "test", at, decision: "ACCEPT" as const };
  await db.payLine.create({ data: { ...line, statementId: statement.id, instalment: 1, amountCents: 6_945 } });
  const all = await getSchoolReconciliation(ctice, school.id, october);
  expect(all.columns.declared).toEqual({ minutes: 180, cents: 18_153, unpriced: 0 });
  const { items, columns } = await getSchoolReconciliation(ctice, school.id, { ...october, canal: "IMP" });
  expect(columns.declared).toEqual({ minutes: 0, cents: 6_945, unpriced: 0 });
  expect(items).toMatchObject([{ kind: "PART", cause: "IN_DRAFT", instalment: 1, entryId: null, cents: 6_945 }]);
  expect((await getSchoolReconciliation(ctice, school.id, { mois: "2012-11" })).people).toEqual([]);
  expect((await getSchoolReconciliation(ctice, school.id, { annee: "2012-2013" })).columns).toEqual(all.columns);
});

test("a head sees her school only; a stranger finds nothing", async () => {
  const [worked, other] = [await aDraft(), await aDraft()];
  const mine = await getReconciliation(worked.head, october);
  expect(mine.schools.map(({ id }) => id)).toEqual([worked.school.id]);
  expect(await getSchoolReconciliation(worked.head, worked.school.id, october)).toMatchObject({
    school: { id: worked.school.id },
  });
  for (const stranger of [other.head, other.ctice, worked.referent, await anActor()])
    await expect(getSchoolReconciliation(stranger, worked.school.id, october)).rejects.toMatchObject({
      code: "not_found",
    });
  await expect(getReconciliation(worked.referent, october)).rejects.toMatchObject({ code: "forbidden" });
  const asked = { ...october, academie: other.academie.id };
  expect((await getReconciliation(worked.ctice, asked)).schools).toEqual([]);
});

test("differences and schools are read page by page, each once", async () => {
  const worked = await aWorkedCohort();
  const { cohort, referent, school, academie, ctice, year, office } = worked;
  for (let n = 1; n <= 54; n++) {
    const startsAt = new Date(Date.parse("2012-10-01T05:00:00Z") + n * 4 * 3_600_000).toISOString();
    if (startsAt.startsWith("2012-10-17")) continue;
    await hold(worked, await aSeance(cohort, referent.personId, startsAt));
  }
  const seen: string[] = [];
  let apres: string | undefined;
  for (let page = 0; page < 5; page++) {
    const { items, next } = await getSchoolReconciliation(ctice, school.id, { ...october, apres });
    expect(items.length).toBeLessThanOrEqual(50);
    seen.push(...items.map(({ entryId }) => entryId ?? ""));
    if (!next) break;
    apres = next;
  }
  const booked = await db.hourEntry.findMany({
    where: { personId: referent.personId, role: "TRAINER" },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  expect(seen).toEqual(booked.map(({ id }) => id));

  const { aSchool } = await import("@tests/factories/place");
  for (let n = 0; n < 26; n++) {
    const one = await aSchool(academie);
    const person = await aPerson();
    await db.mission.create({
      data: {
        personId: person.id,
        placeId: one.id,
        schoolYearId: year.id,
        kind: "TRAINING",
        title: "Atelier",
        channel: "HSE",
        at: new Date("2012-09-10"),
        createdById: office.personId,
      },
    });
  }
  const first = await getReconciliation(ctice, october);
  const second = await getReconciliation(ctice, { ...october, apres: first.next ?? undefined });
  expect([first.schools.length, second.schools.length, second.next]).toEqual([25, 2, null]);
  expect(new Set([...first.schools, ...second.schools].map(({ id }) => id)).size).toBe(27);
});

test("a month is reconciled some days after its closing, once; what is paid since is not open any more", async () => {
  const worked = await aDraft();
  const { academie, rectorat, ctice, head, statement, entry } = worked;
  const due = async () =>
    (await listMonthsToReconcile()).some((one) => one.academieId === academie.id && one.month === "2012-10");
  await setClock("2012-11-05T08:00:00Z");
  await closeMonth(rectorat, { placeId: academie.id, month: "2012-10" });
  await setClock("2012-11-15T07:00:00Z");
  expect(await due()).toBe(false);
  await setClock("2012-11-15T08:01:00Z");
  expect(await due()).toBe(true);
  await Promise.all([reconcileMonth(academie.id, "2012-10"), reconcileMonth(academie.id, "2012-10")]);
  await reconcileMonth(academie.id, "2012-10");
  expect(await db.reconciliationDifference.findMany({ where: { run: { academieId: academie.id } } })).toMatchObject([
    { hourEntryId: entry.id, cause: "IN_DRAFT", minutes: 180, amountCents: 11_208 },
  ]);
  expect(await openDifferences(ctice)).toEqual({ count: 1, minutes: 180, unexplained: 0 });
  expect(await openDifferences(head)).toEqual({ count: 0, minutes: 0, unexplained: 0 });
  const elsewhere = (await aWorkplace()).ctice;
  expect(await openDifferences(elsewhere)).toEqual({ count: 0, minutes: 0, unexplained: 0 });
  expect([await listReconciled(elsewhere), await listReconciled(head)]).toEqual([[], null]);
  const [run] = (await listReconciled(ctice)) ?? [];
  expect(run).toMatchObject({ month: "2012-10", count: 1, minutes: 180, openCount: 1 });
  const { name, file } = await reconciledCsv(ctice, run?.id ?? "");
  expect(name).toMatch(/^rapprochement-.*-2012-10\.csv$/);
  expect(file).toMatch(/;3,00;112,08;dans un projet d.état;;1\r\n$/);
  await expect(reconciledCsv(head, run?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
  await decideThrough({ ctice, rectorat }, statement.id);
  await exportStatement(rectorat, statement.id, proof());
  expect(await openDifferences(ctice)).toEqual({ count: 0, minutes: 0, unexplained: 0 });
  expect(await listReconciled(ctice)).toMatchObject([{ count: 1, openCount: 0 }]);
});

test("a finished reconciliation takes no more, and is neither changed nor removed", async () => {
  const run = await db.reconciliationRun.findFirstOrThrow({
    where: { finishedAt: { not: null } },
    include: { differences: true },
  });
  const [difference] = run.differences;
  await expect(
    db.reconciliationDifference.create({
      data: {
        ...difference,
        id: undefined,
        missionId: difference?.missionId ?? "",
        hourEntryId: null,
        instalment: 1,
        runId: run.id,
        cause: "HELD",
        minutes: 0,
        at: run.at,
      },
    }),
  ).rejects.toThrow(/takes no more/);
  const sql = (text: string) => expect(pool().query(text, [run.id])).rejects;
  await sql("update reconciliation_run set finished_at = now() where id = $1").toThrow(/finished once/);
  await sql("delete from reconciliation_run where id = $1").toThrow(/never removed/);
});

test("whoever reconciles while another finishes finds it finished", async () => {
  const { academie } = await aDraft();
  const { id } = await db.reconciliationRun.create({
    data: { academieId: academie.id, month: "2012-10", at: new Date("2012-11-15T08:00:00Z") },
  });
  const other = await inTransaction(async (tx) => {
    await tx.reconciliationRun.update({ where: { id }, data: { finishedAt: new Date("2012-11-15T08:01:00Z") } });
    const reconciling = reconcileMonth(academie.id, "2012-10");
    await setTimeout(500);
    // Handed over in an object: it ends after this transaction.
    return { reconciling };
  });
  await other.reconciling;
  expect(await db.reconciliationDifference.count({ where: { runId: id } })).toBe(0);
});

test("a month that nobody closed is reconciled sixty days after its end", async () => {
  const { academie } = await aWorkedCohort();
  const due = async () =>
    (await listMonthsToReconcile()).some((one) => one.academieId === academie.id && one.month === "2012-10");
  await setClock("2012-12-30T22:59:00Z");
  expect(await due()).toBe(false);
  await setClock("2012-12-30T23:00:30Z");
  expect(await due()).toBe(true);
});
