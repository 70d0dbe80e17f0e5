import type { Day } from "../calendar";

export const decisions = ["ACCEPT", "WARN", "HOLD", "REFUSE"] as const;
/** ACCEPT is paid, WARN is paid and says why, HOLD waits for a person, REFUSE is not paid. */
export type Decision = (typeof decisions)[number];

export const channels = ["IFIC", "HSE", "HSA", "VACATION", "IMP", "PACTE", "DECHARGE"] as const;
export type Channel = (typeof channels)[number];
export type Corps = "CERTIFIE" | "PLP" | "PEPS" | "AGREGE" | "AGREGE_EPS" | "PE" | "CPE" | "OTHER";
export type Grade = "CN" | "HC";
export type PersonCategory = "TEACHER" | "CPE" | "OTHER";
export type SchoolType = "ECOLE" | "COLLEGE" | "LYCEE" | "EREA";
export type Sector = "PUBLIC" | "PRIVATE_CONTRACT";
export type Activity = "TRAINING_COLLEAGUES" | "TEACHING" | "OTHER";

export type RuleCode =
  | `PAY-${"01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09" | "10" | "11" | "12" | "13" | "14"}`
  | `HRS-${"01" | "02" | "03" | "04" | "05" | "06"}`
  | `EVD-${"01" | "02" | "03" | "04"}`
  | `BUD-${"01" | "02" | "03" | "05"}`
  | `REC-${"01" | "02"}`;

export type Params = Readonly<Record<string, string | number | boolean | null>>;
/** What a person may answer where no text does; FIRST and ORDINARY name the rate of a yearly HSA. */
export type AnswerKind = "PAY" | "REFUSE" | "FIRST" | "ORDINARY";
/** The last word of a person on what a rule asked of a mission: to that question, and to no other. */
export type Answer = {
  code: RuleCode;
  /** The parameters of the finding that was answered. */
  question: Params;
  answer: AnswerKind;
  reason: string;
  on: Day;
  /** Whoever answered: an id, never a name. */
  by: string;
};

/**
 * What one rule says of one line. `text` is the text the rule comes from; `asks` the answers a person may give, where the
 * finding is a question or the answer to one.
 */
export type Finding = {
  code: RuleCode;
  decision: Decision;
  params: Params;
  text: string;
  asks?: readonly AnswerKind[];
};

/** How a sentence writes figures; the rules know none. */
export type Formats = {
  money: (cents: number) => string;
  hours: (minutes: number) => string;
  date: (day: Day) => string;
};

/** Not asserted (undefined): the rule is listed as unchecked. Asserted missing (null, false): the rule decides. */
type Fact<T> = T | null | undefined;

/** Another line of the same person, with which this one may not stand. */
export type OtherLine = {
  ref: string;
  channel: Channel;
  mission?: Fact<string>;
  interval?: Fact<Interval>;
  claimKey?: Fact<string>;
  amountCents?: Fact<number>;
  /** It was there before this one: the later of two that overlap is refused. */
  earlier: boolean;
};
/** Two instants, as milliseconds or as texts of one zone that compare ("2012-10-17T14:00"). */
export type Interval = { start: string | number; end: string | number };

