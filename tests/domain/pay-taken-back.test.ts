import { anHseAllotment } from "@tests/factories/budget";
import { setClock } from "@tests/factories/clock";
import { aWorkplace } from "@tests/factories/mission";
import { aDraft, aWorkedCohort, decideThrough, draftOne, theRates } from "@tests/factories/pay";
import { aDesignMission, anAttestedWork } from "@tests/factories/planned";
import { asSuperuser } from "@tests/support/superuser";
import type pg from "pg";
import { beforeAll, expect, test, vi } from "vitest";
import { controlStatement, decideStatement, draftStatements, redraftChanged } from "~/domain/budget/statements.server";
import { decideHourCorrection, proposeHourCorrection } from "~/domain/hours/commands/correct-hour.server";
import { openChannel } from "~/domain/mission/commands/open-channel.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { payChecks } from "~/domain/pay/verification.server";
import { db } from "~/platform/db.server";

// What is left to pay of an hour that was certified and taken back: nothing, unless a statement paid it.

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

type Draft = Awaited<ReturnType<typeof aDraft>>;
type Offices = Pick<Draft, "referent" | "ctice">;

const propose = ({ referent }: Pick<Offices, "referent">, entryId: string, trueMinutes = 0) =>
  proposeHourCorrection(referent, entryId, { trueMinutes, reason: "La séance s'est arrêtée plus tôt" });
const approve = ({ ctice }: Pick<Offices, "ctice">, entryId: string, correctionId: string) =>
  decideHourCorrection(ctice, entryId, { correctionId, approve: true });
const counterOf = (entryId: string) => db.hourEntry.findUniqueOrThrow({ where: { reversesId: entryId } });
const listed = async ({ academie }: { academie: { id: string } }) =>
  (await db.hourToPay.findMany({ where: { academieId: academie.id } })).map(({ hourEntryId }) => hourEntryId);
const linesOf = (statementId: string) =>
  db.payLine.findMany({
    where: { statementId },
    orderBy: { createdAt: "asc" },
    select: { hourEntryId: true, amountCents: true, decision: true },
  });
const broken = async () => (await Promise.all(payChecks.map((check) => check()))).flatMap((one) => one.broken);

async function takeBack(worked: Offices, entryId: string, trueMinutes = 0): Promise<string> {
  const { id } = await propose(worked, entryId, trueMinutes);
  await approve(worked, entryId, id);
  return (await counterOf(entryId)).id;
}

test("taken back before any draft: neither line waits, and the true hour does once it is certified", async () => {
  const worked = await aWorkedCohort();
  await certifyService(worked.head, [worked.entry.id]);
  expect(await listed(worked)).toEqual([worked.entry.id]);
  await takeBack(worked, worked.entry.id, 120);
  expect(await listed(worked)).toEqual([]);
  const { newEntryId } = await db.hourCorrection.findFirstOrThrow({ where: { hourEntryId: worked.entry.id } });
  await certifyService(worked.head, [newEntryId ?? ""]);
  expect(await listed(worked)).toEqual([newEntryId]);
  expect(await broken()).toEqual([]);
});

test("taken back while it stands in a draft: its line leaves the draft, and no month reads the two again", async () => {
  const worked = await aDraft();
  await takeBack(worked, worked.entry.id);
  expect(await listed(worked)).toEqual([]);
  expect(await db.draftChange.count({ where: { academieId: worked.academie.id } })).toBe(1);
  await redraftChanged();
  expect(await linesOf(worked.statement.id)).toEqual([]);
  expect(await broken()).toEqual([]);
});

test("taken back while it is controlled: the decision finds it, and the statement is written anew without it", async () => {
  const worked = await aDraft();
  const { ctice, rectorat, statement } = worked;
  await controlStatement(ctice, statement.id);
  await takeBack(worked, worked.entry.id);
  expect(await listed(worked)).toEqual([]);
  await expect(decideStatement(rectorat, statement.id)).rejects.toMatchObject({ key: "pay.changedSinceControl" });
  expect(await linesOf(statement.id)).toHaveLength(1);
  expect(await broken()).toEqual([]);
});

test("taken back after it was paid: its counter-entry waits until a statement takes it back", async () => {
  const worked = await aDraft();
  await decideThrough(worked, worked.statement.id);
  const back = await takeBack(worked, worked.entry.id);
  expect(await listed(worked)).toEqual([back]);
  expect(await broken()).toEqual([]);
  await draftStatements("2012-11");
  const november = await db.payStatement.findFirstOrThrow({
    where: { academieId: worked.academie.id, month: "2012-11" },
  });
  expect(await linesOf(november.id)).toMatchObject([{ hourEntryId: back, amountCents: -11_208 }]);
  await decideThrough(worked, november.id);
  expect(await listed(worked)).toEqual([]);
  expect(await broken()).toEqual([]);
});

test("held in a decided statement, it was not paid: taken back, neither line waits", async () => {
  const work = await aWorkplace();
  const { rectorat, academie, year, school, office, head, ctice } = work;
  await openChannel(rectorat, { academieId: academie.id, schoolYearId: year.id, reason: "Formations de proximité" });
  await anHseAllotment(school);
  const { missionId, holder } = await aDesignMission(work, { channel: "HSE", plannedMinutes: 240 });
  const paid = await anAttestedWork(holder, office, missionId);
  const held = await anAttestedWork(holder, office, missionId);
  await certifyService(head, [paid.id, held.id]);
  await draftOne(academie.id, "2012-10");
  const statement = await db.payStatement.findFirstOrThrow({ where: { academieId: academie.id } });
  await decideThrough({ ctice, rectorat }, statement.id);
  // Beyond the hours of the letter: held, and decided with the others.
  expect(await linesOf(statement.id)).toMatchObject([{ decision: "WARN" }, { hourEntryId: held.id, decision: "HOLD" }]);
  expect(await listed(work)).toEqual([held.id]);
  await takeBack({ referent: holder, ctice }, held.id);
  expect(await listed(work)).toEqual([]);
  expect(await broken()).toEqual([]);
});

/** Two acts at once, the first stopped before its last row (its line of audit) until the other waits for it or for the same. */
async function together(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<string[]> {
  return asSuperuser(async (client) => {
    await client.query("begin; lock table audit_event in share mode");
    const acts = [first()];
    await vi.waitFor(async () => expect(await waiting(client)).toBe(1));
    acts.push(second());
    await vi.waitFor(async () => expect(await waiting(client)).toBe(2));
    await client.query("commit");
    return (await Promise.allSettled(acts)).map(({ status }) => status);
  });
}

async function waiting(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]?.count ?? 0;
}

/** A controlled hour, and its correction that waits for the second person. */
async function aRace(): Promise<{ worked: Draft; decides: () => Promise<void>; takesBack: () => Promise<unknown> }> {
  const worked = await aDraft();
  const { id } = await propose(worked, worked.entry.id);
  await controlStatement(worked.ctice, worked.statement.id);
  return {
    worked,
    decides: () => decideStatement(worked.rectorat, worked.statement.id),
    takesBack: () => approve(worked, worked.entry.id, id),
  };
}

test.each(["decided first", "taken back first"])(
  "decided and taken back at once, %s: paid, and to take back",
  async (order) => {
    const { worked, decides, takesBack } = await aRace();
    const acts = [decides, takesBack] as const;
    const [first, second] = order === "decided first" ? acts : ([acts[1], acts[0]] as const);
    expect(await together(first, second)).toEqual(["fulfilled", "fulfilled"]);
    expect(await listed(worked)).toEqual([(await counterOf(worked.entry.id)).id]);
    expect(await broken()).toEqual([]);
  },
);
