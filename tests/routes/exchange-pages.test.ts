import type { ActionFunctionArgs } from "@remix-run/node";
import { setClock } from "@tests/factories/clock";
import { actorOf, aPerson } from "@tests/factories/person";
import { aScenario, aWritingCohort } from "@tests/factories/scenario";
import {
  bullets,
  cell,
  competence,
  doc,
  heading,
  hostile,
  image,
  item,
  link,
  p,
  part,
  payloads,
  phase,
  row,
  table,
  text,
} from "@tests/support/exchange";
import fc from "fast-check";
import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { openSession } from "~/domain/account/sessions.server";
import { importScenario } from "~/domain/exchange/commands.server";
import { toJson } from "~/domain/exchange/json";
import { exportScenario } from "~/domain/exchange/queries.server";
import { contentTypes, formats } from "~/domain/exchange/schema";
import { createScenario } from "~/domain/scenario/commands.server";
import { sessionCookie } from "~/http/cookies.server";
import { db } from "~/platform/db.server";
import * as file from "~/routes/scenarios.$scenarioId_.telecharger.$format";
import * as door from "~/routes/scenarios.importer";

await setClock("2012-10-10T07:00:00Z");
const { scenarioId, members, cohort, team, otherTeam } = await aScenario({ title: "Léa & les fractions" });
const member = await cookieOf(members[0] ?? { id: "" });
const stranger = await cookieOf(await aPerson());

async function cookieOf(person: { id: string }): Promise<string> {
  const { accountId } = await actorOf(person);
  return (await sessionCookie().serialize(await openSession(accountId, "test"))).split(";")[0] ?? "";
}

type Door = (args: ActionFunctionArgs) => unknown;
async function ask(to: Door, cookie: string, over: { params?: Record<string, string>; form?: FormData } = {}) {
  const init = over.form ? { method: "POST", body: over.form } : {};
  const request = new Request("http://localhost:3000/x", { ...init, headers: { cookie } });
  const context = { nonce: "n", address: "192.0.2.1" };
  const answer: unknown = await Promise.resolve()
    .then(() => to({ request, params: over.params ?? {}, context } as ActionFunctionArgs))
    .catch((thrown: unknown) => thrown);
  if (answer instanceof Error) throw answer;
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get("location"), answer };
  const { data, init: given } = answer as { data?: unknown; init?: { status?: number } };
  return { status: given?.status ?? 200, to: null, data };
}
const download = (cookie: string, format: string, id = scenarioId) =>
  ask(file.loader as Door, cookie, { params: { scenarioId: id, format } });

test.each(formats)(
  "%s: whoever may read downloads, by its kind and its name; a stranger finds nothing",
  async (format) => {
    const { status, answer } = await download(member, format);
    expect(status).toBe(200);
    expect(answer?.headers.get("content-type")).toBe(contentTypes[format]);
    expect(answer?.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer?.headers.get("cache-control")).toBe("private, no-store");
    expect(answer?.headers.get("content-disposition")).toBe(
      `attachment; filename="lea-les-fractions.${format}"; filename*=UTF-8''L%C3%A9a%20%26%20les%20fractions.${format}`,
    );
    expect((await answer?.arrayBuffer())?.byteLength).toBeGreaterThan(200);
    expect((await download(stranger, format)).status).toBe(404);
    expect((await download("", format)).to).toMatch(/^\/connexion/);
  },
);

test.each(["exe", "PDF", "pdf ", "__proto__", "constructor", ""])("%j is no format", async (format) => {
  expect((await download(member, format)).status).toBe(404);
});

test("an unknown scenario is not found, nor a malformed one", async () => {
  expect((await download(member, "pdf", cohort.id)).status).toBe(404);
  expect((await download(member, "pdf", "1")).status).toBe(404);
});

test("too many files in a short time are refused, with the time to wait", async () => {
  const around = await aScenario();
  const actor = await actorOf(around.referent);
  const asked = await Promise.allSettled(
    Array.from({ length: 41 }, () => exportScenario(actor, around.scenarioId, "md")),
  );
  const refused = asked.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
  expect(refused.map(({ reason }) => reason)).toMatchObject([{ code: "too_many", key: "exchange.slowDown" }]);
});

