import { aBrowser, PASSWORD } from "@tests/factories/account";
import { setClock } from "@tests/factories/clock";
import { aDraft, decideThrough, proof, theRates } from "@tests/factories/pay";
import { actorOf, anActor } from "@tests/factories/person";
import { beforeAll, expect, test } from "vitest";
import {
  controlStatement,
  decideStatement,
  draftStatements,
  redraftStatement,
} from "~/domain/budget/statements.server";
import { refuseStatement, returnStatement } from "~/domain/pay/commands/control.server";
import { exportStatement } from "~/domain/pay/commands/export.server";
import { getStatement } from "~/domain/pay/statement.server";
import { db, pool } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

const statusOf = async (id: string) => (await db.payStatement.findUniqueOrThrow({ where: { id } })).status;
const eventsOf = async (statementId: string) =>
  (await db.statementEvent.findMany({ where: { statementId }, orderBy: { id: "asc" } })).map(
    ({ status, sentBack, reason }) => [status, sentBack, reason].filter(Boolean).join(" "),
  );

test("the CTICE or the training office controls with the total read, once; nobody else does", async () => {
  const { statement, ctice, office, rectorat, head } = await aDraft();
  for (const other of [rectorat, head])
    await expect(controlStatement(other, statement.id, 11_208)).rejects.toMatchObject({ code: "forbidden" });
  await expect(controlStatement(ctice, statement.id, 11_209)).rejects.toMatchObject({ key: "pay.totalChanged" });
  expect(await statusOf(statement.id)).toBe("DRAFT");
  await Promise.all([
    controlStatement(ctice, statement.id, 11_208),
    controlStatement(office, statement.id, 11_208),
    controlStatement(ctice, statement.id, 11_208),
  ]);
  expect(await eventsOf(statement.id)).toEqual(["DRAFT", "CONTROLLED"]);
  expect(await db.auditEvent.count({ where: { action: "pay.control", subjectId: statement.id } })).toBe(1);
});

test("sent back with a reason, once, by whoever controls or decides; each reason stays on the page", async () => {
  const { statement, ctice, office, rectorat } = await aDraft();
  await expect(refuseStatement(rectorat, statement.id, "Trop tôt")).rejects.toMatchObject({ key: "pay.notControlled" });
  await returnStatement(ctice, statement.id, "Une heure manque");
  await returnStatement(ctice, statement.id, "Une heure manque");
  await controlStatement(ctice, statement.id);
  await Promise.all([
    refuseStatement(rectorat, statement.id, "Le corps est à vérifier"),
    refuseStatement(rectorat, statement.id, "Le corps est à vérifier"),
  ]);
  expect(await statusOf(statement.id)).toBe("DRAFT");
  // Whoever gave it back did not write it: she controls it again.
  await decideThrough({ ctice, rectorat }, statement.id);
  await expect(returnStatement(ctice, statement.id, "Trop tard")).rejects.toMatchObject({ key: "pay.alreadyDecided" });
  // What she controlled may reach us again; a control that comes after the decision is none.
  await controlStatement(ctice, statement.id);
  await expect(controlStatement(office, statement.id)).rejects.toMatchObject({ key: "pay.alreadyDecided" });
  expect(await eventsOf(statement.id)).toEqual([
    "DRAFT",
    "DRAFT CONTROL Une heure manque",
    "CONTROLLED",
    "DRAFT DECISION Le corps est à vérifier",
    "CONTROLLED",
    "DECIDED",
  ]);
  const { events } = await getStatement(ctice, statement.id);
  expect(events.map(({ step, reason, by }) => [step, reason, by])).toEqual([
    ["DRAFT", null, null],
    ["RETURNED", "Une heure manque", ctice.name],
    ["CONTROLLED", null, ctice.name],
    ["REFUSED", "Le corps est à vérifier", rectorat.name],
    ["CONTROLLED", null, ctice.name],
    ["DECIDED", null, rectorat.name],
  ]);
});

