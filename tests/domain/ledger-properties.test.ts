import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyLedger } from "~/domain/hours/verification.server";
import { db } from "~/platform/db.server";
import { verifyAll } from "../../workers/verify";
import { commandsOf, history, type Step } from "./ledger/histories";
import { Model, TRAINER } from "./ledger/model";
import { plannedKinds } from "./ledger/planned-model";
import { Play } from "./ledger/play";
import { leaveClock, setHistoryClock, theGround, type World, worlds } from "./ledger/world";

/** Random histories: 1 000 in every run of the tests, as many as wanted before a release. */
const RUNS = Number(process.env.LEDGER_RUNS ?? 1_000);
/** A failing run prints its seed and path: LEDGER_SEED and LEDGER_PATH play it again. */
const SEED = Number(process.env.LEDGER_SEED ?? Date.now() % 2 ** 31);
const REPLAY: { seed: number; path?: string } = {
  seed: SEED,
  ...(process.env.LEDGER_PATH ? { path: process.env.LEDGER_PATH } : {}),
};

let next: () => Promise<World>;
const played = { histories: 0, commands: 0, refused: 0, entries: 0, decided: 0 };
/** What no sheet proves, by kind: how often the house said yes, and no. */
const said = new Map(plannedKinds.map((kind) => [kind, { yes: 0, no: 0 }]));

beforeAll(async () => {
  const ground = await theGround();
  let ready: World[] = [];
  next = async () => {
    if (ready.length === 0) ready = await worlds(ground, Math.min(RUNS, 100));
    return ready.pop() as World;
  };
});
afterAll(leaveClock);

/** Plays a history in a house of its own, beside the model. */
async function playOut(steps: readonly Step[]) {
  const world = await next();
  const model = new Model(world.slots, world.works, world.from);
  const play = new Play(world);
  await setHistoryClock(world.from);
  // In the end the worker has come for everything.
  for (const command of [...steps.flatMap((one) => commandsOf(one, world)), { do: "deliver" as const }]) {
    const allowed = model.allows(command);
    const done = await play.does(command, model.now);
    if (done !== allowed) throw new Error(`${JSON.stringify(command)}: the model says ${allowed}, the house ${done}`);
    if (done) model.apply(command);
    played.commands++;
    if (!done) played.refused++;
    const kind = said.get(command.do);
    if (kind) kind[done ? "yes" : "no"]++;
  }
  played.histories++;
  return { world, model, play };
}

type Minutes = {
  sheetId: string;
  personId: string;
  activityId: string;
  cohortId: string;
  workId: string;
  minutes: number;
};

/** Minutes that stand, as the model names them. */
async function standingOf({ academieId, sheetIds, activityIds, cohortIds, works, trainees }: World) {
  const sums = await db.$queryRaw<Minutes[]>`
    SELECT h.sheet_id::text AS "sheetId", h.person_id::text AS "personId", t.activity_id::text AS "activityId",
      t.cohort_id::text AS "cohortId", h.design_work_id::text AS "workId", sum(h.minutes)::int AS minutes
    FROM hour_entry h LEFT JOIN activity_attestation t ON t.id = h.activity_attestation_id
    WHERE h.academie_id = ${academieId}::uuid GROUP BY 1, 2, 3, 4, 5 HAVING sum(h.minutes) <> 0`;
  const named = sums.map(({ sheetId, personId, activityId, cohortId, workId, minutes }) => {
    const person = trainees.findIndex((one) => one.personId === personId);
    if (workId) return [`work ${works.findIndex(({ id }) => id === workId)}`, minutes] as const;
    if (activityId)
      return [`activity ${cohortIds.indexOf(cohortId)}:${activityIds.indexOf(activityId)}:${person}`, minutes] as const;
    return [`${sheetIds.indexOf(sheetId)}:${person === -1 ? TRAINER : person}`, minutes] as const;
  });
  return sorted(new Map(named));
}

const sorted = (map: Map<string, number>) => Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, one) => all + one, 0);

