import { db, type Tx } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";
import { verifyText } from "~/platform/signing.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { refuse } from "../errors";
import { listAttested } from "./attested.server";
import { certificatePolicy } from "./policy";
import { totalMinutes } from "./rules";
import { CertificateContent, PublicId } from "./schema";

type Sealed = { content: string; hash: string; signature: string; signingKeyId: string };

/** Whether a certificate says what was sealed: its text gives its hash, and its signature is one of this server's. */
export async function sealHolds(tx: Tx, { content, hash, ...seal }: Sealed): Promise<boolean> {
  return sha256(content) === hash && (await verifyText(tx, content, seal));
}

const read = (content: string) => CertificateContent.parse(JSON.parse(content));

/** The certificates of the actor, latest first. */
export async function listMyCertificates(actor: Actor) {
  const rows = await db.certificate.findMany({
    where: { personId: actor.personId },
    orderBy: [{ issuedAt: "desc" }, { id: "desc" }],
    take: 200,
  });
  return rows.map((row) => {
    const { title, from, to, minutes } = read(row.content);
    const { id, publicId, issuedAt } = row;
    return { id, publicId, title, from, to, minutes: totalMinutes(minutes), issuedAt, state: stateOf(row) };
  });
}

/** A cohort's trainees with booked hours, and the certificate each one holds. @throws not_found for a stranger */
export async function getCohortCertificates(actor: Actor, cohortId: string) {
  const cohort = await db.cohort.findUnique({
    where: { id: cohortId },
    select: { id: true, title: true, referentId: true, place: { select: { lineage: true } } },
  });
  if (!cohort) throw refuse("not_found", "certificate.notFound");
  const subject = { referentId: cohort.referentId, lineage: cohort.place.lineage };
  if (!can(actor, certificatePolicy, "certificate.list", subject)) throw refuse("not_found", "certificate.notFound");
  const [attested, standing] = await Promise.all([
    listAttested(db, cohortId),
    db.certificate.findMany({
      where: { cohortId, revokedAt: null },
      select: { id: true, personId: true, issuedAt: true, publicId: true },
    }),
  ]);
  return {
    cohort: { id: cohort.id, title: cohort.title },
    may: { issue: can(actor, certificatePolicy, "certificate.issue", subject) },
    people: attested.map(({ personId, facts }) => ({
      personId,
      name: `${facts.holder.givenName} ${facts.holder.familyName}`,
      minutes: totalMinutes(facts.minutes),
      certificate: standing.find((one) => one.personId === personId) ?? null,
    })),
  };
}

/** One certificate, for its holder and those who answer for the cohort. @throws not_found for a stranger */
export async function getCertificate(actor: Actor, certificateId: string) {
  const certificate = await db.certificate.findUnique({
    where: { id: certificateId },
    include: { cohort: { select: { referentId: true, place: { select: { lineage: true } } } } },
  });
  if (!certificate) throw refuse("not_found", "certificate.notFound");
  const { referentId, place } = certificate.cohort;
  const subject = { personId: certificate.personId, referentId, lineage: place.lineage };
  if (!can(actor, certificatePolicy, "certificate.read", subject)) throw refuse("not_found", "certificate.notFound");
  const { id, publicId, hash, revokedAt, content } = certificate;
  return { id, publicId, hash, revokedAt, content: read(content) };
}

export type PublicCertificate = {
  holder: string;
  title: string;
  from: string;
  to: string;
  minutes: CertificateContent["minutes"];
  issuer: CertificateContent["issuer"];
  issuedAt: string;
  state: "valid" | "replaced" | "revoked" | "altered";
};

/** What anybody who holds the address may read: who, what, when, how long, by whom; and whether it still stands. */
export async function getPublicCertificate(typed: string): Promise<PublicCertificate> {
  const publicId = PublicId.safeParse(typed);
  const row = publicId.success ? await db.certificate.findUnique({ where: { publicId: publicId.data } }) : null;
  if (!row) throw refuse("not_found", "certificate.unknown");
  // What does not match its seal is not read out.
  if (!(await sealHolds(db, row))) return altered;
  const { holder, title, from, to, minutes, issuer, issuedAt } = read(row.content);
  const shown = { title, from, to, minutes, issuer, issuedAt, state: stateOf(row) };
  return { holder: `${holder.givenName} ${holder.familyName}`, ...shown };
}

const altered: PublicCertificate = {
  holder: "",
  title: "",
  from: "",
  to: "",
  minutes: {},
  issuer: { name: "", place: "", academie: "" },
  issuedAt: "",
  state: "altered",
};

function stateOf(row: { revokedAt: Date | null; revokedReason: string | null }): "valid" | "replaced" | "revoked" {
  if (!row.revokedAt) return "valid";
  return row.revokedReason === "replaced" ? "replaced" : "revoked";
}
