import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs } from "@remix-run/node";
import { PASSWORD } from "@tests/factories/account";
import { theThirtyAcademies } from "@tests/factories/budget";
import { setClock } from "@tests/factories/clock";
import { aWorkplace } from "@tests/factories/mission";
import { aPreparedCohort, hold, theRates } from "@tests/factories/pay";
import { anActor } from "@tests/factories/person";
import { theNation } from "@tests/factories/place";
import { expect, test } from "vitest";
import { openSession } from "~/domain/account/sessions.server";
import type { Actor } from "~/domain/actor";
import { recordServiceDone } from "~/domain/budget/commands.server";
import { draftStatements } from "~/domain/budget/statements.server";
import { sessionCookie } from "~/http/cookies.server";
import { db } from "~/platform/db.server";
import * as channels from "~/routes/academie.canaux";
import * as budget from "~/routes/budget._index";
import * as envelope from "~/routes/budget.$envelopeId";
import * as split from "~/routes/budget.repartition";
import * as statements from "~/routes/etats._index";
import * as statement from "~/routes/etats.$statementId";
import * as csv from "~/routes/etats.$statementId[.]csv";
import * as pdf from "~/routes/etats.$statementId[.]pdf";
import * as certify from "~/routes/heures.certifier";
import * as mission from "~/routes/missions.$missionId._index";
import * as letter from "~/routes/missions.$missionId.lettre[.]pdf";
import * as newMission from "~/routes/missions.nouvelle";
import * as referents from "~/routes/referents._index";
import * as opening from "~/routes/sessions.$cohortId.ouvrir";

await setClock("2012-10-10T07:00:00Z");
await theRates();

async function cookieOf({ accountId }: Pick<Actor, "accountId">): Promise<string> {
  return (await sessionCookie().serialize(await openSession(accountId, "test"))).split(";")[0] ?? "";
}

type Door = (args: ActionFunctionArgs) => unknown;
type Over = { params?: Record<string, string>; form?: Record<string, string | string[]>; query?: string };

async function ask(door: Door, actor: Actor | null, { params = {}, form, query = "" }: Over = {}) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form ?? {})) for (const one of [value].flat()) body.append(name, one);
  const request = new Request(`http://localhost:3000/x${query}`, {
    ...(form ? { method: "POST", body } : {}),
    headers: { cookie: actor ? await cookieOf(actor) : "" },
  });
  const answer: unknown = await Promise.resolve()
    .then(() => door({ request, params, context: {} } as ActionFunctionArgs))
    .catch((thrown: unknown) => thrown);
  if (answer instanceof Error) throw answer;
  if (answer instanceof Response)
    return { status: answer.status, to: answer.headers.get("location"), response: answer, data: undefined };
  const wrapped = answer as { type?: string; data?: unknown; init?: { status?: number } } | null;
  const bare = wrapped?.type === "DataWithResponseInit";
  return {
    status: bare ? (wrapped.init?.status ?? 200) : 200,
    to: null,
    response: null,
    data: bare ? wrapped.data : answer,
  };
}

const refusedWith = (status: number, key: string) =>
  expect.objectContaining({ status, data: expect.objectContaining({ refusal: expect.objectContaining({ key }) }) });

/** The bytes of a file as text, a character each: tags of a PDF are found there. */
const latin1 = async (file: Response | null | undefined) =>
  Buffer.from(await (file ?? new Response()).arrayBuffer()).toString("latin1");

test("a visitor is sent to sign in; a teacher opens none of the offices' pages", async () => {
  const { school } = await aWorkplace();
  const teacher = await anActor({ role: "TEACHER", place: school });
  for (const door of [budget, split, referents, channels, newMission, certify]) {
    expect((await ask(door.loader, null)).to).toMatch(/^\/connexion/);
    expect((await ask(door.loader, teacher)).status).toBe(403);
  }
  const may = { close: false, proofs: false, calendar: false, reconcile: false };
  expect((await ask(statements.loader, teacher)).data).toEqual({
    statements: [],
    calendars: [],
    drafting: { runs: [], late: [] },
    may,
  });
});

test("the split: what was typed is read in French, previewed, refused when it does not add up, published once", async () => {
  await theThirtyAcademies();
  const pilot = await anActor({ role: "NATIONAL_PILOT", place: await theNation(), category: "OTHER" });
  const typed = { totalCents: "3 760 000,00 €", p140: "752 000", p141: "2 256 000,00", p139: "752000" };
  const post = (intent: string, over = {}) => ask(split.action, pilot, { form: { intent, ...typed, ...over } });
  const preview = await post("preview");
  expect(preview.data).toMatchObject({ split: { totalCents: 376_000_000, p140: 75_200_000 } });
  expect(await post("publish", { p139: "752 000,01" })).toEqual(refusedWith(422, "budget.partsDoNotAddUp"));
  expect(await post("publish", { p139: "beaucoup" })).toMatchObject({
    status: 422,
    data: { fields: { p139: "common.invalidMoney" }, values: { p140: "752 000" } },
  });
  expect(await post("effacer")).toMatchObject({ status: 422 });
  expect((await post("publish")).to).toBe("/budget");
  expect(await post("publish")).toEqual(refusedWith(409, "budget.alreadyPublished"));
});