const author = await actorOf(members[0] ?? { id: "" });
const place = { cohortId: cohort.id, teamId: team.id };
const png = () => {
  const drawn = new PNG({ width: 3, height: 2 });
  return new Uint8Array(PNG.sync.write(drawn));
};
const documentOf = async (id: string) => {
  const { file: json } = await exportScenario(await actorOf(await aPersonWho()), id, "json");
  return JSON.parse(String(json)) as { document: unknown; images: Record<string, { base64: string }> };
};
// A person of her own for each download: the limit is by account.
async function aPersonWho() {
  const person = await aPerson({ role: "CTICE", place: { id: academieId } });
  return person;
}
const { lineage } = await db.place.findUniqueOrThrow({ where: { id: cohort.placeId }, select: { lineage: true } });
const academieId = (await db.place.findFirstOrThrow({ where: { id: { in: lineage }, kind: "ACADEMIE" } })).id;

const words = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
const runsOf = fc.array(
  fc.record({ words, marks: fc.subarray(["bold", "italic", "strike", "code"]), linked: fc.boolean() }),
  { maxLength: 4 },
);
const paragraph = runsOf.map((runs) =>
  p(...runs.map((run) => text(run.words, ...run.marks, ...(run.linked ? [link("https://exemple.fr/")] : [])))),
);
const block = fc.oneof(
  paragraph,
  paragraph.map((one) => bullets(item(one))),
  fc.record({ level: fc.constantFrom(2, 3), words }).map(({ level, words: title }) => heading(level, title)),
  fc
    .tuple(words, fc.nat(3))
    .map(([title, span]) => table(row(cell(title, { colspan: span }), cell(title)), row(cell(title)))),
  fc.constantFrom("A.1-1", "B.2-5").map(competence),
  words.map((alt) => image(alt, alt)),
);
const lesson = fc.oneof(
  block,
  fc.tuple(fc.constantFrom("OBJECTIVE", "ASSESSMENT", "MOON"), block).map(([kind, one]) => part(kind, one)),
  fc
    .record({
      title: words,
      minutes: fc.integer(),
      modality: fc.constantFrom("REMOTE", "x"),
      grouping: words,
      place: words,
      one: block,
    })
    .map(({ one, ...attrs }) => phase(attrs, one)),
);

test("what is exported comes back as the same document, whatever was written", async () => {
  const property = fc.asyncProperty(fc.array(lesson, { maxLength: 6 }), async (content) => {
    const given = toJson({ title: "Aller et retour", plannedMinutes: 55, document: doc(...content), images: {} });
    const first = await documentOf((await importScenario(await freshAuthor(), { ...place, file: given })).id);
    const again = toJson({
      title: "Aller et retour",
      plannedMinutes: 55,
      document: first.document as never,
      images: {},
    });
    const second = await documentOf((await importScenario(await freshAuthor(), { ...place, file: again })).id);
    expect(second.document).toEqual(first.document);
  });
  await fc.assert(property, { numRuns: Number(process.env.EXCHANGE_RUNS ?? 25) });
}, 300_000);

/** The référente of a cohort, with a counter of her own. */
async function freshAuthor() {
  await db.$executeRaw`delete from rate_limit where key like 'scenario-import%'`;
  return author;
}

test("images travel inside, and are kept anew; the same bytes once", async () => {
  const one = "0198f3a2-0000-7000-8000-0000000000aa";
  const two = "0198f3a2-0000-7000-8000-0000000000bb";
  const base64 = Buffer.from(png()).toString("base64");
  const given = toJson({
    title: "Avec une image",
    plannedMinutes: 55,
    document: doc(image("a", "", one), image("b", "", two), image("perdue")),
    images: { [one]: base64, [two]: base64 },
  });
  const { id } = await importScenario(await freshAuthor(), { ...place, file: given });
  const kept = await db.scenarioImage.findMany({ where: { scenarioId: id } });
  expect(kept).toMatchObject([{ type: "image/png", width: 3, height: 2, authorId: author.personId }]);
  const out = await documentOf(id);
  expect(out.images).toEqual({ [kept[0]?.id ?? ""]: { base64 } });
  const shown = JSON.stringify(out.document).split(kept[0]?.id ?? "?").length - 1;
  expect(shown).toBe(2);
  const { file: page } = await exportScenario(author, id, "html");
  expect(String(page).split("data:image/png;base64,").length - 1).toBe(2);
  expect(String(page)).toContain('<p class="missing">perdue</p>');
});

