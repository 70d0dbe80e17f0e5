// What no sheet proves, without a database: two activities at a distance that both cohorts follow, four works of one
// mission of design.

/** Minutes of the activities; the second is held as the last séance of the first cohort, as long as that one is planned. */
export const ACTIVITIES = [45, 80] as const;
export const HELD = { c: 0, a: 1, s: 4 } as const;
/** What the letter entrusts: less than the four works. */
export const ENTRUSTED = 240;
/** A work and the instant its day begins where the mission is; the last one is out of the dates of the letter. */
export type WorkSlot = { start: number; minutes: number; month: number; within: boolean };

/** The trainer holds the mission of design, and leads the first cohort. */
export type By = "trainer" | "deputy" | "head" | "ctice" | "trainee";
type Distance = { c: number; a: number };
export type PlannedCommand =
  | ({ do: "attest"; who: number; by: By; times: number } & Distance)
  | ({ do: "withdraw"; p: number; by: By } & Distance)
  | ({ do: "answer"; p: number; by: By; yes: boolean; times: number } & Distance)
  | { do: "deliver" }
  | { do: "declare"; w: number; by: By; times: number }
  | { do: "attestWork" | "certifyWork"; w: number; by: By; yes: boolean; times: number }
  | { do: "propose"; w: number; by: By; to: number }
  | { do: "approve"; w: number; by: By; yes: boolean; times: number };
export const plannedKinds = [
  ...["attest", "withdraw", "answer", "deliver", "declare", "attestWork", "certifyWork", "propose", "approve"],
] as readonly string[];
export const isPlanned = (c: { do: string }): c is PlannedCommand => plannedKinds.includes(c.do);

type Answered = { by: By; status: "PROPOSED" | "APPROVED" | "REFUSED" };
type Attestation = Distance & { p: number; booked: boolean; back: boolean; withdrawal: Answered | null };
type Correction = Answered & { to: number };
/** One line of design: the work as it was attested, or the true minutes of a correction. */
type Line = { w: number; minutes: number; reversed: boolean; certified: boolean | null; proposedBy: By | null };
type Work = { declared: boolean; attested: boolean | null; attestedBy: By | null; correction: Correction | null };

/** What the rest of the house says: who is in a cohort, whether a séance is still planned. */
type House = {
  now: () => number;
  member: (c: number, p: number) => boolean;
  planned: (s: number) => boolean;
  cohortOf: (s: number) => number;
  seances: number;
};

export class PlannedModel {
  readonly attestations: Attestation[] = [];
  readonly lines: Line[] = [];
  private readonly works: Work[];

  constructor(
    private readonly slots: readonly WorkSlot[],
    private readonly house: House,
  ) {
    this.works = slots.map(() => ({ declared: false, attested: null, attestedBy: null, correction: null }));
  }

  allows(c: PlannedCommand): boolean {
    if (c.do === "deliver") return true;
    if ("c" in c) return this.allowsAtADistance(c);
    const work = this.workOf(c.w);
    const line = this.standingLine(c.w);
    switch (c.do) {
      case "declare":
        return c.by === "trainer" && (work.declared || (this.slots[c.w]?.start ?? 0) <= this.house.now());
      case "attestWork":
        return work.declared && isSecond(c.by) && (work.attested ?? c.yes) === c.yes;
      case "certifyWork": {
        const entered = [work.attestedBy, line?.proposedBy].includes(c.by);
        return !!line && isSecond(c.by) && !entered && (line.certified ?? c.yes) === c.yes;
      }
      case "propose": {
        const open = work.correction?.status === "PROPOSED" ? work.correction : null;
        if (!line || !["trainer", "head"].includes(c.by)) return false;
        if (open) return open.by === c.by && open.to === c.to;
        return c.to <= (this.slots[c.w]?.minutes ?? 0) && c.to !== line.minutes;
      }
      default:
        return isSecond(c.by) && answers(work.correction, c);
    }
  }

  private allowsAtADistance(c: Extract<PlannedCommand, Distance>): boolean {
    const leads = c.by === "trainer" || (c.by === "deputy" && this.deputyLeads(c.c));
    if (c.do === "attest") {
      const held = c.c === HELD.c && c.a === HELD.a && this.house.planned(HELD.s);
      return leads && !held && ofMask(c.who).every((p) => this.house.member(c.c, p));
    }
    const last = this.lastOf(c, c.p);
    if (!last) return false;
    if (c.do === "answer") return (leads || isSecond(c.by)) && answers(last.withdrawal, c);
    if (!leads || last.withdrawal?.status === "APPROVED") return false;
    return last.withdrawal?.status !== "PROPOSED" || last.withdrawal.by === c.by;
  }

  apply(c: PlannedCommand): void {
    if (c.do === "deliver") for (const one of this.attestations) book(one);
    else if ("c" in c) this.applyAtADistance(c);
    else this.applyToWork(c);
  }

