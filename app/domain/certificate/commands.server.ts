import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { randomSecret, sha256 } from "~/platform/secrets.server";
import { signText } from "~/platform/signing.server";
import type { Actor } from "../actor";
import { audit } from "../audit/commands.server";
import { authorize, can } from "../authorize";
import { canonicalJson } from "../canonical";
import { refuse } from "../errors";
import { queueMail } from "../notification/commands.server";
import { type Attested, listAttested } from "./attested.server";
import { certificatePolicy } from "./policy";
import { sameFacts } from "./rules";
import { CertificateContent } from "./schema";

export type Issued = { issued: number; replaced: number; unchanged: number; revoked: number };

/**
 * Issues the certificate of each person with booked hours in a cohort. Same facts, same certificate; changed facts, a new
 * one that replaces the former; no hour left, the former is revoked. May be called again at any time.
 */
export async function issueCertificates(actor: Actor, cohortId: string): Promise<Issued> {
  return inTransaction(async (tx) => {
    const cohort = await lockCohort(tx, cohortId);
    const subject = { referentId: cohort.referentId, lineage: cohort.place.lineage };
    if (!can(actor, certificatePolicy, "certificate.list", subject)) throw refuse("not_found", "certificate.notFound");
    authorize(actor, certificatePolicy, "certificate.issue", subject);
    const at = await businessNow(tx);
    const attested = await listAttested(tx, cohortId);
    const standing = await tx.certificate.findMany({ where: { cohortId, revokedAt: null } });
    if (attested.length === 0 && standing.length === 0) throw refuse("conflict", "certificate.noHours");

    const counts: Issued = { issued: 0, replaced: 0, unchanged: 0, revoked: 0 };
    for (const person of attested) {
      const former = standing.find(({ personId }) => personId === person.personId);
      if (former && sameFacts(CertificateContent.parse(JSON.parse(former.content)), person.facts)) {
        counts.unchanged++;
        continue;
      }
      if (former) await revoke(tx, former.id, "replaced", at);
      await issue(tx, cohortId, person, { byId: actor.personId, at });
      counts[former ? "replaced" : "issued"]++;
    }
    for (const former of standing.filter(({ personId }) => !attested.some((one) => one.personId === personId))) {
      await revoke(tx, former.id, "noHours", at);
      counts.revoked++;
    }
    const by = { byId: actor.personId, subject: "cohort", subjectId: cohortId, at };
    // A press that found nothing to do is not a second act: somebody whose answer was lost asks again.
    if (counts.issued + counts.replaced + counts.revoked > 0)
      await audit(tx, { action: "certificate.issue", facts: counts, ...by });
    return counts;
  });
}

/** Two presses of the button come one after the other: the second one finds nothing to do. */
async function lockCohort(tx: Tx, cohortId: string) {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`certificate:${cohortId}`}, 0))::text`;
  const cohort = await tx.cohort.findUnique({
    where: { id: cohortId },
    select: { referentId: true, place: { select: { lineage: true } } },
  });
  if (!cohort) throw refuse("not_found", "certificate.notFound");
  return cohort;
}

async function issue(tx: Tx, cohortId: string, { personId, facts }: Attested, by: { byId: string; at: Date }) {
  const publicId = randomSecret(16);
  const content = canonicalJson({ ...facts, publicId, issuedAt: by.at.toISOString() });
  const seals = { content, hash: sha256(content), ...(await signText(tx, content)) };
  const { id } = await tx.certificate.create({
    data: { publicId, personId, cohortId, issuedAt: by.at, issuedById: by.byId, ...seals },
    select: { id: true },
  });
  await queueMail(tx, {
    toPersonId: personId,
    template: "certificateIssued",
    params: { certificateId: id },
    key: `certificate:${id}`,
    at: by.at,
  });
}

async function revoke(tx: Tx, id: string, revokedReason: "replaced" | "noHours", revokedAt: Date): Promise<void> {
  await tx.certificate.update({ where: { id }, data: { revokedAt, revokedReason } });
}
