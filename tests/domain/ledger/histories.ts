import fc from "fast-check";
import type { Command } from "./model";
import type { By } from "./planned-model";
import type { World } from "./world";

/** Every other time: fast-check gives nothing in one of `freq`. */
const half = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 2 });

const s = fc.nat(4);
const p = fc.nat(3);
/** Who signs, a bit each: nobody, one, two who are in both groups, the late one. */
const signing = fc.constantFrom(0, 1, 2, 3, 4, 8, 9);
const times = fc.integer({ min: 1, max: 2 });
/** The last month takes everything that is left. */
const month = fc.constantFrom(0, 1, 2, 2);

const c = fc.nat(1);
const a = fc.nat(1);
/** Some of those in a cohort, oftener than somebody who is in the other one alone. */
const who = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(1, 2, 3) },
  { weight: 2, arbitrary: fc.integer({ min: 4, max: 15 }) },
);
const w = fc.nat(3);
const yes = fc.constantFrom(true, true, true, false);
/** True minutes of works of 120, 90, 50 and 30. */
const to = fc.constantFrom(0, 25, 30, 60, 90, 200);
/** The worker comes later, once, or twice at once. */
const later = fc.nat(2);
/** Whoever may, oftener than whoever may not. */
const oftener =
  (...may: By[]) =>
  (...not: By[]) =>
    fc.constantFrom(...may, ...may, ...may, ...not);
const leader = oftener("trainer", "trainer", "deputy")("head", "trainee");
const second = oftener("head", "ctice")("trainer", "trainee");
const holder = oftener("trainer", "trainer")("head", "trainee");

/** A work from its declaration to its certification, and the true minutes of some. */
const made = fc.record({
  step: fc.constant("made" as const),
  w,
  by: fc.constantFrom<By>("head", "ctice"),
  times,
  certified: yes,
  to: half(to),
  yes,
});

/** What no sheet proves: activities at a distance, works of design, and what is taken back of them. */
const planned: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("attest" as const), c, a, who, by: leader, times: later }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      step: fc.constant("withdrawn" as const),
      c,
      a,
      p,
      by: second,
      yes,
      times: later,
      early: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("withdraw" as const), c, a, p, by: leader }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("answer" as const), c, a, p, by: second, yes, times: later }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("deliver" as const) }) },
  { weight: 7, arbitrary: made },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("declare" as const), w, by: holder, times }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("attestWork" as const, "certifyWork" as const),
      w,
      by: second,
      yes,
      times,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("propose" as const), w, by: holder, to }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("approve" as const), w, by: second, yes, times }) },
);

/** One thing somebody does. Some are several: random taps alone would seldom reach the money. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ step: fc.constant("hold" as const), s, signing, times }) },
  {
    weight: 5,
    arbitrary: fc.record({ step: fc.constant("earn" as const), s, signing, times }),
  },
  { weight: 2, arbitrary: fc.record({ step: fc.constant("settle" as const), month, times, out: fc.boolean() }) },
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
  { weight: 18, arbitrary: planned },
);
export type Step =
  | Command
  | { step: "withdrawn"; c: number; a: number; p: number; by: By; yes: boolean; times: number; early: boolean }
  | { step: "made"; w: number; by: By; times: number; certified: boolean; to: number | null; yes: boolean }
  | { step: "hold" | "earn"; s: number; signing: number; times: number }
  | { step: "settle"; month: number; times: number; out: boolean }
  | { step: "wait"; s: number; after: boolean };

const earned = fc.record({ step: fc.constant("earn" as const), s, signing: fc.constantFrom(1, 2, 3, 8), times });
const settled = fc.record({ step: fc.constant("settle" as const), month, times, out: fc.boolean() });
/** Any steps; most histories begin with an hour that is earned, half of them end with a statement. */
export const history = fc
  .tuple(
    fc.option(fc.oneof({ weight: 2, arbitrary: earned }, { weight: 1, arbitrary: made })),
    fc.array(step, { minLength: 1, maxLength: 4 }),
    half(settled),
  )
  .map(([first, steps, last]) => [first, ...steps, last].filter((one) => one !== null));

const MINUTE = 60_000;

/** A step as the commands it is made of. */
export function commandsOf(one: Step, { slots, works }: World): Command[] {
  if ("do" in one) return [one];
  if (one.step === "withdrawn") {
    const { c, a, p, by, yes, times, early } = one;
    return [
      { do: "attest", c, a, who: 1 << p, by: "trainer", times: early ? 0 : 1 },
      { do: "withdraw", c, a, p, by: "trainer" },
      { do: "answer", c, a, p, by, yes, times },
    ];
  }
  if (one.step === "made") {
    const { w, by, times, to, certified, yes } = one;
    const other = by === "head" ? "ctice" : "head";
    const work: Command[] = [
      { do: "go", to: (works[w]?.start ?? 0) + 720 * MINUTE },
      { do: "declare", w, by: "trainer", times },
      { do: "attestWork", w, by, yes: true, times },
      ...(certified ? [{ do: "certifyWork", w, by: other, yes: true, times } as const] : []),
    ];
    if (to === null) return work;
    return [
      ...work,
      { do: "propose", w, by: "trainer", to },
      { do: "approve", w, by, yes, times },
      { do: "certifyWork", w, by: other, yes: true, times },
    ];
  }
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
