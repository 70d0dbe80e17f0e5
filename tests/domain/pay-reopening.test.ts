import { setClock } from "@tests/factories/clock";
import { mailsTo, read } from "@tests/factories/mail";
import { aDraft, aWorkedCohort, theRates } from "@tests/factories/pay";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "~/domain/actor";
import { sendMail } from "~/domain/delivery/commands.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { closeMonth, reopenMonth } from "~/domain/pay/commands/close.server";
import { tellReopening } from "~/domain/pay/telling.server";
import { listWaiting } from "~/domain/today/queries.server";
import { db } from "~/platform/db.server";

beforeAll(async () => {
  // The month of the séances is over: it can be closed.
  await setClock("2012-11-05T08:00:00Z");
  await theRates();
});

const waits = async (actor: Actor) =>
  (await listWaiting(actor))
    .filter(({ kind }) => kind.startsWith("month"))
    .map(({ kind, facts }) => [kind, facts.reason ?? ""]);

/** The jobs that openings again asked for, each run twice as a worker that is killed would. */
async function tellReopenings(since: bigint) {
  const asked = await db.outbox.findMany({ where: { name: "pay.tellReopening", id: { gt: since } } });
  for (const { payload } of [...asked, ...asked]) await tellReopening((payload as { openingId: string }).openingId);
  return asked.length;
}
const lastJob = async () => (await db.outbox.aggregate({ _max: { id: true } }))._max.id ?? 0n;

test("a month opened again: the head with something left and whoever waits for a certification are told why, once", async () => {
  const worked = await aWorkedCohort();
  const idle = await aDraft();
  const { head, referent, academie, entry, rectorat } = worked;
  await db.person.update({ where: { id: referent.personId }, data: { locale: "en" } });
  const since = await lastJob();
  const reason = "Une feuille retrouvée";
  for (const one of [worked, idle]) {
    const october = { placeId: one.academie.id, month: "2012-10" };
    await closeMonth(one.rectorat, october);
    await reopenMonth(one.rectorat, { ...october, reason });
    // Said again it is the same opening.
    await reopenMonth(one.rectorat, { ...october, reason: "Une autre feuille" });
  }
  expect(await tellReopenings(since)).toBe(2);
  const [toHead, ...more] = await mailsTo(head, "monthReopened");
  expect(more).toEqual([]);
  expect(await read(toHead)).toMatchObject({
    subject: expect.stringMatching(/^Mois rouvert, il reste à certifier : .*, octobre 2012$/),
    text: expect.stringMatching(/Motif : Une feuille retrouvée\nHeures non certifiées : 1 \(3 h 00\)\n.*à clore : 0/),
  });
  const [toOwn, ...others] = await mailsTo(referent, "monthReopenedOwn");
  expect(others).toEqual([]);
  expect((await read(toOwn))?.text).toMatch(/Month of service: October 2012\nReason: Une feuille retrouvée\n/);
  await sendMail(toHead?.id ?? "");
  expect(await db.mailboxMessage.count({ where: { mailKey: toHead?.key ?? "" } })).toBe(1);
  // Everything is certified there, and the rectorat knows.
  expect(await mailsTo(idle.head, "monthReopened")).toEqual([]);
  expect(await mailsTo(idle.referent, "monthReopenedOwn")).toEqual([]);
  expect(await mailsTo(rectorat, "monthReopened")).toEqual([]);

  const line = async (actor: Actor, named: string) => (await listWaiting(actor)).find(({ kind }) => kind === named);
  expect(await line(head, "monthReopened")).toMatchObject({
    to: "/heures/certifier",
    facts: { month: "2012-10", reason, minutes: 180, sheets: 0 },
  });
  expect(await line(referent, "monthReopenedOwn")).toMatchObject({
    to: "/heures/declarer?mois=2012-10",
    facts: { month: "2012-10", reason, minutes: 180 },
  });
  expect(await waits(idle.head)).toEqual([["monthOpenAgain", reason]]);
  expect(await waits(idle.referent)).toEqual([]);
  expect(await waits(rectorat)).toEqual([]);

  await certifyService(head, [entry.id]);
  expect(await waits(head)).toEqual([["monthOpenAgain", reason]]);
  expect(await line(referent, "monthReopenedOwn")).toBeUndefined();
  // A message that had not left says nothing to whoever waits for nothing any more.
  expect(await read(toOwn)).toBeNull();
  await closeMonth(rectorat, { placeId: academie.id, month: "2012-10" });
  expect(await read(toHead)).toBeNull();
});

test("where a school was closed anew before its month's opening is told, nobody there is written to", async () => {
  const worked = await aWorkedCohort();
  const { head, referent, rectorat, academie, school } = worked;
  const since = await lastJob();
  await closeMonth(rectorat, { placeId: academie.id, month: "2012-10" });
  await reopenMonth(rectorat, { placeId: academie.id, month: "2012-10", reason: "Une feuille retrouvée" });
  await closeMonth(rectorat, { placeId: school.id, month: "2012-10" });
  expect(await tellReopenings(since)).toBe(1);
  expect(await mailsTo(head, "monthReopened")).toEqual([]);
  expect(await mailsTo(referent, "monthReopenedOwn")).toEqual([]);
  expect((await waits(head)).map(([kind]) => kind)).toEqual(["monthClosed"]);
});
