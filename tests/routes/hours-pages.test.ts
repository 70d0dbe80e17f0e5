import type { ActionFunctionArgs } from "@remix-run/node";
import { setClock } from "@tests/factories/clock";
import { anOpenCohort, aSealedSheet } from "@tests/factories/hours";
import { actorOf, aPerson } from "@tests/factories/person";
import { expect, test } from "vitest";
import { openSession } from "~/domain/account/sessions.server";
import { issueCertificates } from "~/domain/certificate/commands.server";
import { bookSheet } from "~/domain/hours/commands/book.server";
import { sessionCookie } from "~/http/cookies.server";
import { db } from "~/platform/db.server";
import * as file from "~/routes/attestations.$certificateId[.]pdf";
import * as letter from "~/routes/boite-aux-lettres.$id";
import * as clock from "~/routes/demonstration";
import * as hours from "~/routes/heures._index";
import * as origin from "~/routes/heures.$entryId";
import * as messages from "~/routes/messages._index";
import * as issuing from "~/routes/sessions.$cohortId.attestations";
import * as verify from "~/routes/verification._index";
import * as verified from "~/routes/verification.$publicId";

await setClock("2012-10-17T15:30:00Z");
const cohort = await anOpenCohort({ count: 2 });
const { sheet } = await aSealedSheet(cohort);
await bookSheet(sheet.id);
const entry = await db.hourEntry.findFirstOrThrow({ where: { sheetId: sheet.id, role: "TRAINEE" } });
const referent = await cookieOf(cohort.referent);
const stranger = await cookieOf(await aPerson());

async function cookieOf(person: { id: string }): Promise<string> {
  const { accountId } = await actorOf(person);
  const secret = await openSession(accountId, "test");
  return (await sessionCookie().serialize(secret)).split(";")[0] ?? "";
}

type Door = (args: ActionFunctionArgs) => unknown;

async function ask(
  door: Door,
  path: string,
  over: { cookie?: string; params?: Record<string, string>; form?: Record<string, string> },
) {
  const init = over.form ? { method: "POST", body: new URLSearchParams(over.form) } : {};
  const request = new Request(`http://localhost:3000${path}`, { ...init, headers: { cookie: over.cookie ?? "" } });
  const context = { nonce: "n", address: "192.0.2.1" };
  const answer: unknown = await Promise.resolve()
    .then(() => door({ request, params: over.params ?? {}, context } as ActionFunctionArgs))
    .catch((thrown: unknown) => thrown);
  if (answer instanceof Error) throw answer;
  if (answer instanceof Response)
    return { status: answer.status, to: answer.headers.get("location"), headers: answer.headers, data: undefined };
  const wrapped = answer as { type?: string; data?: unknown; init?: { status?: number } } | null;
  const bare = wrapped?.type === "DataWithResponseInit";
  return {
    status: bare ? (wrapped.init?.status ?? 200) : 200,
    to: null,
    headers: new Headers(),
    data: bare ? wrapped.data : answer,
  };
}

test("a visitor is sent to sign in, a stranger finds nothing, a malformed id is an unknown one", async () => {
  const params = { entryId: entry.id };
  expect((await ask(hours.loader, "/heures", {})).to).toMatch(/^\/connexion/);
  expect((await ask(origin.loader, `/heures/${entry.id}`, { cookie: stranger, params })).status).toBe(404);
  expect((await ask(origin.loader, "/heures/x", { cookie: referent, params: { entryId: "x" } })).status).toBe(404);
  expect((await ask(origin.loader, `/heures/${entry.id}`, { cookie: referent, params })).status).toBe(200);
  const stray = await ask(hours.loader, "/heures?vue=tout&apres=1%27%20or%201", { cookie: stranger });
  expect(stray.data).toMatchObject({ view: "mine", lines: [] });
});