/** Everything a line is judged on. Cents, minutes, plain days. */
export type LineFacts = {
  channel: Channel;
  /** "2012-2013" */
  schoolYear?: Fact<string>;
  /** Last day of classes of that year: nothing yearly is paid before (PAY-06). */
  classesEndOn?: Fact<Day>;
  person?: {
    /** Whoever benefits: an id, never a name. */
    ref?: Fact<string>;
    category?: Fact<PersonCategory>;
    internalToMinistry?: Fact<boolean>;
    corps?: Fact<Corps>;
    grade?: Fact<Grade>;
    fullService?: Fact<boolean>;
    mainDuty?: Fact<"TEACHING" | "TRAINING">;
    /** Trains outside the service whose mission is training (arrêté of 7 May 2012, art. 7). */
    outsideOwnService?: Fact<boolean>;
    /** The days the person holds the post; `to` null while it lasts. */
    assignment?: Fact<{ from: Day; to: Day | null }>;
    /** How many persons hold the same function in the school, from the same envelope (BUD-05). */
    holders?: Fact<number>;
    /** Day the function was left before its end (BUD-05). */
    leftOn?: Fact<Day>;
  };
  school?: { type?: Fact<SchoolType>; sector?: Fact<Sector> };
  mission?: Fact<string>;
  /** A function code (`functionCodes`) or a word of the texts: « referent_usages_numeriques ». */
  function?: Fact<string>;
  activity?: Fact<Activity>;
  amountCents?: Fact<number>;
  minutes?: Fact<number>;
  hoursPerWeek?: Fact<number>;
  /** Other missions of the person paid by HSA that year: the first weekly hour is this one's where there is none. */
  otherHsaMissions?: Fact<number>;
  /** Level of a vacation: « sensibilisation », « approfondissement »… */
  level?: Fact<string>;
  /** Rate of a vacation, cents an hour (or a unit, as its level says). */
  rateCents?: Fact<number>;
  daysAbsent?: Fact<number>;
  interval?: Fact<Interval>;
  serviceDate?: Fact<Day>;
  /** The séance the minutes were worked in. Share: agreed part of each trainer, 1 alone. */
  session?: Fact<{ minutes: number; coAnimationShare?: Fact<number> }>;
  claimKey?: Fact<string>;
  /** HRS-03: the séance stands on the trainer's own class hours, and recovery or leave was granted. */
  classHours?: Fact<{ overlap: boolean; leaveGranted: boolean }>;
  evidence?: {
    /** A sealed sheet. */
    signedSheet?: Fact<boolean>;
    /** Persons with a sealed proof; persons declared at sealing (EVD-01). */
    signatories?: Fact<number>;
    declared?: Fact<number>;
    /** Signed after the certification. */
    signedAfterValidation?: Fact<boolean>;
    /** A lettre de mission of the year bears a signature. */
    letterSigned?: Fact<boolean>;
    /** What the letter makes a condition and the hour does not meet: its dates, its hours. */
    letterUnmet?: Fact<
      readonly { kind: "DATES" | "HOURS"; day: string; from: string; to: string; minutes: number; most: number }[]
    >;
    /** Whoever closed the sheet, ticked, proposed or approved a correction. */
    enteredBy?: Fact<string | readonly string[]>;
    validatedBy?: Fact<string>;
    serviceDone?: Fact<boolean>;
  };
  decisions?: {
    conseilPedagogiqueOn?: Fact<Day>;
    caOn?: Fact<Day>;
    recteurDecided?: Fact<boolean>;
    /** The reason of an exceptional decision of the recteur (PAY-08), or of a refusal. */
    reason?: Fact<string>;
    /** The day the recteur refused to pay the mission; null where he did not. */
    refusedOn?: Fact<Day>;
    /** He decided once the function had been left, knowing it (BUD-05). */
    sinceLeaving?: Fact<boolean>;
  };
  /** The rectorat opened « HSE pour formation » for the school year (PAY-10): the day it decided. */
  opening?: Fact<{ decidedOn: Day }>;
  payment?: { on?: Fact<Day>; form?: Fact<"WHOLE" | "NINTHS"> };
  /** The envelope the line is charged to (BUD-01 to BUD-03). `availableCents` before this line. */
  envelope?: Fact<{ titre2: boolean; programme: number; availableCents?: Fact<number>; committedForIt?: boolean }>;
  /** The last answer to each rule that asked a person; [] when there is none. */
  answers?: Fact<readonly Answer[]>;
  /** The other lines of the person for the school year, whatever their channel and school; [] when there is none. */
  others?: Fact<readonly OtherLine[]>;
};

/** A dated rate. `hourlyCents` is the HSE, `yearlyCents` the HSA, `firstYearlyCents` the first HSA above the service. */
export type RateRowFacts = {
  id: string;
  channel: Channel;
  corps: Corps;
  grade: Grade;
  hourlyCents: number;
  yearlyCents: number;
  firstYearlyCents: number;
  validFrom: Date | Day;
  validTo: Date | Day | null;
  source: string;
  rounding: string;
};

export type LineDecision = {
  decision: Decision;
  findings: Finding[];
  /** The row the amount was computed with; null where none covers the date, or none is needed. */
  rateRow: RateRowFacts | null;
  /** Null when it cannot be computed. */
  amountCents: number | null;
  unchecked: RuleCode[];
  ruleVersion: string;
};
