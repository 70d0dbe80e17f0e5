import { beforeAll, expect, test } from "vitest";
import { createLink } from "~/domain/account/links.server";
import { sendMail } from "~/domain/delivery/commands.server";
import { queueMail } from "~/domain/notification/commands.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import { setClock } from "../factories/clock";
import { anOpenCohort, aSealedSheet } from "../factories/hours";
import { aPerson } from "../factories/person";

beforeAll(() => setClock("2012-10-10T07:00:00Z"));

async function theMail(key: string) {
  return db.mail.findUniqueOrThrow({ where: { key } });
}

test("a key asks for one message, however often, and says nothing but ids", async () => {
  const cohort = await anOpenCohort();
  const { seance } = await aSealedSheet(cohort, { sealed: false });
  const person = await aPerson({ email: "une.personne@fictif.example" });
  const at = await businessNow();
  const key = `convocation:${seance.id}:1:${person.id}`;
  const ask = () =>
    inTransaction((tx) =>
      queueMail(tx, { toPersonId: person.id, template: "convocation", params: { seanceId: seance.id }, key, at }),
    );
  await ask();
  await ask();
  const mail = await theMail(key);
  expect(mail).toMatchObject({ toEmail: person.email, params: { seanceId: seance.id }, sentAt: null });
  expect(await db.outbox.count({ where: { name: "mail.send" } })).toBe(1);

  await sendMail(mail.id);
  await sendMail(mail.id);
  const kept = await db.mailboxMessage.findMany({ where: { toEmail: person.email } });
  expect(kept).toHaveLength(1);
  expect(kept[0]?.subject).toContain("Regroupement");
  expect(kept[0]?.text).toContain("17 octobre 2012");
  expect(kept[0]?.text).toContain(`/seances/${seance.id}`);
  expect((await theMail(key)).sentAt).not.toBeNull();
});

test("an invitation carries its one-time address, which the database does not hold", async () => {
  const person = await aPerson();
  const account = await db.account.findUniqueOrThrow({ where: { personId: person.id } });
  const linkId = await inTransaction((tx) => createLink(tx, account.id, "INVITATION"));
  const key = `invitation:${linkId}`;
  const at = await businessNow();
  await inTransaction((tx) =>
    queueMail(tx, { toEmail: person.email, template: "invitation", params: { linkId }, key, at }),
  );
  const mail = await theMail(key);
  await sendMail(mail.id);
  const [kept] = await db.mailboxMessage.findMany({ where: { mailKey: key } });
  expect(kept?.text).toMatch(new RegExp(`http://localhost:3000/invitation/${linkId}/[\\w-]{43}`));
  expect(JSON.stringify(mail.params)).not.toMatch(/[\w-]{43}/);
});

test("a person who reads English is written to in English; an unknown message is closed and not sent", async () => {
  const person = await aPerson();
  await db.person.update({ where: { id: person.id }, data: { locale: "en" } });
  const { seance } = await aSealedSheet(await anOpenCohort(), { sealed: false });
  const at = await businessNow();
  const params = { seanceId: seance.id };
  await inTransaction((tx) =>
    queueMail(tx, { toPersonId: person.id, template: "seance-moved", params, key: "english", at }),
  );
  const mail = await theMail("english");
  await sendMail(mail.id);
  expect((await db.mailboxMessage.findUniqueOrThrow({ where: { mailKey: "english" } })).subject).toMatch(
    /^Session moved/,
  );

  const stray = await db.mail.create({
    data: { toEmail: "x@fictif.example", template: "gone", params: {}, key: "stray", at },
  });
  await sendMail(stray.id);
  expect(await db.mailboxMessage.count({ where: { mailKey: "stray" } })).toBe(0);
});
