import { type Load, loads, polls, quickLoads, type SubjectName, subjectNames, type Transport, titles } from "./plan";

const node = Number(process.versions.node.split(".")[0]);

/** One measurement of a round. */
export type Cell =
  | { kind: "load"; subject: SubjectName; transport: Transport; load: Load }
  | { kind: "ramp"; subject: SubjectName; transport: Transport }
  | { kind: "idle"; subject: SubjectName; transport: Transport };

export type Settings = ReturnType<typeof settingsFrom>;

/** What the environment asks for; BENCH_QUICK=1 is a smoke run. @throws at an unknown name or a number out of bounds */
export function settingsFrom(env: NodeJS.ProcessEnv) {
  const quick = env.BENCH_QUICK === "1";
  const number = (name: string, usual: number, max: number) => {
    const value = env[name] === undefined ? usual : Number(env[name]);
    if (!(value > 0 && value <= max)) throw new Error(`${name} goes from 1 to ${max}.`);
    return value;
  };
  const chosen = <T extends string>(name: string, all: readonly T[]): T[] => {
    const asked = env[name]?.split(",").map((one) => one.trim());
    const unknown = asked?.filter((one) => !all.some((known) => known === one)) ?? [];
    if (unknown.length > 0) throw new Error(`${name}: ${unknown.join(", ")} is none of ${all.join(", ")}.`);
    return all.filter((one) => asked?.includes(one) ?? true);
  };

  const asked = chosen("BENCH_SUBJECTS", subjectNames);
  const subjects = asked.filter((name) => name !== "hocuspocus-4" || node >= 22);
  const notRun = asked
    .filter((name) => !subjects.includes(name))
    .map((name) => `${titles[name]}: not run, needs Node 22`);
  const parts = chosen("BENCH_PARTS", ["loads", "ramp", "idle"] as const);
  const transports = chosen("BENCH_TRANSPORTS", ["websocket", "polling"] as const);
  const all = quick ? quickLoads : loads;
  const numbers = chosen(
    "BENCH_LOADS",
    all.map((_, place) => String(place + 1)),
  );
  const used = all.filter((_, place) => numbers.includes(String(place + 1)));

  // A smoke run polls, ramps and rests with our own server only.
  const polling = quick ? polls.slice(0, 1) : polls;
  const pairs = subjects.flatMap((subject) =>
    transports
      .filter((transport) => transport === "websocket" || polling.includes(subject))
      .map((transport) => ({ subject, transport })),
  );
  const few = quick ? pairs.filter(({ subject }) => subject === "entrepairs").slice(0, 1) : pairs;
  const cells: Cell[] = [
    ...(parts.includes("loads") ? used : []).flatMap((load) =>
      pairs.map((pair) => ({ kind: "load" as const, ...pair, load })),
    ),
    ...(parts.includes("ramp") ? few.map((pair) => ({ kind: "ramp" as const, ...pair })) : []),
    ...(parts.includes("idle") ? few.map((pair) => ({ kind: "idle" as const, ...pair })) : []),
  ];

  const authors = number("BENCH_MAX_AUTHORS", quick ? 10 : 600, 2_000);
  return {
    quick,
    cells,
    notRun,
    rounds: number("BENCH_ROUNDS", quick ? 1 : 3, 20),
    /** Updates per second of each writer: somebody who types. */
    pace: number("BENCH_PACE", 5, 20),
    warmMs: number("BENCH_WARM_S", quick ? 0.5 : 4, 60) * 1_000,
    windowMs: number("BENCH_WINDOW_S", quick ? 1.5 : 12, 600) * 1_000,
    drainMs: quick ? 5_000 : 15_000,
    rampWindowMs: quick ? 1_000 : 5_000,
    /** Authors of each step of the ramp: finer where the stop is expected. */
    steps: stepsTo(authors),
    limitMs: 200,
    idle: { before: quick ? 5 : 50, after: number("BENCH_IDLE", quick ? 25 : 450, 2_000) },
    idleSettleMs: quick ? 500 : 5_000,
    seed: number("BENCH_SEED", 20_121_010, 4_294_967_295),
    profile: env.BENCH_PROFILE === "1",
  };
}

function stepsTo(most: number): number[] {
  const size = most <= 20 ? 5 : 25;
  return Array.from({ length: Math.floor(most / size) }, (_, place) => (place + 1) * size);
}
