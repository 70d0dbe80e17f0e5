// npm run bench:hours: a month of a whole country beside one query written by hand. See docs/benchmarks.md.
import { fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, startGround } from "../ground";
import { busy, machine } from "../machine";
import { ourEnvironment } from "../servers";
import type { Figures, Plan } from "./measure";
import { markdown } from "./report";
import { makeWorld, type Size } from "./world";

const quick = process.env.BENCH_QUICK === "1";
const number = (name: string, usual: number) => Math.max(1, Number(process.env[name] ?? usual));
const rounds = number("BENCH_ROUNDS", quick ? 1 : 7);
const full: Size = {
  academies: number("BENCH_ACADEMIES", 30),
  people: number("BENCH_PEOPLE", quick ? 3_000 : 60_000),
  presences: number("BENCH_PRESENCES", quick ? 20_000 : 1_000_000),
  trainees: 10,
};
// Memory is compared with that of smaller ones.
const part = (share: number): Size => ({
  ...full,
  people: Math.ceil(full.people * share),
  presences: Math.ceil(full.presences * share),
});

const results = join(root, "test-results/bench");
mkdirSync(results, { recursive: true });
const began = new Date();
console.log(Object.values(machine()).join(" · "));

const starting = startGround();
const stop = async () => void (await (await starting.catch(() => null))?.stop());
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void stop().then(() => process.exit(1)));

const ground = await starting;
try {
  const postgres = await ground.settings();
  console.log(`PostgreSQL ${postgres}`);
  const measured: { size: Size; figures: Figures }[] = [];
  for (const size of [part(0.1), part(0.3), full]) {
    await ground.renew();
    console.log(`${size.presences} presences of ${size.people} people, load average ${busy()}…`);
    await makeWorld(ground.superuserUrl, size);
    const changes = size === full ? [1, 10, 100, 1_000].filter((sheets) => sheets <= size.presences / 1_000) : [];
    measured.push({
      size,
      figures: await measure({
        rounds,
        changes,
        superuserUrl: ground.superuserUrl,
        postgresPid: ground.pid,
        engine: size === full,
      }),
    });
    console.log(JSON.stringify(measured.at(-1)?.figures));
  }
  const data = { began: began.toISOString(), quick, rounds, machine: machine(), postgres, load: busy(), measured };
  const stem = join(results, `hours-${began.toISOString().replaceAll(/[:.]/g, "-")}`);
  writeFileSync(`${stem}.json`, JSON.stringify(data, null, 1));
  writeFileSync(`${stem}.md`, markdown(data));
  console.log(`\n${markdown(data)}\n${stem}.json\n${stem}.md`);
} finally {
  await stop();
}

/** In a process of its own: its memory is that of drafting. @throws when it ends without figures */
function measure(plan: Plan): Promise<Figures> {
  const child = fork(join(import.meta.dirname, "measure.ts"), [JSON.stringify(plan)], {
    execArgv: ["--expose-gc", "--import", "tsx"],
    env: { ...process.env, ...ourEnvironment(ground), PORT: "0", ORIGIN: "http://127.0.0.1" },
  });
  return new Promise((resolve, reject) => {
    let figures: Figures | null = null;
    child.on("message", (message) => {
      figures = message as Figures;
    });
    child.once("exit", (code) => (figures ? resolve(figures) : reject(new Error(`measuring ended with ${code}`))));
  });
}