test("who wrote, controlled, certified or earns is another person than who controls or decides", async () => {
  const { statement, ctice, academie, head } = await aDraft();
  const also = async (personId: string, role: "CTICE" | "RECTORAT") => {
    await db.roleAssignment.create({
      data: { personId, role, placeId: academie.id, validFrom: new Date("2012-09-01") },
    });
    return actorOf({ id: personId });
  };
  const certifier = await also(head.personId, "CTICE");
  await expect(controlStatement(certifier, statement.id)).rejects.toMatchObject({ key: "pay.interestedDecides" });
  const both = await also(ctice.personId, "RECTORAT");
  await redraftStatement(both, statement.id);
  await db.career.updateMany({ data: { grade: "HC" } });
  await redraftStatement(both, statement.id);
  await expect(controlStatement(both, statement.id)).rejects.toMatchObject({ key: "pay.authorDecides" });
  await db.career.updateMany({ data: { grade: "CN" } });
  await draftStatements("2012-10");
  await controlStatement(both, statement.id);
  await expect(decideStatement(both, statement.id)).rejects.toMatchObject({ key: "pay.controllerDecides" });
  const { can, missing } = await getStatement(both, statement.id);
  expect(can).toMatchObject({ decide: false, refuse: true, return: true });
  expect(missing.decide.map(({ key }) => key)).toEqual(["pay.controllerDecides"]);
});

test("what was controlled stays as it was: new facts send it back to be drafted and controlled again", async () => {
  const { statement, ctice, rectorat, teacher } = await aDraft();
  await controlStatement(ctice, statement.id, 11_208);
  await db.career.updateMany({ where: { personId: teacher.id }, data: { grade: "HC" } });
  await draftStatements("2012-10");
  expect(await getStatement(ctice, statement.id)).toMatchObject({ status: "CONTROLLED", totalCents: 11_208 });
  await expect(decideStatement(rectorat, statement.id, 11_208)).rejects.toMatchObject({
    key: "pay.changedSinceControl",
  });
  expect(await statusOf(statement.id)).toBe("CONTROLLED");
  const second = await anActor({ role: "RECTORAT", place: { id: statement.academieId } });
  await redraftStatement(second, statement.id);
  expect(await getStatement(ctice, statement.id)).toMatchObject({ status: "DRAFT", totalCents: 12_330 });
  await controlStatement(ctice, statement.id, 12_330);
  await decideStatement(rectorat, statement.id, 12_330);
  expect(await statusOf(statement.id)).toBe("DECIDED");
});

test("the database keeps the order of the states and the second person by itself", async () => {
  const { statement, ctice, rectorat } = await aDraft();
  const sql = (text: string, ...values: unknown[]) => expect(pool().query(text, values)).rejects;
  const move = (to: string) => sql("update pay_statement set status = $1 where id = $2", to, statement.id);
  const says = (status: string, by: string, more = "") =>
    sql(
      `insert into statement_event (statement_id, status, at, by_id ${more ? ", proof" : ""})
       values ($1, $2, now(), $3 ${more})`,
      statement.id,
      status,
      by,
    );
  await move("DECIDED").toThrow(/only a controlled one is decided/);
  await move("EXPORTED").toThrow(/only a controlled one is decided/);
  await controlStatement(ctice, statement.id);
  await sql("update pay_line set amount_cents = 1 where statement_id = $1", statement.id).toThrow(/only a draft/);
  await sql("update pay_statement set total_cents = 1 where id = $1", statement.id).toThrow(/only a draft/);
  await says("DECIDED", ctice.personId).toThrow(/who controls does not decide/);
  await decideStatement(rectorat, statement.id);
  for (const back of ["DRAFT", "CONTROLLED"]) await move(back).toThrow(/never changes/);
  await says("EXPORTED", rectorat.personId).toThrow(/export_proved/);
});

test("an export asks for the password again: a stolen session or a token is not enough", async () => {
  const { statement, ctice, rectorat, head } = await aDraft();
  await decideThrough({ ctice, rectorat }, statement.id);
  // Whoever may not export is told so before any password is tried.
  await expect(exportStatement(head, statement.id, proof())).rejects.toMatchObject({ code: "forbidden" });
  const browser = aBrowser();
  const wrong = () => exportStatement(rectorat, statement.id, { password: "une autre phrase", browser });
  await expect(wrong()).rejects.toMatchObject({ key: "account.currentPasswordWrong", field: "password" });
  expect(await eventsOf(statement.id)).toEqual(["DRAFT", "CONTROLLED", "DECIDED"]);
  await exportStatement(rectorat, statement.id, { password: PASSWORD, browser });
  const exported = await db.statementEvent.findFirstOrThrow({
    where: { statementId: statement.id, status: "EXPORTED" },
  });
  expect(exported).toMatchObject({ byId: rectorat.personId, proof: "PASSWORD" });
  for (let n = 0; n < 9; n++) await expect(wrong()).rejects.toMatchObject({ code: "invalid" });
  await expect(wrong()).rejects.toMatchObject({ code: "too_many" });
});