test("naming, signing, dating, deciding: each on the page of the person who may", async () => {
  const { ctice, head, rectorat, school, teacher, office, academie } = await aWorkplace();
  const typed = { schoolId: school.id, personId: teacher.id, schoolYearId: "2012-2013" };
  const name = (amount: string) => ask(referents.action, ctice, { form: { intent: "name", ...typed, amount } });
  expect(await name("399,99")).toEqual(refusedWith(422, "mission.ificAmount"));
  const named = await name("400,00");
  const missionId = named.to?.split("/").pop() ?? "";
  const params = { missionId };
  expect((await ask(mission.loader, head, { params })).data).toMatchObject({
    mission: { can: { sign: true, recordCouncil: true } },
    assessment: { decision: "HOLD", notBefore: "2013-07-05" },
  });
  const post = (actor: Actor, form: Record<string, string>) => ask(mission.action, actor, { params, form });
  expect(await post(ctice, { intent: "sign" })).toEqual(refusedWith(403, "common.forbidden"));
  expect((await post(head, { intent: "sign" })).to).toBe(`/missions/${missionId}`);
  const council = (kind: string, heldOn: string) => post(head, { intent: "council", kind, heldOn });
  expect(await council("CONSEIL_PEDAGOGIQUE", "demain")).toMatchObject({
    data: { fields: { heldOn: "common.invalidDate" } },
  });
  expect(await council("DECISION_RECTEUR", "2012-10-01")).toMatchObject({ status: 422 });
  await council("CONSEIL_PEDAGOGIQUE", "2012-09-20");
  await council("CONSEIL_ADMINISTRATION", "2012-10-04");
  expect(await post(rectorat, { intent: "decide" })).toEqual(refusedWith(409, "mission.factMissing"));
  expect(await post(head, { intent: "propose", amountCents: "beaucoup" })).toMatchObject({
    data: { fields: { amountCents: "common.invalidMoney" } },
  });
  expect((await post(head, { intent: "propose", amountCents: "500,00" })).to).toBe(`/missions/${missionId}`);
  expect(await post(rectorat, { intent: "decide", amountCents: "450,00", reason: " " })).toEqual(
    refusedWith(422, "mission.decisionReasonRequired"),
  );
  expect(await post(head, { intent: "attest" })).toEqual(refusedWith(409, "mission.factMissing"));
  expect((await post(rectorat, { intent: "decide" })).to).toBe(`/missions/${missionId}`);
  const file = await ask(letter.loader, ctice, { params });
  expect(file.response?.headers.get("content-type")).toBe("application/pdf");
  expect(await latin1(file.response)).toContain("/S /H1");

  const reason = "Formations de proximité";
  const channel = { intent: "open", academieId: academie.id, schoolYearId: "2012-2013", reason };
  expect((await ask(channels.action, rectorat, { form: channel })).to).toBe("/academie/canaux");
  const draft = { ...typed, intent: "create", id: randomUUID(), title: "Le TNI", plannedMinutes: "3 h 00" };
  const forFunction = await ask(newMission.action, office, { form: { ...draft, functionCode: "REFERENT_NUMERIQUE" } });
  expect(forFunction).toEqual(refusedWith(409, "mission.byRule"));
  expect(forFunction.data).toMatchObject({ refusal: { field: "functionCode", facts: { code: "PAY-01" } } });
  const created = await ask(newMission.action, office, { form: draft });
  expect(created.to).toBe(`/missions/${draft.id}`);
  expect((await ask(newMission.action, office, { form: draft })).to).toBe(created.to);
  expect(await db.mission.findUniqueOrThrow({ where: { id: draft.id } })).toMatchObject({ plannedMinutes: 180 });
  expect((await ask(mission.loader, office, { params: { missionId: draft.id } })).data).toMatchObject({
    assessment: { decision: "WARN", findings: [{ code: "PAY-10" }] },
  });
});

