import { type Actor, holds } from "../actor";
import { definePolicy } from "../authorize";
import { overseers } from "../cohort/policy";

export type CertificateSubject = { personId: string; referentId: string; lineage: string[] };
type CohortSubject = Omit<CertificateSubject, "personId">;

const leads = (actor: Actor, { referentId, lineage }: CohortSubject) =>
  referentId === actor.personId && holds(actor, ["REFERENT"], lineage);

export const certificatePolicy = definePolicy({
  /** The référent who led the cohort says who followed it. */
  "certificate.issue": (actor: Actor, cohort: CohortSubject) => leads(actor, cohort),
  "certificate.list": (actor: Actor, cohort: CohortSubject) =>
    leads(actor, cohort) || holds(actor, overseers, cohort.lineage),
  "certificate.read": (actor: Actor, certificate: CertificateSubject) =>
    certificate.personId === actor.personId ||
    leads(actor, certificate) ||
    holds(actor, overseers, certificate.lineage),
});
