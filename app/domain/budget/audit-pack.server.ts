import { createHash } from "node:crypto";
import { Zip, ZipDeflate } from "fflate";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import { signText } from "~/platform/signing.server";
import type { Actor } from "../actor";
import { audit } from "../audit/commands.server";
import { authorize } from "../authorize";
import { canonicalJson } from "../canonical";
import { refuse } from "../errors";
import { ledgerLines, seanceProofs, workProofs } from "../hours/pack.server";
import { type PackFile, pieces, rowsFile, statementFiles } from "../pay/pack.server";
import { payPolicy } from "../pay/policy";
import { getWholeStatement } from "../pay/statement.server";

/** The package cannot hold every year; the day it was made stands in its manifest. */
const MTIME = new Date(2000, 0, 1);

type Listed = { path: string; size: number; sha256: string };

/**
 * Everything behind a decided statement, as one ZIP that is written while it is read: never whole in memory. Its manifest,
 * last, lists each file with its hash and is signed; `scripts/verify-audit-pack.mjs` reads it without this house.
 * @throws not_found for whoever does not read the whole statement, conflict while it is a draft
 */
export async function takeAuditPack(actor: Actor, statementId: string) {
  const { number, status, academie } = await getWholeStatement(actor, statementId);
  const { lineage } = await db.place.findUniqueOrThrow({ where: { id: academie.id }, select: { lineage: true } });
  authorize(actor, payPolicy, "pay.takePack", { lineage });
  if (status === "DRAFT") throw refuse("conflict", "pay.packOfDraft");
  const at = await inTransaction(async (tx) => {
    const now = await businessNow(tx);
    const line = { action: "pay.takePack", byId: actor.personId, subject: "statement", subjectId: statementId };
    await audit(tx, { ...line, at: now });
    return now;
  });
  return { name: `${number}-pieces.zip`, stream: streamOf(zipped(packFiles(actor, statementId), { number, at })) };
}

async function* packFiles(actor: Actor, statementId: string): AsyncGenerator<PackFile> {
  yield* statementFiles(actor, statementId);
  const lines = await db.payLine.findMany({
    where: { statementId },
    orderBy: { id: "asc" },
    select: { hourEntryId: true },
  });
  const [seances, cohorts, works] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { number, part } of pieces(lines.flatMap(({ hourEntryId }) => hourEntryId ?? []))) {
    const entries = await ledgerLines(part);
    yield rowsFile(`registre/lignes-${number}.json`, entries);
    for (const { seanceId, designWorkId } of entries) {
      if (seanceId) seances.add(seanceId);
      if (designWorkId) works.add(designWorkId);
    }
  }
  for (const seanceId of [...seances].sort()) {
    const { seance, sheet, presences, corrections, hourCorrections, summons } = await seanceProofs(seanceId);
    cohorts.add(seance.cohortId);
    const folder = `seances/${seanceId}`;
    yield rowsFile(`${folder}/seance.json`, [seance]);
    yield rowsFile(`${folder}/feuille.json`, [sheet]);
    yield rowsFile(`${folder}/presences.json`, [...presences, ...corrections]);
    if (hourCorrections.length > 0) yield rowsFile(`${folder}/corrections-heures.json`, hourCorrections);
    if (summons.length > 0) yield rowsFile(`${folder}/convocations.json`, summons);
  }
  for (const workId of [...works].sort()) {
    const { work, attestation, hourCorrections } = await workProofs(workId);
    yield rowsFile(`conception/${workId}/travail.json`, [work]);
    yield rowsFile(`conception/${workId}/preuve.json`, attestation ? [attestation] : []);
    if (hourCorrections.length > 0) yield rowsFile(`conception/${workId}/corrections-heures.json`, hourCorrections);
  }
  for (const cohortId of [...cohorts].sort()) yield* cohortFiles(cohortId);
  // What is paid as a whole is engaged for its mission, outside any cohort.
  const flat = { cohortId: null, mission: { payLines: { some: { statementId } } } };
  const commitments = await db.commitment.findMany({
    where: flat,
    orderBy: { id: "asc" },
    include: { envelope: true },
  });
  if (commitments.length === 0) return;
  yield rowsFile("missions/engagements.json", commitments);
  yield rowsFile(
    "missions/enveloppe.json",
    await db.envelopeEntry.findMany({ where: { commitment: flat }, orderBy: { id: "asc" } }),
  );
}

/** The attestations of a cohort, and the lines of its commitments on their envelopes. */
async function* cohortFiles(cohortId: string): AsyncGenerator<PackFile> {
  const certificates = await db.certificate.findMany({ where: { cohortId }, orderBy: { id: "asc" } });
  if (certificates.length > 0) yield rowsFile(`sessions/${cohortId}/attestations.json`, certificates);
  const commitments = await db.commitment.findMany({
    where: { cohortId },
    orderBy: { id: "asc" },
    include: { envelope: true },
  });
  yield rowsFile(`sessions/${cohortId}/engagements.json`, commitments);
  yield rowsFile(
    `sessions/${cohortId}/enveloppe.json`,
    await db.envelopeEntry.findMany({ where: { commitment: { cohortId } }, orderBy: { id: "asc" } }),
  );
}

/** Read as fast as it is sent: what nobody takes is not made. */
function streamOf(bytes: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await bytes.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await bytes.return(undefined);
    },
  });
}

/** The bytes of the package, file by file. */
async function* zipped(
  files: AsyncGenerator<PackFile>,
  about: { number: string; at: Date },
): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    waiting.push(chunk);
  });
  const add = (path: string, bytes: Uint8Array) => {
    const entry = new ZipDeflate(path, { level: 6 });
    entry.mtime = MTIME;
    zip.add(entry);
    entry.push(bytes, true);
    const made = waiting;
    waiting = [];
    return made;
  };
  const listed: Listed[] = [];
  for await (const { path, file } of files) {
    const bytes = typeof file === "string" ? new TextEncoder().encode(file) : new Uint8Array(file);
    listed.push({ path, size: bytes.byteLength, sha256: createHash("sha256").update(bytes).digest("hex") });
    yield* add(path, bytes);
  }
  yield* add("manifest.json", new TextEncoder().encode(await manifest(listed, about)));
  zip.end();
  yield* waiting;
}

/** What the package holds, the hash of the whole, and the server's signature of both. */
async function manifest(files: readonly Listed[], { number, at }: { number: string; at: Date }): Promise<string> {
  const whole = createHash("sha256");
  for (const { path, sha256 } of files) whole.update(`${sha256}  ${path}\n`);
  const content = {
    format: "entrepairs.audit-pack.1",
    statement: number,
    takenAt: at.toISOString(),
    files,
    sha256: whole.digest("hex"),
  };
  const { signature, signingKeyId } = await signText(db, canonicalJson(content));
  const { publicKey } = await db.signingKey.findUniqueOrThrow({ where: { id: signingKeyId } });
  return `${JSON.stringify({ ...content, signature, publicKey }, null, 1)}\n`;
}