test("from opening with money to the exported files", async () => {
  const prepared = await aPreparedCohort();
  const { referent, cohort, money, head, rectorat, ctice, hse, training } = prepared;
  const params = { cohortId: cohort.id };
  const typed = { ...money, reprographyCents: "45,00" };
  const open = (over = {}) => ask(opening.action, referent, { params, form: { intent: "open", ...typed, ...over } });
  expect((await ask(opening.loader, referent, { params })).data).toMatchObject({ missing: [] });
  expect(await open({ hseEnvelopeId: "" })).toMatchObject({
    status: 422,
    data: { fields: { hseEnvelopeId: "budget.hseEnvelopeRequired" } },
  });
  expect(await open({ hseEnvelopeId: training.id })).toEqual(refusedWith(409, "budget.staffOutsideTitre2"));
  expect(await open({ reprographyEnvelopeId: hse.id })).toEqual(refusedWith(409, "budget.natureNotAdmitted"));
  expect((await open()).to).toBe(`/sessions/${cohort.id}`);
  expect((await ask(envelope.loader, ctice, { params: { envelopeId: hse.id } })).data).toMatchObject({
    committedCents: 11_208,
    commitments: [{ nature: "HSE", minutes: 180 }],
  });

  const entry = await hold(prepared, prepared.seance);
  expect((await ask(certify.action, head, { form: { intent: "certify" } })).status).toBe(422);
  expect((await ask(certify.action, head, { form: { intent: "certify", entryIds: [randomUUID()] } })).status).toBe(404);
  const ticked = { intent: "certify", entryIds: [entry.id, entry.id] };
  expect((await ask(certify.action, head, { form: ticked })).to).toBe("/heures/certifier");
  await recordServiceDone(entry.id);
  await draftStatements("2012-10");
  const { id: statementId } = await db.payStatement.findFirstOrThrow({
    where: { academieId: prepared.academie.id },
  });
  const one = { params: { statementId } };
  expect((await ask(statement.loader, head, one)).data).toMatchObject({ partial: true, totalCents: 11_208 });
  expect((await ask(csv.loader, rectorat, one)).status).toBe(409);
  const post = (actor: Actor, form: Record<string, string>) => ask(statement.action, actor, { ...one, form });
  expect(await post(ctice, { intent: "decide", totalCents: "11208" })).toEqual(refusedWith(403, "common.forbidden"));
  expect(await post(head, { intent: "decide", totalCents: "11208" })).toEqual(refusedWith(403, "common.forbidden"));
  expect((await post(rectorat, { intent: "decide", totalCents: "x" })).status).toBe(422);
  expect((await ask(statement.loader, rectorat, one)).data).toMatchObject({
    can: { decide: false, refuse: false },
    missing: { decide: [{ key: "pay.notControlled" }] },
  });
  const decide = { intent: "decide", totalCents: "11208" };
  expect(await post(rectorat, decide)).toEqual(refusedWith(409, "pay.notControlled"));
  expect(await post(rectorat, { intent: "control", totalCents: "11208" })).toEqual(
    refusedWith(403, "common.forbidden"),
  );
  expect((await post(ctice, { intent: "control", totalCents: "11208" })).to).toBe(`/etats/${statementId}`);
  expect((await post(ctice, { intent: "return", reason: "" })).status).toBe(422);
  expect((await post(rectorat, decide)).to).toBe(`/etats/${statementId}`);
  // A session alone does not export: the password is asked again, and never sent back.
  expect((await post(rectorat, { intent: "export" })).status).toBe(422);
  const wrong = await post(rectorat, { intent: "export", password: "une autre phrase" });
  expect(wrong).toEqual(refusedWith(422, "account.currentPasswordWrong"));
  expect(JSON.stringify(wrong.data)).not.toContain("une autre phrase");
  expect((await ask(csv.loader, rectorat, one)).status).toBe(409);
  expect((await post(rectorat, { intent: "export", password: PASSWORD })).to).toBe(`/etats/${statementId}`);

  const text = await (await ask(csv.loader, ctice, one)).response?.text();
  expect(text?.split("\r\n")[1]).toMatch(/;2012-10;.*;2012-10-17;3,00;CERTIFIE;CN;37,36;112,08$/);
  const document = (await ask(pdf.loader, ctice, one)).response;
  const bytes = await latin1(document);
  for (const tag of ["/S /Table", "/S /TH", "/Lang (fr-FR)", "pdfuaid:part"]) expect(bytes).toContain(tag);
  const stranger = await anActor({ role: "RECTORAT", place: (await aWorkplace()).academie });
  expect(await post(stranger, { intent: "decide", totalCents: "11208" })).toEqual(refusedWith(404, "pay.notFound"));
  for (const door of [statement, csv, pdf]) expect((await ask(door.loader, stranger, one)).status).toBe(404);
  expect((await ask(envelope.loader, stranger, { params: { envelopeId: hse.id } })).status).toBe(404);
  expect((await ask(opening.loader, stranger, { params })).status).toBe(404);
});

test("a malformed id is an unknown one", async () => {
  const { ctice } = await aWorkplace();
  const wrong = "1' or '1'='1";
  for (const [door, name] of [
    [mission, "missionId"],
    [letter, "missionId"],
    [envelope, "envelopeId"],
    [statement, "statementId"],
    [pdf, "statementId"],
    [csv, "statementId"],
    [opening, "cohortId"],
  ] as const)
    expect((await ask(door.loader, ctice, { params: { [name]: wrong } })).status).toBe(404);
});