/** Every total is what was signed under the rules, and every cent is where the model has it. */
async function expectAgreement({ world, model, play }: Awaited<ReturnType<typeof playOut>>) {
  expect(await standingOf(world)).toEqual(sorted(new Map([...model.standing, ...model.planned.standing()])));
  const chain = await verifyLedger(world.academieId, world.year);
  expect(chain.brokenAt).toBeNull();
  for (const month of [0, 1, 2]) {
    const [real, wanted] = [await play.statement(month), model.statements.get(month)];
    expect(real?.status).toBe(wanted?.status);
    const amounts = (real?.lines ?? [])
      .filter(({ decision }) => decision === "ACCEPT" || decision === "WARN")
      .map(({ amountCents }) => amountCents);
    expect(amounts.sort()).toEqual([...(wanted?.lines.values() ?? [])].sort());
    expect(real?.totalCents ?? 0).toBe(sum(wanted?.lines.values() ?? []));
    if (real && real.status !== "DRAFT") played.decided++;
  }
  const envelope = await db.envelope.findUniqueOrThrow({ where: { id: world.envelopeId } });
  const paid = [...model.statements.values()]
    .filter(({ status }) => status === "EXPORTED")
    .flatMap(({ lines }) => [...lines.values()]);
  // Committed with the cohorts, given back with a séance; a work of design as it is certified.
  const committed = envelope.delegatedCents - sum(model.givenBack()) + sum(model.done("works"));
  expect([envelope.committedCents, envelope.serviceDoneCents, envelope.paidCents]).toEqual([
    ...[committed, sum(model.done("all")), sum(paid)],
  ]);
  played.entries += chain.lines;
}

test(`${RUNS} random histories: the house and the model agree, and delivering again changes nothing (seed ${SEED})`, async () => {
  const started = Date.now();
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const history = await playOut(steps);
      await expectAgreement(history);
      const before = await history.play.fingerprint();
      await history.play.deliverAgain();
      expect(await history.play.fingerprint()).toBe(before);
    }),
    { numRuns: RUNS, ...REPLAY },
  );
  console.log(
    `${JSON.stringify({ ...played, ...Object.fromEntries(said) })} in ${Math.round((Date.now() - started) / 1_000)} s, seed ${SEED}`,
  );
  if (REPLAY.path) return;
  // A generator that no longer reaches the ledger or the money would prove nothing.
  expect(played.entries).toBeGreaterThan(RUNS / 2);
  expect(played.decided).toBeGreaterThan(RUNS / 10);
  for (const [kind, { yes, no }] of said) {
    expect(yes, kind).toBeGreaterThanOrEqual(Math.floor(RUNS / 200));
    if (kind !== "deliver") expect(no, kind).toBeGreaterThanOrEqual(Math.floor(RUNS / 1_000));
  }
}, 3_600_000);

type Event = { kind: "séance" | "work" | "activity"; n: number };
const all: Event[] = [
  ...[0, 2, 4].map((n): Event => ({ kind: "séance", n })),
  ...[0, 1, 2].map((n): Event => ({ kind: "work", n })),
  { kind: "activity", n: 0 },
];

test("what does not depend on each other may come in any order: numbers differ, totals do not", async () => {
  // Three séances of one group at other times, three works of design and an activity; the world after next has the same
  // school year.
  const entered = fc.tuple(
    fc.array(fc.nat(7), { minLength: 4, maxLength: 4 }),
    fc.shuffledSubarray(all, { minLength: 7 }),
  );
  await fc.assert(
    fc.asyncProperty(entered, async ([masks, order]) => {
      const told = (events: readonly Event[]): Step[] => [
        { step: "wait", s: 4, after: true },
        ...events.map((event): Step => {
          const { kind, n } = event;
          if (kind === "séance") return { step: "earn", s: n, signing: masks[n / 2] ?? 0, times: 1 };
          if (kind === "work")
            return { step: "made", w: n, by: "head", times: 1, certified: true, to: null, yes: true };
          return { do: "attest", c: 0, a: n, who: masks[3] || 1, by: "trainer", times: 1 };
        }),
        { step: "settle", month: 2, times: 1, out: true },
      ];
      const straight = await playOut(told(all));
      await next();
      const turned = await playOut(told(order));
      const total = async ({ play }: typeof straight) => (await play.statement(2))?.totalCents;
      expect(await standingOf(turned.world)).toEqual(await standingOf(straight.world));
      expect(await total(turned)).toBe(await total(straight));
      await expectAgreement(turned);
    }),
    { numRuns: Math.max(3, RUNS / 50), seed: SEED },
  );
}, 3_600_000);

test("the whole house that these histories left holds every invariant", async () => {
  const checks = await verifyAll({ settledMinutes: 0 });
  expect(checks.flatMap(({ broken }) => broken)).toEqual([]);
});
