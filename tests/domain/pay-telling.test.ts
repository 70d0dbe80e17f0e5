import { setClock } from "@tests/factories/clock";
import { mailsTo, read } from "@tests/factories/mail";
import { aDraft, aWorkedCohort, decideThrough, theRates } from "@tests/factories/pay";
import { anActor } from "@tests/factories/person";
import { next } from "@tests/factories/place";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "~/domain/actor";
import { controlStatement, redraftStatement } from "~/domain/budget/statements.server";
import { sendMail } from "~/domain/delivery/commands.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { closeMonth, reopenMonth } from "~/domain/pay/commands/close.server";
import { refuseStatement, returnStatement } from "~/domain/pay/commands/control.server";
import { reconcileMonth } from "~/domain/pay/commands/reconcile.server";
import { writeWindow } from "~/domain/pay/commands/write-window.server";
import { tellClosing } from "~/domain/pay/telling.server";
import { listWaiting } from "~/domain/today/queries.server";
import { db } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

const payKinds = /^(statement|month|hoursUnsettled|serviceToAttest|missionToDecide)/;
const waits = async (actor: Actor) =>
  (await listWaiting(actor))
    .filter(({ kind }) => payKinds.test(kind))
    .map(({ kind, facts }) => [kind, facts.reason ?? ""]);

test("a statement given back or refused is on the first page of whoever takes the next step, and in their mail once", async () => {
  const { statement, ctice, office, rectorat, head, referent, academie } = await aDraft();
  const second = await anActor({ role: "RECTORAT", place: academie });
  await db.person.update({ where: { id: second.personId }, data: { locale: "en" } });
  expect(await waits(rectorat)).toEqual([]);
  await returnStatement(ctice, statement.id, "Une heure manque");
  await returnStatement(ctice, statement.id, "Une heure manque");
  for (const one of [rectorat, second]) {
    expect(await waits(one)).toEqual([["statementReturned", "Une heure manque"]]);
    expect(await mailsTo(one, "statementReturned")).toHaveLength(1);
  }
  // Whoever gave it back has it to control again; her colleague reads why.
  expect(await waits(ctice)).toEqual([["statementToControl", ""]]);
  expect(await waits(office)).toEqual([["statementReturned", "Une heure manque"]]);
  for (const other of [ctice, office, head, referent]) expect(await mailsTo(other, "statementReturned")).toEqual([]);
  const [french] = await mailsTo(rectorat, "statementReturned");
  const [english] = await mailsTo(second, "statementReturned");
  expect((await read(french))?.text).toMatch(
    /Mois de service : octobre 2012\nRendu par : .*\nMotif : Une heure manque/,
  );
  expect(await read(english)).toMatchObject({
    subject: expect.stringMatching(/^Statement given back: .*October 2012$/),
  });
  await sendMail(french?.id ?? "");
  expect(await db.mailboxMessage.count({ where: { mailKey: french?.key ?? "" } })).toBe(1);

  await controlStatement(ctice, statement.id);
  expect(await waits(second)).toEqual([["statementToDecide", ""]]);
  await refuseStatement(rectorat, statement.id, "Le corps est à vérifier");
  for (const one of [ctice, office]) {
    expect(await waits(one)).toEqual([["statementRefused", "Le corps est à vérifier"]]);
    expect(await mailsTo(one, "statementRefused")).toHaveLength(1);
  }
  expect(await waits(rectorat)).toEqual([]);
  expect(await mailsTo(second, "statementRefused")).toEqual([]);
  // Judged anew and otherwise, it is a draft like another.
  await db.career.updateMany({ where: { personId: referent.personId }, data: { grade: "HC" } });
  await redraftStatement(second, statement.id);
  expect(await waits(office)).toEqual([["statementToControl", ""]]);
});

test("a month that closes with days of grace: the head and whoever waits for a certification are told the deadline once", async () => {
  const worked = await aWorkedCohort();
  const [idle] = [await aDraft()];
  const { rectorat, head, referent, academie, entry } = worked;
  await setClock("2012-11-05T08:00:00Z");
  const window = {
    application: "ASIE" as const,
    month: "2012-10",
    opensOn: "2012-11-01",
    closesOn: "2012-11-20",
    graceDays: 3,
    source: "test",
  };
  for (const one of [worked, idle]) {
    await writeWindow(one.rectorat, { ...window, academieId: one.academie.id });
    await closeMonth(one.rectorat, { placeId: one.academie.id, month: "2012-10" });
  }
  const asked = await db.outbox.findMany({ where: { name: "pay.tellClosing" } });
  expect(asked).toHaveLength(2);
  for (const { payload } of [...asked, ...asked]) await tellClosing((payload as { closingId: string }).closingId);
  const [toHead, ...more] = await mailsTo(head, "monthCloses");
  expect(more).toEqual([]);
  expect((await read(toHead))?.text).toMatch(/Heures non certifiées : 1 \(3 h 00\)/);
  expect((await read(toHead))?.subject).toMatch(/vendredi 9 novembre 2012/);
  expect(await mailsTo(referent, "monthClosesOwn")).toHaveLength(1);
  // Everything is certified there: nobody has anything to do.
  expect(await mailsTo(idle.head, "monthCloses")).toEqual([]);
  expect(await mailsTo(idle.referent, "monthClosesOwn")).toEqual([]);
  expect((await waits(head)).map(([kind]) => kind)).toEqual(["monthCloses"]);
  expect(await waits(rectorat)).toEqual([]);
  expect((await listWaiting(referent)).find(({ kind }) => kind === "monthClosesOwn")).toMatchObject({
    to: "/heures/declarer?mois=2012-10",
    facts: { month: "2012-10", minutes: 180, at: "2012-11-08T23:00:00.000Z" },
  });
  expect(await waits(idle.referent)).toEqual([]);

  await setClock("2012-11-10T08:00:00Z");
  expect((await waits(head)).map(([kind]) => kind)).toEqual(["monthClosed"]);
  expect(await waits(referent)).toEqual([]);
  await reopenMonth(rectorat, { placeId: academie.id, month: "2012-10", reason: "Une feuille retrouvée" });
  expect(await waits(head)).toEqual([["monthReopened", "Une feuille retrouvée"]]);
  // A message that had not left says nothing of a closing that does not stand.
  expect(await read(toHead)).toBeNull();
  await certifyService(head, [entry.id]);
  expect(await waits(head)).toEqual([["monthOpenAgain", "Une feuille retrouvée"]]);
  await setClock("2012-11-25T08:00:00Z");
  expect(await waits(head)).toEqual([]);
});