  private applyAtADistance(c: Extract<PlannedCommand, Distance>): void {
    if (c.do === "attest")
      for (const p of ofMask(c.who)) {
        const known = this.lastOf(c, p);
        if (known && known.withdrawal?.status !== "APPROVED") continue;
        this.attestations.push({ c: c.c, a: c.a, p, booked: false, back: false, withdrawal: null });
      }
    else {
      const last = this.lastOf(c, c.p);
      if (last && c.do === "answer") answer(last.withdrawal, c.yes);
      else if (last?.withdrawal?.status !== "PROPOSED" && last) last.withdrawal = { by: c.by, status: "PROPOSED" };
    }
    if (c.do !== "withdraw" && c.times > 0)
      for (const one of this.attestations) if (one.c === c.c && one.a === c.a) book(one);
  }

  private applyToWork(c: Extract<PlannedCommand, { w: number }>): void {
    const [work, line] = [this.workOf(c.w), this.standingLine(c.w)];
    if (c.do === "declare") work.declared = true;
    if (c.do === "attestWork" && work.attested === null) {
      Object.assign(work, { attested: c.yes, attestedBy: c.by });
      if (c.yes) this.lines.push(fresh(c.w, this.slots[c.w]?.minutes ?? 0));
    }
    if (c.do === "certifyWork" && line) line.certified = c.yes;
    if (c.do === "propose" && work.correction?.status !== "PROPOSED")
      work.correction = { by: c.by, to: c.to, status: "PROPOSED" };
    if (c.do === "approve" && work.correction && answer(work.correction, c.yes) && c.yes && line) {
      line.reversed = true;
      if (work.correction.to > 0)
        this.lines.push({ ...fresh(c.w, work.correction.to), proposedBy: work.correction.by });
    }
  }

  /** Minutes that stand, by activity, cohort and person, and by work. */
  standing(): Map<string, number> {
    const all = new Map<string, number>();
    const add = (key: string, minutes: number) => all.set(key, (all.get(key) ?? 0) + minutes);
    for (const { c, a, p, booked, back } of this.attestations)
      if (booked && !back) add(`activity ${c}:${a}:${p}`, ACTIVITIES[a] ?? 0);
    for (const { w, minutes, reversed } of this.lines) if (!reversed) add(`work ${w}`, minutes);
    return all;
  }

  /** Its letter pays a line within its dates and its hours: those before it, by day, then in the order of the ledger. */
  isPayable(line: Line): boolean {
    const start = ({ w }: Line) => this.slots[w]?.start ?? 0;
    const upTo = this.lines.filter(
      (one, n) =>
        !one.reversed && (start(one) < start(line) || (start(one) === start(line) && n <= this.lines.indexOf(line))),
    );
    const worked = upTo.reduce((sum, { minutes }) => sum + minutes, 0);
    return (this.slots[line.w]?.within ?? false) && worked <= ENTRUSTED;
  }

  monthOf = ({ w }: Line) => this.slots[w]?.month ?? 0;
  private deputyLeads = (c: number) =>
    Array.from({ length: this.house.seances }, (_, s) => s).some(
      (s) => this.house.cohortOf(s) === c && this.house.planned(s),
    );
  private lastOf = ({ c, a }: Distance, p: number) =>
    this.attestations.findLast((one) => one.c === c && one.a === a && one.p === p);
  private standingLine = (w: number) => this.lines.find((line) => line.w === w && !line.reversed);
  private workOf(w: number): Work {
    const work = this.works[w];
    if (!work) throw new Error(`no work ${w}`);
    return work;
  }
}

export const ofMask = (mask: number): number[] => [0, 1, 2, 3].filter((p) => mask & (1 << p));
/** Head and CTICE attest, certify and decide; nobody does both of one thing. */
const isSecond = (by: By) => by === "head" || by === "ctice";
const fresh = (w: number, minutes: number): Line => ({
  ...{ w, minutes, reversed: false, certified: null, proposedBy: null },
});

/** Whether a second person may say yes or no to what was proposed, or say again what was said. */
const answers = (asked: Answered | null, { by, yes }: { by: By; yes: boolean }): boolean =>
  asked !== null && asked.by !== by && (asked.status === "PROPOSED" || asked.status === verdict(yes));
const verdict = (yes: boolean) => (yes ? "APPROVED" : "REFUSED");
/** True when this answered it. */
function answer(asked: Answered | null, yes: boolean): boolean {
  if (asked?.status !== "PROPOSED") return false;
  asked.status = verdict(yes);
  return true;
}

/** The worker comes: a line where it stands, its counter-entry where it was withdrawn since, nothing where it was before. */
function book(one: Attestation): void {
  if (one.withdrawal?.status === "APPROVED") one.back ||= one.booked;
  else one.booked = true;
}
