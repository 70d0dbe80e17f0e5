import type { Tx } from "~/platform/db.server";
import { localDay } from "../calendar";
import type { CertificateContent } from "./schema";

export type Attested = { personId: string; facts: Omit<CertificateContent, "publicId" | "issuedAt"> };

type Row = {
  personId: string;
  givenName: string;
  familyName: string;
  onSite: number;
  remote: number;
  inClass: number;
  first: Date;
  last: Date;
};

/** What stands in the ledger for each trainee of a cohort: minutes by modality, first and last day. */
export async function listAttested(tx: Tx, cohortId: string): Promise<Attested[]> {
  const cohort = await tx.cohort.findUniqueOrThrow({
    where: { id: cohortId },
    select: {
      title: true,
      pathVersion: { select: { path: { select: { title: true } } } },
      place: { select: { name: true, timeZone: true, lineage: true } },
      referent: { select: { givenName: true, familyName: true } },
    },
  });
  const academie = await tx.place.findFirst({ where: { id: { in: cohort.place.lineage }, kind: "ACADEMIE" } });
  const issuer = {
    name: `${cohort.referent.givenName} ${cohort.referent.familyName}`,
    place: cohort.place.name,
    academie: academie?.name ?? "",
  };
  const rows = await tx.$queryRaw<Row[]>`
    SELECT h.id::text AS "personId", h.given_name AS "givenName", h.family_name AS "familyName",
      coalesce(sum(e.minutes) FILTER (WHERE e.modality = 'ON_SITE'), 0)::int AS "onSite",
      coalesce(sum(e.minutes) FILTER (WHERE e.modality = 'REMOTE'), 0)::int AS remote,
      coalesce(sum(e.minutes) FILTER (WHERE e.modality = 'IN_CLASS'), 0)::int AS "inClass",
      min(e.starts_at) AS first, max(e.starts_at) AS last
    FROM hour_entry e
    JOIN enrolment n ON n.id = e.enrolment_id
    JOIN person h ON h.id = e.person_id
    WHERE n.cohort_id = ${cohortId}::uuid AND e.role = 'TRAINEE' AND e.minutes > 0
      AND NOT EXISTS (SELECT 1 FROM hour_entry r WHERE r.reverses_id = e.id)
    GROUP BY h.id ORDER BY h.family_name, h.given_name, h.id`;
  return rows.map(({ personId, givenName, familyName, onSite, remote, inClass, first, last }) => ({
    personId,
    facts: {
      version: "attestation-1",
      holder: { givenName, familyName },
      title: cohort.title,
      path: cohort.pathVersion.path.title,
      from: localDay(first, cohort.place.timeZone),
      to: localDay(last, cohort.place.timeZone),
      minutes: {
        ...(onSite > 0 ? { ON_SITE: onSite } : {}),
        ...(remote > 0 ? { REMOTE: remote } : {}),
        ...(inClass > 0 ? { IN_CLASS: inClass } : {}),
      },
      issuer,
    },
  }));
}