test("a closing without days of grace, or told too late, writes to nobody", async () => {
  const worked = await aWorkedCohort();
  await closeMonth(worked.rectorat, { placeId: worked.school.id, month: "2012-10" });
  const closing = await db.monthClosingEvent.findFirstOrThrow({ where: { placeId: worked.school.id } });
  expect(
    await db.outbox.count({
      where: { name: "pay.tellClosing", payload: { equals: { closingId: String(closing.id) } } },
    }),
  ).toBe(0);
  await tellClosing(String(closing.id));
  expect(await mailsTo(worked.head, "monthCloses")).toEqual([]);
});

test("what a reconciliation found and is not paid yet is on the first page of whoever follows the pay", async () => {
  const { academie, ctice, office, rectorat, head, statement } = await aDraft();
  await reconcileMonth(academie.id, "2012-10");
  for (const one of [ctice, office, rectorat])
    expect((await listWaiting(one)).find(({ kind }) => kind === "hoursUnsettled")).toMatchObject({
      to: "/etats/rapprochement",
      facts: { count: 1, minutes: 180, unexplained: 0 },
    });
  expect((await waits(head)).map(([kind]) => kind)).not.toContain("hoursUnsettled");
  await decideThrough({ ctice, rectorat }, statement.id);
  for (const status of ["EXPORTED"] as const)
    await db.payStatement.update({ where: { id: statement.id }, data: { status } });
  expect((await waits(ctice)).map(([kind]) => kind)).not.toContain("hoursUnsettled");
});

test("the service of a year that is over waits for the head, where everything before it is done", async () => {
  const { school, teacher, year, office, head, rectorat } = await aDraft();
  const at = new Date("2012-09-10T08:00:00Z");
  const common = {
    placeId: school.id,
    schoolYearId: year.id,
    at,
    createdById: office.personId,
    kind: "FUNCTION" as const,
  };
  const functions = [
    { channel: "IFIC", functionCode: "REFERENT_NUMERIQUE" },
    { channel: "PACTE", functionCode: "TUTORAT" },
    { channel: "IFIC", functionCode: "REFERENT_CULTURE" },
  ] as const;
  const missions = [];
  for (const one of functions)
    missions.push(
      await db.mission.create({
        data: { ...common, ...one, personId: teacher.id, title: `F${next()}`, amountCents: 80_000 },
      }),
    );
  const fact = (missionId: string | undefined, kind: "DECISION_RECTEUR" | "SERVICE_FAIT") =>
    db.missionFact.create({
      data: {
        missionId: missionId ?? "",
        kind,
        heldOn: at,
        at,
        recordedById: kind === "SERVICE_FAIT" ? head.personId : rectorat.personId,
      },
    });
  await fact(missions[0]?.id, "DECISION_RECTEUR");
  const toAttest = async (actor: Actor) =>
    (await listWaiting(actor)).filter(({ kind }) => kind === "serviceToAttest").map(({ to }) => to);
  expect(await toAttest(head)).toEqual([]);
  await setClock("2013-07-05T08:00:00Z");
  expect((await toAttest(head)).sort()).toEqual([missions[0], missions[1]].map((one) => `/missions/${one?.id}`).sort());
  expect(await toAttest(rectorat)).toEqual([]);
  // The recteur refuses what is left to pay: nobody attests it.
  await db.missionFact.create({
    data: {
      missionId: missions[1]?.id ?? "",
      kind: "DECISION_RECTEUR",
      seq: 1,
      refused: true,
      heldOn: at,
      at,
      recordedById: rectorat.personId,
      reason: "Crédits insuffisants",
    },
  });
  expect(await toAttest(head)).toEqual([`/missions/${missions[0]?.id}`]);
  await fact(missions[0]?.id, "SERVICE_FAIT");
  expect(await toAttest(head)).toEqual([]);
});
