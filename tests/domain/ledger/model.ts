// What must be true of a small house, without a database: two cohorts of one school, four trainees, five séances.

import { isPlanned, type PlannedCommand, PlannedModel, type WorkSlot } from "./planned-model";

export type Slot = { cohort: 0 | 1; start: number; end: number; month: number };
export type Command = PlannedCommand | OfSeances;
type OfSeances =
  | { do: "go"; to: number }
  | { do: "enrol" | "rate" }
  | { do: "sign"; s: number; p: number }
  | { do: "tick"; s: number; p: number; present: boolean }
  | { do: "correct"; s: number; p: number; add: boolean; times: number }
  | { do: "seal" | "cancel" | "takeBack"; s: number }
  | { do: "book"; s: number; times: number }
  | { do: "certify"; s: number; yes: boolean; times: number }
  | { do: "draft" | "redraft" | "decide" | "export"; month: number; times: number };

const LEAD = 30 * 60_000;
/** Cents an hour of the trainer of each cohort on these days: certifié, classe normale and hors classe. */
const RATE = [3_736, 4_110];
export const TRAINER = -1;

type State = { lines: number[]; sealed: boolean; cancelled: boolean; booked: boolean; signed: number };
/** What money may come of: its key in a statement, and that of the line that takes it back. */
type Due = {
  key: number;
  back: number;
  month: number;
  cents: number;
  certified: boolean;
  stands: boolean;
  takenBack: boolean;
  payable: boolean;
};
type Statement = { status: "DRAFT" | "DECIDED" | "EXPORTED"; lines: Map<number, number>; held: Set<number> };

export class Model {
  readonly enrolled = [new Set([0, 1, 2]), new Set([0, 1, 3])];
  readonly seances: State[];
  /** Minutes that stand, by séance and person. */
  readonly standing = new Map<string, number>();
  readonly certified = new Map<number, boolean>();
  readonly takenBack = new Set<number>();
  readonly statements = new Map<number, Statement>();
  readonly planned: PlannedModel;

  constructor(
    private readonly slots: readonly Slot[],
    works: readonly WorkSlot[],
    public now: number,
  ) {
    this.planned = new PlannedModel(works, {
      now: () => this.now,
      member: (c, p) => this.enrolled[c]?.has(p) ?? false,
      planned: (s) => !this.seances[s]?.cancelled,
      cohortOf: (s) => slots[s]?.cohort ?? 0,
      seances: slots.length,
    });
    this.seances = slots.map(() => ({
      lines: [0, 0, 0, 0],
      sealed: false,
      cancelled: false,
      booked: false,
      signed: 0,
    }));
  }

  /** Whether the house must say yes. A yes that changes nothing (done before) is a yes. */
  allows(c: Command): boolean {
    if (isPlanned(c)) return this.planned.allows(c);
    if (!("s" in c)) {
      if (!("month" in c) || c.do === "draft") return true;
      const statement = this.statements.get(c.month);
      if (!statement) return false;
      if (c.do === "redraft") return statement.status === "DRAFT";
      if (c.do === "decide") return statement.status !== "DRAFT" || this.due(c.month).size > 0;
      return statement.status !== "DRAFT";
    }
    const { state, slot, signable } = this.at(c.s);
    switch (c.do) {
      case "sign":
        return this.member(c.s, c.p) && (this.present(c.s, c.p) || signable);
      case "tick":
        return this.member(c.s, c.p) && signable;
      case "seal":
        return state.sealed || signable;
      case "cancel":
        return !state.cancelled && this.now < slot.start && !state.sealed && state.lines.every((n) => n === 0);
      case "correct":
        return state.sealed && this.member(c.s, c.p) && this.present(c.s, c.p) !== c.add;
      case "takeBack":
        return this.standing.has(`${c.s}:${TRAINER}`);
      case "certify":
        return this.standing.has(`${c.s}:${TRAINER}`) && (this.certified.get(c.s) ?? c.yes) === c.yes;
      default:
        return true;
    }
  }

  /** What becomes of the house once it has said yes. */
  apply(c: Command): void {
    if (isPlanned(c)) this.planned.apply(c);
    else if (c.do === "go") this.now = Math.max(this.now, c.to);
    else if (c.do === "enrol") this.enrolled[0]?.add(3);
    else if ("month" in c) this.pay(c);
    else if ("s" in c) this.attend(c);
  }

  private attend(c: Extract<Command, { s: number }>): void {
    const { state, slot } = this.at(c.s);
    const flips =
      c.do === "correct" ||
      (c.do === "sign" && !this.present(c.s, c.p)) ||
      (c.do === "tick" && this.present(c.s, c.p) !== c.present);
    if (flips && "p" in c) state.lines[c.p] = (state.lines[c.p] ?? 0) + 1;
    if (c.do === "seal" && !state.sealed) {
      state.sealed = true;
      state.signed = [0, 1, 2, 3].filter((p) => this.present(c.s, p)).length;
    }
    if (c.do === "cancel") state.cancelled = true;
    if (c.do === "certify") this.certified.set(c.s, c.yes);
    if (c.do === "takeBack") {
      this.standing.delete(`${c.s}:${TRAINER}`);
      this.takenBack.add(c.s);
    }
    if (c.do === "book" && state.sealed && !state.cancelled && slot.end <= this.now && !state.booked) {
      state.booked = true;
      this.standing.set(`${c.s}:${TRAINER}`, this.minutes(c.s));
      this.follow(c.s);
    }
    if (c.do === "correct" && state.booked) this.follow(c.s);
  }

