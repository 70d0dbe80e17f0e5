import type { Tx } from "~/platform/db.server";
import type { Facts } from "../errors";

type AuditLine = {
  /** « concept.verb » */
  action: string;
  byId: string | null;
  subject: string;
  subjectId: string;
  /** Ids, counts and codes; never a name, an address or a text somebody wrote. */
  facts?: Facts;
  at: Date;
};

/** Writes who did what, in the transaction that does it. */
export async function audit(tx: Tx, { facts = {}, ...line }: AuditLine): Promise<void> {
  await tx.auditEvent.create({ data: { ...line, facts } });
}
