import { setClock } from "@tests/factories/clock";
import { aDraft, theRates } from "@tests/factories/pay";
import { anActor } from "@tests/factories/person";
import { beforeAll, expect, test } from "vitest";
import { controlStatement, decideStatement, redraftStatement } from "~/domain/budget/statements.server";
import { getStatement } from "~/domain/pay/statement.server";
import { db } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

const eventsOf = (statementId: string) => db.statementEvent.count({ where: { statementId } });

test("a draft computed again to the same lines has the author it had: the lone rectorat decides it", async () => {
  const { statement, ctice, rectorat } = await aDraft();
  await redraftStatement(rectorat, statement.id);
  expect(await eventsOf(statement.id)).toBe(1);
  await controlStatement(ctice, statement.id);
  // Controlled, and nothing changes: it stays controlled, and whoever asked is nobody's author.
  await redraftStatement(rectorat, statement.id);
  expect(await eventsOf(statement.id)).toBe(2);
  expect(await getStatement(rectorat, statement.id)).toMatchObject({ status: "CONTROLLED", can: { decide: true } });
  await decideStatement(rectorat, statement.id, 11_208);
  expect(await getStatement(rectorat, statement.id)).toMatchObject({ status: "DECIDED", otherDeciders: null });
});

test("where lines change whoever asked is their author, and the page says before who else decides", async () => {
  const { statement, ctice, rectorat, academie, referent, head } = await aDraft();
  expect(await getStatement(rectorat, statement.id)).toMatchObject({ otherDeciders: [], can: { redraft: true } });
  expect(await getStatement(ctice, statement.id)).toMatchObject({ otherDeciders: null, can: { redraft: false } });
  const second = await anActor({ role: "RECTORAT", place: academie });
  // Whoever certified one of its hours does not decide it, whatever else they are.
  await db.roleAssignment.create({
    data: { personId: head.personId, role: "RECTORAT", placeId: academie.id, validFrom: new Date("2012-09-01") },
  });
  await anActor({ role: "RECTORAT" });
  expect((await getStatement(rectorat, statement.id)).otherDeciders).toEqual([second.name]);
  await controlStatement(ctice, statement.id);
  await db.career.updateMany({ where: { personId: referent.personId }, data: { grade: "HC" } });
  await redraftStatement(rectorat, statement.id);
  expect(await getStatement(rectorat, statement.id)).toMatchObject({ status: "DRAFT", totalCents: 12_330 });
  expect(await db.auditEvent.count({ where: { action: "pay.draft", subjectId: statement.id } })).toBe(1);
  await controlStatement(ctice, statement.id);
  await expect(decideStatement(rectorat, statement.id)).rejects.toMatchObject({ key: "pay.authorDecides" });
  await decideStatement(second, statement.id);
});

test("the control that finds other lines writes them for the clock: the lone rectorat may decide", async () => {
  const { statement, ctice, rectorat, referent } = await aDraft();
  await db.career.updateMany({ where: { personId: referent.personId }, data: { grade: "HC" } });
  await controlStatement(ctice, statement.id, 12_330);
  await decideStatement(rectorat, statement.id, 12_330);
  expect(await getStatement(rectorat, statement.id)).toMatchObject({ status: "DECIDED" });
});
