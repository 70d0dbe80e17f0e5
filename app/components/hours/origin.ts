import type { PresenceProof } from "~/domain/attendance/schema";
import type { Finding } from "~/domain/pay/schema";

type Named = { id: string; title: string };

export type CorrectionLine = { id: string; number: number; minutes: number };
export type HourCorrection = {
  id: string;
  status: "PROPOSED" | "APPROVED" | "REFUSED";
  trueMinutes: number;
  reason: string;
  proposedBy: string;
  proposedAt: Date;
  decidedBy: string;
  decidedAt: Date | null;
  decisionReason: string | null;
  old: CorrectionLine;
  back: CorrectionLine | null;
  added: CorrectionLine | null;
  mayDecide: boolean;
};

/** What the page knows of an hour; the loader's values, named here so that its parts can share them. */
export type OriginHour = {
  id: string;
  number: number;
  role: "TRAINEE" | "TRAINER" | "DESIGN";
  source: "SHEET" | "ACTIVITY" | "DESIGN";
  minutes: number;
  startsAt: Date;
  endsAt: Date;
  at: Date;
  hash: string;
  ruleVersion: string;
  reason: string | null;
  person: { givenName: string; familyName: string };
  mission: (Named & { channel: string }) | null;
  reverses: { id: string; number: number } | null;
  reversedBy: { id: string; number: number; reason: string | null; at: Date } | null;
  presence: { proof: PresenceProof; at: Date; reason: string | null; by: string | null } | null;
  closedBy: string | null;
  certifiedBy: string | null;
  certification: { decision: "CERTIFIED" | "REFUSED"; reason: string | null; at: Date } | null;
  /** `certifies`: the reader certifies the hours of the school, but none that she proposed. */
  corrections: { list: HourCorrection[]; mayPropose: boolean; certifies: boolean };
  may: { readPay: boolean; readSheet: boolean; readMission: boolean };
  place: { name: string; timeZone: string };
  cohort: (Named & { pathVersion: { path: { title: string } } }) | null;
  seance: (Named & { startsAt: Date; endsAt: Date; room: string | null; stage: Stage | null }) | null;
  sheet: { closedAt: Date | null; declared: number | null; hash: string | null } | null;
  activity: {
    title: string;
    stage: Stage;
    minutes: number;
    at: Date;
    by: string | null;
    withdrawal: { at: Date | null; reason: string; proposedBy: string | null; decidedBy: string | null } | null;
  } | null;
  work: {
    day: Date;
    minutes: number;
    task: string;
    made: string;
    path: string | null;
    scenario: string | null;
    at: Date;
    by: string | null;
    attestedAt: Date | null;
    attestedBy: string | null;
  } | null;
};

type Stage = { position: number; title: string };

export type Explanation = {
  line: {
    decision: "ACCEPT" | "WARN" | "HOLD" | "REFUSE";
    minutes: number | null;
    hourlyCents: number | null;
    amountCents: number | null;
    findings: Finding[];
    ruleVersion: string;
    at: Date;
    statement: { id: string; number: string };
    rateRow: {
      corps: keyof typeof import("~/i18n/fr/hours").default.corps;
      grade: "CN" | "HC";
      hourlyCents: number;
      validFrom: Date;
      validTo: Date | null;
      source: string;
      rounding: string;
    } | null;
  } | null;
  envelope: { id: string; label: string; canRead: boolean } | null;
  /** Whose career the line waits for, where the reader may write it. */
  careerOf: string | null;
};