test("the hour of the trainer is corrected on its page: typed in French, refused with a sentence, decided once", async () => {
  const hour = await db.hourEntry.findFirstOrThrow({ where: { sheetId: sheet.id, role: "TRAINER" } });
  const head = await cookieOf(await aPerson({ role: "HEAD", place: cohort.school }));
  const params = { entryId: hour.id };
  const here = `/heures/${hour.id}`;
  const send = (cookie: string, form: Record<string, string>) => ask(origin.action, here, { cookie, params, form });
  const reason = "Finie à 16 h";
  expect(await send(stranger, { intent: "propose", trueMinutes: "2 h", reason })).toMatchObject({ status: 404 });
  const refusals: [Record<string, string>, number, string, string?][] = [
    [{ trueMinutes: "deux", reason }, 422, "common.invalidForm", "common.invalidHours"],
    [{ trueMinutes: "", reason }, 422, "common.invalidForm", "common.invalidHours"],
    [{ trueMinutes: "3 h 01", reason }, 409, "hours.beyondPlanned"],
    [{ trueMinutes: "3 h", reason }, 409, "hours.sameMinutes"],
  ];
  for (const [typed, status, key, field] of refusals) {
    const answer = await send(referent, { intent: "propose", ...typed });
    expect(answer).toMatchObject({ status, data: { refusal: { key }, values: typed } });
    if (field) expect(answer.data).toMatchObject({ fields: { trueMinutes: field } });
  }
  expect((await send(referent, { intent: "propose", trueMinutes: "2 h 00", reason })).to).toBe(here);
  const page = async (cookie: string) => (await ask(origin.loader, here, { cookie, params })).data as Page;
  type Page = { hour: { corrections: { mayPropose: boolean; list: { id: string; mayDecide: boolean }[] } } };
  expect((await page(referent)).hour.corrections).toMatchObject({ mayPropose: false, list: [{ mayDecide: false }] });
  const [proposed] = (await page(head)).hour.corrections.list;
  expect(proposed).toMatchObject({ mayDecide: true, trueMinutes: 120, reason });
  const correctionId = proposed?.id ?? "";
  const unsaid = await send(head, { intent: "refuse", correctionId, decisionReason: " " });
  expect(unsaid).toMatchObject({ status: 422, data: { fields: { decisionReason: "hours.reasonRequired" } } });
  expect((await send(head, { intent: "approve", correctionId })).to).toBe(here);
  expect((await send(head, { intent: "approve", correctionId })).to).toBe(here);
  const lines = await db.hourEntry.findMany({
    where: { sheetId: sheet.id, role: "TRAINER" },
    orderBy: { number: "asc" },
  });
  expect(lines.map(({ minutes }) => minutes)).toEqual([180, -180, 120]);
  // Each of the three says the same of the three.
  for (const { id } of lines) {
    const { data } = await ask(origin.loader, `/heures/${id}`, { cookie: referent, params: { entryId: id } });
    const [old, back, added] = lines.map((line) => ({ id: line.id, number: line.number, minutes: line.minutes }));
    expect(data).toMatchObject({ hour: { corrections: { list: [{ status: "APPROVED", old, back, added }] } } });
  }
});

test("the référente issues, the holder downloads, anybody verifies, and a stranger gets nothing", async () => {
  const params = { cohortId: cohort.cohort.id };
  const path = `/sessions/${params.cohortId}/attestations`;
  expect((await ask(issuing.action, path, { cookie: stranger, params, form: { intent: "issue" } })).status).toBe(404);
  expect(await db.certificate.count()).toBe(0);
  expect((await ask(issuing.action, path, { cookie: referent, params, form: { intent: "issue" } })).to).toBe(path);
  const certificate = await db.certificate.findFirstOrThrow({ where: { personId: entry.personId } });
  const holder = await cookieOf({ id: entry.personId });
  const one = { certificateId: certificate.id };
  const given = await ask(file.loader, "/x.pdf", { cookie: holder, params: one });
  expect(given.headers.get("content-type")).toBe("application/pdf");
  expect((await ask(file.loader, "/x.pdf", { cookie: stranger, params: one })).status).toBe(404);

  const publicId = certificate.publicId;
  expect((await ask(verified.loader, "/v", { params: { publicId } })).data).toMatchObject({ state: "valid" });
  expect((await ask(verified.loader, "/v", { params: { publicId: `${publicId}x` } })).status).toBe(404);
  const whole = encodeURIComponent(`http://localhost:3000/verification/${publicId}`);
  expect((await ask(verify.loader, `/verification?code=${whole}`, {})).to).toBe(`/verification/${publicId}`);
  expect((await ask(verify.loader, "/verification?code=non", {})).data).toMatchObject({ unknown: true });
  expect((await ask(messages.loader, "/messages", { cookie: holder })).data).toMatchObject({
    messages: [{ unread: true, text: expect.stringContaining(publicId) }],
  });
  await ask(messages.action, "/messages", { cookie: holder, form: { intent: "read" } });
  expect((await ask(messages.loader, "/messages", { cookie: holder })).data).toMatchObject({
    messages: [{ unread: false }],
  });
});

test("issuing again from an empty cohort is refused with a reason, and nothing is written", async () => {
  const empty = await anOpenCohort();
  const params = { cohortId: empty.cohort.id };
  const cookie = await cookieOf(empty.referent);
  const answer = await ask(issuing.action, "/x", { cookie, params, form: { intent: "issue" } });
  expect(answer).toMatchObject({ status: 409, data: { refusal: { key: "certificate.noHours" } } });
  await expect(issueCertificates(await actorOf(empty.referent), params.cohortId)).rejects.toThrow();
});

test("the clock's page moves forward, refuses to go back, and never leads to another site", async () => {
  const back = await ask(clock.action, "/demonstration", {
    form: { intent: "date", to: "2012-10-01", back: "/heures" },
  });
  expect(back).toMatchObject({ status: 409, data: { refusal: { key: "demo.backwards" } } });
  const moved = await ask(clock.action, "/demonstration", { form: { intent: "date", back: "//evil.example" } });
  expect(moved.to).toBe("/");
  const unknown = await ask(clock.action, "/demonstration", { form: { intent: "hier", back: "/" } });
  expect(unknown.status).toBe(422);
});

test("an unknown letter of the mailbox is not found", async () => {
  expect((await ask(letter.loader, "/x", { params: { id: crypto.randomUUID() } })).status).toBe(404);
});
