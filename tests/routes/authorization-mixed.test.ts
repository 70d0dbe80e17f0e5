import { setClock } from "@tests/factories/clock";
import { aPerson } from "@tests/factories/person";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "~/platform/db.server";
import type { Who } from "./authorization/expected";
import { changedSince, fingerprint } from "./authorization/fingerprint";
import { loadBuild } from "./authorization/manifest";
import { aBookedHour, aLedCohort, aProposedCorrection, aSealedSeance, aSigningSeance } from "./authorization/records";
import { bodyOf, fill } from "./authorization/request";
import { buildWorld } from "./authorization/world";
import { type Attempt, writes } from "./authorization/writes";
import { startSite } from "./site";

// Somebody who may, on a record of their own, with an id of somebody else's in the form.

const build = await loadBuild();
await setClock("2012-10-10T07:00:00Z");
const world = await buildWorld();
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite(build);
});
afterAll(() => site.stop());

const cookieOf = (who: Who) => world.callers.find((caller) => caller.who === who)?.cookie ?? "";

async function ask(who: Who, path: string, body?: URLSearchParams | FormData) {
  const headers = { cookie: cookieOf(who), accept: "text/html", origin: "http://localhost:3000" };
  const init = body ? { method: "POST", body } : {};
  const response = await fetch(`${site.url}${path}`, { ...init, headers, redirect: "manual" });
  return { status: response.status, text: await response.text() };
}

/** Gives a cohort and its séances to the school beside and its référent. */
async function givenAway<R extends { cohortId: string }>(record: R): Promise<R> {
  const referentId = world.people("REFERENT:sibling").id;
  await db.cohort.update({
    where: { id: record.cohortId },
    data: { referentId, placeId: world.places.sibling.id },
  });
  await db.seance.updateMany({
    where: { cohortId: record.cohortId },
    data: { trainerId: referentId, deputyId: null, placeId: world.places.sibling.id },
  });
  return record;
}

const elsewhere = async () => (await aPerson({ role: "TEACHER", place: world.places.other })).id;

/** « address intent » of the table → who asks, and the fields that are not theirs to give. */
const mixed: [string, Who, (attempt: Attempt) => Promise<Record<string, string | string[]>>][] = [
  ["/sessions/:cohortId withdraw", "REFERENT:own", async () => enrolment(await givenAway(await aLedCohort(world)))],
  [
    "/seances/:seanceId/feuille tick",
    "REFERENT:own",
    async () => enrolment(await givenAway(await aSigningSeance(world))),
  ],
  [
    "/seances/:seanceId/corrections propose",
    "TRAINER:own",
    async () => enrolment(await givenAway(await aSealedSeance(world, "2012-09-17T12:00:00Z"))),
  ],
  [
    "/seances/:seanceId/corrections approve",
    "TRAINER:own",
    async () => {
      const { correctionId, seanceId } = await aProposedCorrection(world, "2012-09-18T12:00:00Z");
      const { cohortId } = await db.seance.findUniqueOrThrow({ where: { id: seanceId } });
      await givenAway({ cohortId });
      return { correctionId };
    },
  ],
  ["/sessions/:cohortId/seances/nouvelle plan", "REFERENT:own", async () => ({ deputyId: await elsewhere() })],
  [
    "/sessions/:cohortId/ouvrir open",
    "REFERENT:own",
    async () => ({ hseEnvelopeId: await anEnvelopeOf(world.places.sibling.id, true) }),
  ],
  [
    "/sessions/:cohortId/ouvrir open",
    "REFERENT:own",
    async () => {
      const away = await db.place.findUniqueOrThrow({ where: { id: world.places.other.id } });
      return { reprographyEnvelopeId: await anEnvelopeOf(away.parentId ?? "", false) };
    },
  ],
  ["/scenarios create", "TEACHER:own", async ({ fields }) => ({ where: await aTeamNextDoor(fields) })],
  ["/scenarios/importer import", "TEACHER:own", async ({ fields }) => ({ where: await aTeamNextDoor(fields) })],
  ["/referents name", "CTICE:own", async () => ({ personId: await elsewhere() })],
  ["/missions/nouvelle create", "TRAINING_OFFICE:own", async () => ({ personId: await elsewhere() })],
  [
    "/heures/certifier certify",
    "HEAD:own",
    async (attempt) => {
      const { entryId } = await aBookedHour(world, "2012-09-25T12:00:00Z", {
        trainer: world.people("REFERENT:sibling"),
        placeId: world.places.sibling.id,
      });
      return { entryIds: [String(attempt.fields.entryIds), entryId] };
    },
  ],
  [
    "/heures/:entryId approve",
    "HEAD:own",
    async () => {
      const { entryId } = await aBookedHour(world, "2012-09-07T12:00:00Z", {
        trainer: world.people("REFERENT:sibling"),
        placeId: world.places.sibling.id,
      });
      const proposal = { reason: "Motif", proposedById: world.ids.referentId, proposedAt: new Date("2012-10-08") };
      const { id } = await db.hourCorrection.create({ data: { hourEntryId: entryId, trueMinutes: 120, ...proposal } });
      return { correctionId: id };
    },
  ],
  [
    "/heures/declarer contest",
    "REFERENT:own",
    async () => ({
      entryId: (
        await aBookedHour(world, "2012-09-24T12:00:00Z", {
          trainer: world.people("REFERENT:sibling"),
          placeId: world.places.sibling.id,
        })
      ).entryId,
    }),
  ],
  ["/etats/cloture close", "RECTORAT:own", async () => ({ placeId: world.places.other.id })],
  ["/etats/cloture reopen", "RECTORAT:own", async () => ({ placeId: world.places.other.id })],
  ["/etats/calendrier write", "RECTORAT:own", async () => ({ academieId: await academieAway() })],
];