  /** Whoever is present stands in the ledger, unless she stands elsewhere at that time; nobody else does. */
  private follow(s: number): void {
    for (const p of [0, 1, 2, 3]) {
      if (!this.present(s, p)) this.standing.delete(`${s}:${p}`);
      else if (
        !this.slots.some((_, other) => other !== s && this.overlap(s, other) && this.standing.has(`${other}:${p}`))
      )
        this.standing.set(`${s}:${p}`, this.minutes(s));
    }
  }

  private pay(c: Extract<Command, { month: number }>): void {
    const statement = this.statements.get(c.month);
    const due = this.due(c.month);
    if (c.do === "export" && statement) statement.status = "EXPORTED";
    else if (statement && statement.status !== "DRAFT") return;
    else if (statement || due.size > 0 || this.held(c.month).size > 0) {
      const status = c.do === "decide" ? "DECIDED" : "DRAFT";
      this.statements.set(c.month, { status, lines: due, held: this.held(c.month) });
    }
  }

  /** Cents of each line a statement would have now; a line taken back has its own number. */
  private due(month: number): Map<number, number> {
    const lines = new Map<number, number>();
    const elsewhere = this.elsewhere(month);
    for (const hour of this.hours()) {
      const { key, back, cents } = hour;
      if (!hour.certified || hour.month > month) continue;
      if (hour.stands && hour.payable && !elsewhere(key)) lines.set(key, cents);
      const paid = elsewhere(key, ({ status }) => status !== "DRAFT");
      if (hour.takenBack && paid && !elsewhere(back)) lines.set(back, -cents);
    }
    return lines;
  }

  /** Lines that are written but not paid: nobody signed, or the letter does not pay them. They stay in the draft that holds them. */
  private held(month: number): Set<number> {
    const elsewhere = this.elsewhere(month);
    const waits = ({ key, stands, certified, payable }: Due) => certified && stands && !payable && !elsewhere(key);
    return new Set(this.hours().flatMap((hour) => (hour.month <= month && waits(hour) ? [hour.key] : [])));
  }

  /** Whether another statement pays a line, or a draft holds it. */
  private elsewhere =
    (month: number) =>
    (line: number, which: (one: Statement) => boolean = () => true) =>
      [...this.statements].some(
        ([m, one]) =>
          m !== month && which(one) && (one.lines.has(line) || (one.status === "DRAFT" && one.held.has(line))),
      );

  private hours(): Due[] {
    const ofSeances = this.slots.map((slot, s) => ({
      ...{ key: s, back: s + 100, month: slot.month, cents: this.cents(s) },
      certified: this.certified.get(s) === true,
      stands: this.standing.has(`${s}:${TRAINER}`),
      takenBack: this.takenBack.has(s),
      payable: this.seances[s]?.signed !== 0,
    }));
    const ofWorks = this.planned.lines.map((line, n) => ({
      ...{ key: 200 + n, back: 300 + n, month: this.planned.monthOf(line), cents: priceOf(line.minutes, 0) },
      certified: line.certified === true,
      stands: !line.reversed,
      takenBack: line.reversed,
      payable: this.planned.isPayable(line),
    }));
    return [...ofSeances, ...ofWorks];
  }

  /** Cents committed for the séances that were cancelled. */
  givenBack = () => this.seances.flatMap(({ cancelled }, s) => (cancelled ? [this.cents(s)] : []));

  /** Cents of service done of each certified hour that stands; of the works alone where asked. */
  done(only: "all" | "works"): number[] {
    const counts = ({ key, certified, takenBack }: Due) => certified && !takenBack && (only === "all" || key >= 200);
    return this.hours().flatMap((hour) => (counts(hour) ? [hour.cents] : []));
  }

  present = (s: number, p: number) => (this.seances[s]?.lines[p] ?? 0) % 2 === 1;
  cents = (s: number) => priceOf(this.minutes(s), this.slots[s]?.cohort ?? 0);
  private member = (s: number, p: number) => this.enrolled[this.slots[s]?.cohort ?? 0]?.has(p) ?? false;
  private minutes = (s: number) => ((this.slots[s]?.end ?? 0) - (this.slots[s]?.start ?? 0)) / 60_000;
  private overlap = (a: number, b: number) => {
    const [x, y] = [this.slots[a], this.slots[b]];
    return !!x && !!y && x.start < y.end && y.start < x.end;
  };
  private at(s: number) {
    const [state, slot] = [this.seances[s], this.slots[s]];
    if (!state || !slot) throw new Error(`no séance ${s}`);
    return { state, slot, signable: !state.cancelled && !state.sealed && this.now >= slot.start - LEAD };
  }
}

/** Half a cent is a cent: of the trainer of a cohort, who holds the mission of design in the first. */
const priceOf = (minutes: number, cohort: number) => Math.floor((2 * minutes * (RATE[cohort] ?? 0) + 60) / 120);
