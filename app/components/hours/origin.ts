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
  may: { readPay: boolean; readSheet: boolean };
  seance: Named & {
    startsAt: Date;
    endsAt: Date;
    room: string | null;
    stage: { position: number; title: string } | null;
    cohort: Named & {
      place: { name: string; timeZone: string };
      pathVersion: { path: { title: string } };
    };
  };
  sheet: { closedAt: Date | null; declared: number | null; hash: string | null };
};

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
};