async function academieAway(): Promise<string> {
  const away = await db.place.findUniqueOrThrow({ where: { id: world.places.other.id } });
  return away.parentId ?? "";
}

/** The cohort of a form with a team of another one. */
async function aTeamNextDoor({ where }: Attempt["fields"]): Promise<string> {
  const { cohortId } = await givenAway(await aLedCohort(world));
  const team = await db.team.create({ data: { cohortId, name: "Équipe d'à côté" } });
  return `${String(where)}/${team.id}`;
}

const enrolment = ({ enrolmentId }: { enrolmentId: string }) => ({ enrolmentId });

async function anEnvelopeOf(placeId: string, titre2: boolean) {
  const natures = titre2 ? (["HSE"] as const) : [];
  const data = { placeId, exercise: 2012, programme: 141, titre2, natures: [...natures], label: "D'à côté" };
  return (await db.envelope.create({ data: { ...data, delegatedCents: 1_000_000 } })).id;
}

test.each(mixed)("%s, as %s, takes nobody else's ids", async (key, who, foreign) => {
  const [path = "", intent = ""] = key.split(" ");
  const attempt = await writes[key]?.form(world);
  if (!attempt) throw new Error(`no row ${key}`);
  const fields = { ...attempt.fields, ...(await foreign(attempt)) };
  const before = await fingerprint();
  const { status } = await ask(
    who,
    `${fill(path, { ...world.ids, ...attempt.params })}.data`,
    bodyOf(intent, { fields }),
  );
  expect([403, 404, 409, 422]).toContain(status);
  expect(await changedSince(before)).toEqual([]);
});

test("the référent of a cohort reads the hour of another trainer there, and not its pay", async () => {
  const { entryId, missionId } = await aBookedHour(world, "2012-09-26T12:00:00Z", {
    trainer: world.people("TRAINER:own"),
  });
  const { id: academieId } = world.academie;
  const statement = await db.payStatement.create({
    data: { academieId, month: "2012-07", channel: "HSE", number: "HSE-A1-2012-07", draftedAt: new Date() },
  });
  await db.payLine.create({
    data: {
      statementId: statement.id,
      missionId,
      hourEntryId: entryId,
      minutes: 180,
      amountCents: 98_765,
      decision: "WARN",
      findings: [],
      inputs: {},
      ruleVersion: "test",
      at: new Date("2012-10-01T08:00:00Z"),
    },
  });
  const seen = async (who: Who) => {
    const { status, text } = await ask(who, `/heures/${entryId}`);
    return [status, text.includes("987,65") || text.includes("98765")];
  };
  expect(await seen("TRAINER:own")).toEqual([200, true]);
  expect(await seen("HEAD:own")).toEqual([200, true]);
  expect(await seen("REFERENT:own")).toEqual([200, false]);
});
