import { z } from "zod";
import type { Facts } from "../errors";

export type CertificationFacts = {
  certifierId: string;
  /** Whoever is paid for the hour. */
  personId: string;
  /** Whoever closed the sheet, ticked a presence or proposed a correction, of it or of the hour. */
  authorIds: readonly string[];
  endsAt: Date;
  minutes: number;
  reversed: boolean;
  /** "2012-10", and the instant its certification ends there; null while the month is open. */
  month: string;
  closesAt: Date | null;
};

/**
 * Why a person may not certify an hour. EVD-03: whoever benefits or enters does not certify (décret n° 62-1587 of 29
 * December 1962); signing the lettre de mission is not entering.
 */
export function whyNotCertify(facts: CertificationFacts, now: Date): { key: string; facts: Facts } | null {
  if (facts.personId === facts.certifierId) return fault("ownHour");
  if (facts.authorIds.includes(facts.certifierId)) return fault("enteredHour");
  if (facts.minutes <= 0 || facts.reversed) return fault("hourReversed");
  if (facts.endsAt > now) return fault("serviceToCome", { at: facts.endsAt.toISOString() });
  const { month, closesAt } = facts;
  return closesAt && closesAt <= now ? fault("monthClosed", { month, at: closesAt.toISOString() }) : null;
}

const fault = (name: string, facts: Facts = {}) => ({ key: `pay.${name}`, facts });

const ids = z.array(z.uuid()).max(200);

/** Hours ticked by the head: one or several boxes of one name. */
export const CertifyHours = z.object({
  entryIds: z
    .union([z.string(), z.array(z.string())], { error: "pay.selectionRequired" })
    .transform((one) => [one].flat())
    .pipe(ids),
});

export const RefuseHour = z.object({
  entryId: z.uuid("pay.selectionRequired"),
  reason: z.string().trim().min(3, "pay.reasonRequired").max(300, "pay.reasonTooLong"),
});