test("a file that is not taken creates nothing, and says why; nor does a right one for another team", async () => {
  const right = toJson({ title: "Essai", plannedMinutes: 55, document: doc(p("x")), images: {} });
  const bad = "0198f3a2-0000-7000-8000-0000000000cc";
  const svg = Buffer.from("<svg onload=alert(1)>").toString("base64");
  const form = (content: string | Uint8Array<ArrayBuffer>, where = `${cohort.id}/${team.id}`) => {
    const body = new FormData();
    body.set("intent", "import");
    body.set("where", where);
    body.set("file", new File([content], "../../x.json"));
    return body;
  };
  const before = await db.scenario.count();
  await freshAuthor();
  const refusals: [FormData, number, string][] = [
    [form("{"), 422, "exchange.notJson"],
    [form(new Uint8Array([0x50, 0x4b, 3, 4])), 422, "exchange.packed"],
    [
      form(toJson({ title: "Essai", plannedMinutes: 55, document: doc(image("x", "", bad)), images: { [bad]: svg } })),
      422,
      "exchange.imageRefused",
    ],
    [
      form(
        toJson({
          title: "Essai",
          plannedMinutes: 55,
          document: doc(...Array.from({ length: 50_001 }, () => p())),
          images: {},
        }),
      ),
      422,
      "exchange.tooManyBlocks",
    ],
    [form(right, `${cohort.id}/${otherTeam.id}`), 403, "common.forbidden"],
    [form(right, "x"), 422, "common.invalidForm"],
    [form(""), 422, "exchange.fileRequired"],
  ];
  for (const [body, status, key] of refusals)
    expect(await ask(door.action as Door, member, { form: body })).toMatchObject({
      status,
      data: { refusal: { key } },
    });
  expect((await ask(door.action as Door, stranger, { form: form(right) })).status).toBe(404);
  expect(await db.scenario.count()).toBe(before);
  const done = await ask(door.action as Door, member, { form: form(right) });
  expect(done.to).toMatch(/^\/scenarios\/[0-9a-f-]{36}$/);
  expect(await db.scenario.count()).toBe(before + 1);
});

test("what hostile files write is cleaned on its way in", async () => {
  await db.$executeRaw`delete from rate_limit where key like 'scenario%'`;
  const given = toJson({
    title: "Hostile",
    plannedMinutes: 55,
    document: doc(...payloads.flatMap((one) => hostile(one).content ?? [])),
    images: {},
  });
  const { id } = await importScenario(author, { ...place, file: given });
  const { document } = await documentOf(id);
  const hrefs = [...JSON.stringify(document).matchAll(/"href":"([^"]*)/g)].map(([, href = ""]) => href);
  expect(hrefs.length).toBeGreaterThan(0);
  expect(hrefs.filter((href) => !/^(https|mailto):/.test(href))).toEqual([]);
  expect(JSON.stringify(document)).not.toMatch(/"(onclick|style|src)":/);
  for (const format of formats) expect((await exportScenario(author, id, format)).file.length).toBeGreaterThan(200);
}, 300_000);

test("a cohort that has ended takes no scenario from a file", async () => {
  const ended = await aWritingCohort();
  await db.cohort.update({ where: { id: ended.cohort.id }, data: { status: "CANCELLED" } });
  const file = toJson({ title: "Essai", plannedMinutes: 55, document: doc(p("x")), images: {} });
  const asked = importScenario(await actorOf(ended.referent), { cohortId: ended.cohort.id, teamId: null, file });
  await expect(asked).rejects.toMatchObject({ code: "conflict", key: "scenario.cohortEnded" });
  await expect(
    createScenario(await actorOf(ended.referent), { cohortId: ended.cohort.id, title: "Essai" }),
  ).rejects.toThrow();
});
