import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyLedger } from "~/domain/hours/verification.server";
import { db } from "~/platform/db.server";
import { verifyAll } from "../../workers/verify";
import { type Command, Model, TRAINER } from "./ledger/model";
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

const s = fc.nat(4);
const p = fc.nat(3);
/** Who signs, a bit each: nobody, one, two who are in both groups, the late one. */
const signing = fc.constantFrom(0, 1, 2, 3, 4, 8, 9);
const times = fc.integer({ min: 1, max: 2 });
/** The last month takes everything that is left. */
const month = fc.constantFrom(0, 1, 2, 2);

/** One thing somebody does. Some are several: random taps alone would seldom reach the money. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ step: fc.constant("hold" as const), s, signing, times }) },
  {
    weight: 5,
    arbitrary: fc.record({ step: fc.constant("earn" as const), s, signing, times }),
  },
  { weight: 4, arbitrary: fc.record({ step: fc.constant("settle" as const), month, times, out: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("enrol" as const, "rate" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("sign" as const), s, p }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("tick" as const), s, p, present: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("correct" as const), s, p, add: fc.boolean(), times }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("seal" as const, "cancel" as const, "takeBack" as const), s }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("book" as const), s, times }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("certify" as const), s, yes: fc.boolean(), times }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("draft" as const, "redraft" as const, "decide" as const, "export" as const),
      month,
      times,
    }),
  },
  { weight: 1, arbitrary: fc.record({ step: fc.constant("wait" as const), s, after: fc.boolean() }) },
);
type Step =
  | Command
  | { step: "hold" | "earn"; s: number; signing: number; times: number }
  | { step: "settle"; month: number; times: number; out: boolean }
  | { step: "wait"; s: number; after: boolean };

const earned = fc.record({ step: fc.constant("earn" as const), s, signing: fc.constantFrom(1, 2, 3, 8), times });
const settled = fc.record({ step: fc.constant("settle" as const), month, times, out: fc.boolean() });
/** Any steps; most histories begin with an hour that is earned, half of them end with a statement. */
const history = fc
  .tuple(fc.option(earned), fc.array(step, { minLength: 1, maxLength: 4 }), fc.option(settled, { freq: 1 }))
  .map(([first, steps, last]) => [first, ...steps, last].filter((one) => one !== null));

const MINUTE = 60_000;

/** A step as the commands it is made of. */
function commandsOf(one: Step, { slots }: World): Command[] {
  if ("do" in one) return [one];
  if (one.step === "settle") {
    const { month, times } = one;
    const all = (["draft", "decide", "export"] as const).map((what): Command => ({ do: what, month, times }));
    return one.out ? all : all.slice(0, 2);
  }
  const { start = 0, end = 0 } = slots[one.s] ?? {};
  if (one.step === "wait") return [{ do: "go", to: one.after ? end + MINUTE : start - 10 * MINUTE }];
  const { signing, times } = one;
  const held: Command[] = [
    { do: "go", to: start - 5 * MINUTE },
    ...[0, 1, 2, 3].filter((who) => signing & (1 << who)).map((who): Command => ({ do: "sign", s: one.s, p: who })),
    { do: "seal", s: one.s },
    { do: "go", to: end + MINUTE },
    { do: "book", s: one.s, times },
  ];
  return one.step === "hold" ? held : [...held, { do: "certify", s: one.s, yes: true, times }];
}

let next: () => Promise<World>;
const played = { histories: 0, commands: 0, refused: 0, entries: 0, decided: 0 };

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
  const model = new Model(world.slots, world.from);
  const play = new Play(world);
  await setHistoryClock(world.from);
  for (const command of steps.flatMap((one) => commandsOf(one, world))) {
    const allowed = model.allows(command);
    const done = await play.does(command, model.now);
    if (done !== allowed) throw new Error(`${JSON.stringify(command)}: the model says ${allowed}, the house ${done}`);
    if (done) model.apply(command);
    played.commands++;
    if (!done) played.refused++;
  }
  played.histories++;
  return { world, model, play };
}

/** Minutes that stand, as the model names them. */
async function standingOf(world: World) {
  const sums = await db.hourEntry.groupBy({
    by: ["sheetId", "personId"],
    where: { academieId: world.academieId },
    _sum: { minutes: true },
  });
  return Object.fromEntries(
    sums
      .filter(({ _sum }) => _sum.minutes !== 0)
      .map(({ sheetId, personId, _sum }) => {
        const person = world.trainees.findIndex((one) => one.personId === personId);
        return [`${world.sheetIds.indexOf(sheetId ?? "")}:${person === -1 ? TRAINER : person}`, _sum.minutes];
      })
      .sort(),
  );
}

const sorted = (map: Map<string, number>) => Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, one) => all + one, 0);

/** Every total is what was signed under the rules, and every cent is where the model has it. */
async function expectAgreement({ world, model, play }: Awaited<ReturnType<typeof playOut>>) {
  expect(sorted(new Map(Object.entries(await standingOf(world)) as [string, number][]))).toEqual(
    sorted(model.standing),
  );
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
  const certified = [...model.certified]
    .filter(([one, yes]) => yes && !model.takenBack.has(one))
    .map(([one]) => model.cents(one));
  const paid = [...model.statements.values()]
    .filter(({ status }) => status === "EXPORTED")
    .flatMap(({ lines }) => [...lines.values()]);
  expect([envelope.serviceDoneCents, envelope.paidCents]).toEqual([sum(certified), sum(paid)]);
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
  console.log(`${JSON.stringify(played)} in ${Math.round((Date.now() - started) / 1_000)} s, seed ${SEED}`);
  if (REPLAY.path) return;
  // A generator that no longer reaches the ledger or the money would prove nothing.
  expect(played.entries).toBeGreaterThan(RUNS / 2);
  expect(played.decided).toBeGreaterThan(RUNS / 20);
}, 3_600_000);

test("what does not depend on each other may come in any order: numbers differ, totals do not", async () => {
  // Three séances of one group at other times; the world after next has the same school year.
  const entered = fc.tuple(fc.nat(7), fc.nat(7), fc.nat(7), fc.shuffledSubarray([0, 2, 4], { minLength: 3 }));
  await fc.assert(
    fc.asyncProperty(entered, async ([first, second, third, order]) => {
      const signing: Record<number, number> = { 0: first, 2: second, 4: third };
      const told = (seances: readonly number[]): Step[] => [
        { step: "wait", s: 4, after: true },
        ...seances.map((one): Step => ({ step: "earn", s: one, signing: signing[one] ?? 0, times: 1 })),
        { step: "settle", month: 2, times: 1, out: true },
      ];
      const straight = await playOut(told([0, 2, 4]));
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
