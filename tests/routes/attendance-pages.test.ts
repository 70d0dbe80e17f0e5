import { PASSWORD, passwordHash } from "@tests/factories/account";
import { aSigningSheet, SIGNING } from "@tests/factories/attendance";
import { setClock } from "@tests/factories/clock";
import { theSchoolYear } from "@tests/factories/cohort";
import { aPerson } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { Tab } from "@tests/support/tab";
import { beforeAll, expect, test } from "vitest";
import { liveCode } from "~/domain/attendance/codes.server";
import { realNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import * as signInPage from "~/routes/connexion";
import * as typePage from "~/routes/e._index";
import * as qrPage from "~/routes/e.$token";
import * as signPage from "~/routes/emarger.$receiptId._index";
import * as donePage from "~/routes/emarger.$receiptId.fait";
import * as code from "~/routes/seances.$seanceId.code";
import * as corrections from "~/routes/seances.$seanceId.corrections";
import * as projection from "~/routes/seances.$seanceId.emargement";
import * as sheetPage from "~/routes/seances.$seanceId.feuille";

beforeAll(async () => {
  await setClock(SIGNING);
  await theSchoolYear();
});

type Scene = Awaited<ReturnType<typeof aSigningSheet>>;
const trainee = ({ cohort }: Scene, index = 0) => {
  const one = cohort.people[index];
  if (!one) throw new Error("no such trainee");
  return one.person;
};

async function signIn(tab: Tab, person: { id: string; email: string }, suite = "/") {
  await db.account.update({ where: { personId: person.id }, data: { passwordHash: await passwordHash() } });
  return tab.post(signInPage, "/connexion", { email: person.email, password: PASSWORD, suite });
}

async function signedIn(person: { id: string; email: string }) {
  const tab = new Tab();
  expect((await signIn(tab, person)).status).toBe(302);
  return tab;
}

const receiptOf = (to: string | null) => ({ receiptId: /^\/emarger\/([0-9a-f-]{36})$/.exec(to ?? "")?.[1] ?? "" });
const refusalKey = (data: unknown) => (data as { refusal?: { key: string } } | null)?.refusal?.key;

test("a teacher scans, signs in, signs and takes it back, all with plain forms", async () => {
  const scene = await aSigningSheet();
  const phone = new Tab();
  const { token } = liveCode(scene.sheet.id, realNow());
  const scanned = await phone.get(qrPage, `/e/${token}`, { token });
  expect(scanned.status).toBe(302);
  const params = receiptOf(scanned.to);
  const path = `/emarger/${params.receiptId}`;
  const asked = await phone.get(signPage, path, params);
  expect(asked).toMatchObject({ status: 302, to: `/connexion?suite=${encodeURIComponent(path)}` });
  expect(await signIn(phone, trainee(scene), path)).toMatchObject({ status: 302, to: path });

  const page = await phone.get(signPage, path, params);
  expect(page.data).toMatchObject({ receipt: { title: scene.seance.title, expired: false, signedAt: null } });
  expect(await phone.get(donePage, `${path}/fait`, params)).toMatchObject({ status: 302, to: path });
  expect(await phone.post(signPage, path, { intent: "sign" }, params)).toMatchObject({
    status: 302,
    to: `${path}/fait`,
  });
  const done = await phone.get(donePage, `${path}/fait`, params);
  expect(done.data).toMatchObject({ receipt: { undone: false, minutes: 180 } });
  expect((done.data as { receipt: { undoSeconds: number } }).receipt.undoSeconds).toBeGreaterThan(0);
  await phone.post(donePage, `${path}/fait`, { intent: "undo" }, params);
  expect((await phone.get(donePage, `${path}/fait`, params)).data).toMatchObject({
    receipt: { undone: true, signedAt: null },
  });
});

test("« Pas vous ? » signs out and keeps the receipt for who comes next on this browser", async () => {
  const scene = await aSigningSheet();
  const phone = await signedIn(trainee(scene, 0));
  const { token } = liveCode(scene.sheet.id, realNow());
  const params = receiptOf((await phone.get(qrPage, `/e/${token}`, { token })).to);
  const path = `/emarger/${params.receiptId}`;
  expect(await phone.post(signPage, path, { intent: "notMe" }, params)).toMatchObject({
    to: `/connexion?suite=${path}`,
  });
  expect((await phone.get(signPage, path, params)).status).toBe(302);
  await signIn(phone, trainee(scene, 1), path);
  expect((await phone.get(signPage, path, params)).status).toBe(200);
});

test("a receipt is not found from another browser, nor a malformed one anywhere", async () => {
  const scene = await aSigningSheet();
  const phone = await signedIn(trainee(scene));
  const { token } = liveCode(scene.sheet.id, realNow());
  const params = receiptOf((await phone.get(qrPage, `/e/${token}`, { token })).to);
  const other = await signedIn(trainee(scene));
  expect((await other.get(signPage, "/emarger/x", params)).status).toBe(404);
  expect((await other.post(signPage, "/emarger/x", { intent: "sign" }, params)).status).toBe(404);
  expect((await phone.get(signPage, "/emarger/x", { receiptId: "1' or true" })).status).toBe(404);
});

test.each([
  ["K7P 4RM", 422, "attendance.codeUnknown"],
  ["0O1I", 422, "common.invalidForm"],
  ["", 422, "common.invalidForm"],
  ["<script>", 422, "common.invalidForm"],
])("typing « %s » is refused with a sentence, and kept", async (typed, status, key) => {
  const tab = new Tab();
  await tab.get(typePage, "/e");
  const answer = await tab.post(typePage, "/e", { intent: "receive", code: typed });
  expect(answer.status).toBe(status);
  expect(refusalKey(answer.data)).toBe(key);
  expect(answer.data).toMatchObject({ values: { code: typed } });
});

test("the six characters lead to the same page as the QR, in any case and spacing", async () => {
  const scene = await aSigningSheet();
  const tab = new Tab();
  const shown = liveCode(scene.sheet.id, realNow()).code;
  const typed = `${shown.slice(0, 3).toLowerCase()} ${shown.slice(3)}`;
  const answer = await tab.post(typePage, "/e", { intent: "receive", code: typed });
  expect(answer.to).toMatch(/^\/emarger\//);
});

test("the code of yesterday says from when it dates, to a phone that nobody has signed in on", async () => {
  const scene = await aSigningSheet();
  const yesterday = liveCode(scene.sheet.id, new Date(Date.now() - 86_400_000)).token;
  const answer = await new Tab().get(qrPage, "/e/x", { token: yesterday });
  expect(answer).toMatchObject({ status: 422, data: { refusal: { key: "attendance.codeStale" } } });
});

test("the référente projects, ticks with a reason, closes, and proposes; the deputy approves", async () => {
  const scene = await aSigningSheet({ trainees: 2 });
  const params = { seanceId: scene.seance.id };
  const base = `/seances/${scene.seance.id}`;
  const desk = await signedIn(scene.cohort.referent);
  expect((await desk.get(projection, `${base}/emargement`, params)).status).toBe(200);
  expect((await desk.get(code, `${base}/code`, params)).data).toMatchObject({ state: "OPEN", expected: 2, signed: [] });
  const [first, second] = scene.cohort.people.map(({ enrolment }) => enrolment.id);
  const here = `${base}/feuille`;
  const silent = await desk.post(sheetPage, here, { intent: "tick", enrolmentId: first ?? "", reason: " " }, params);
  expect(silent).toMatchObject({ status: 422, data: { fields: { reason: "attendance.reasonRequired" } } });
  await desk.post(sheetPage, here, { intent: "tick", enrolmentId: first ?? "", reason: "Sans téléphone" }, params);
  expect(await desk.post(sheetPage, here, { intent: "close" }, params)).toMatchObject({ status: 302, to: here });
  const late = await desk.post(
    sheetPage,
    here,
    { intent: "tick", enrolmentId: second ?? "", reason: "Retard" },
    params,
  );
  expect(late).toMatchObject({ status: 409 });
  expect(refusalKey(late.data)).toBe("attendance.sheetSealed");
  expect((await desk.get(code, `${base}/code`, params)).data).toMatchObject({ state: "SEALED", shown: null });

  const proposal = { intent: "propose", enrolmentId: second ?? "", kind: "ADD", reason: "Feuille papier" };
  expect((await desk.post(corrections, `${base}/corrections`, proposal, params)).status).toBe(302);
  const { id } = await db.attendanceCorrection.findFirstOrThrow({ where: { sheetId: scene.sheet.id } });
  const own = await desk.post(corrections, `${base}/corrections`, { intent: "approve", correctionId: id }, params);
  expect(own).toMatchObject({ status: 403 });
  const deputy = await signedIn(scene.cohort.deputy);
  expect(
    (await deputy.post(corrections, `${base}/corrections`, { intent: "approve", correctionId: id }, params)).status,
  ).toBe(302);
  expect(await db.presence.count({ where: { sheetId: scene.sheet.id } })).toBe(2);
});

test("a hand-made form is refused, and writes nothing", async () => {
  const scene = await aSigningSheet({ trainees: 1 });
  const params = { seanceId: scene.seance.id };
  const desk = await signedIn(scene.cohort.referent);
  const forms = [
    { intent: "reopen" },
    { intent: "tick", enrolmentId: "not-an-id", reason: "Motif" },
    { intent: "tick", enrolmentId: scene.seance.id, reason: "Motif" },
    { intent: "__proto__" },
    {},
  ];
  for (const form of forms)
    expect((await desk.post(sheetPage, "/x", form as Record<string, string>, params)).status).toBeGreaterThanOrEqual(
      400,
    );
  expect(await db.presence.count({ where: { sheetId: scene.sheet.id } })).toBe(0);
});

test("strangers find no séance, and trainees no sheet", async () => {
  const scene = await aSigningSheet({ trainees: 1 });
  const params = { seanceId: scene.seance.id };
  const stranger = await signedIn(await aPerson({ role: "REFERENT", place: await aSchool(await anAcademie()) }));
  const inside = await signedIn(trainee(scene));
  for (const route of [projection, code, sheetPage, corrections]) {
    expect((await stranger.get(route, "/x", params)).status).toBe(404);
    expect((await inside.get(route, "/x", params)).status).toBe(403);
    expect((await new Tab().get(route, "/x", params)).to).toMatch(/^\/connexion\?suite=/);
  }
  expect((await stranger.post(sheetPage, "/x", { intent: "close" }, params)).status).toBe(404);
  expect((await inside.post(sheetPage, "/x", { intent: "close" }, params)).status).toBe(403);
});
