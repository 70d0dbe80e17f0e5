import { beforeAll, expect, test } from "vitest";
import { issueCertificates } from "~/domain/certificate/commands.server";
import { renderCertificate } from "~/domain/certificate/pdf.server";
import {
  getCertificate,
  getCohortCertificates,
  getPublicCertificate,
  listMyCertificates,
  sealHolds,
} from "~/domain/certificate/queries.server";
import { bookSheet } from "~/domain/hours/commands/book.server";
import { applyCorrectionToHours } from "~/domain/hours/commands/correct.server";
import { db } from "~/platform/db.server";
import { setClock } from "../factories/clock";
import { anApprovedCorrection, anOpenCohort, aSealedSheet } from "../factories/hours";
import { actorOf, anActor, aPerson } from "../factories/person";

const AFTER = "2012-10-17T16:00:00Z";
beforeAll(() => setClock(AFTER));

async function aBookedCohort() {
  const cohort = await anOpenCohort({ count: 3 });
  const { sheet } = await aSealedSheet(cohort);
  await bookSheet(sheet.id);
  return { cohort, sheet, referent: await actorOf(cohort.referent) };
}
const standing = (cohortId: string) => db.certificate.findMany({ where: { cohortId, revokedAt: null } });

test("each trainee with hours gets one certificate, and pressing again changes nothing", async () => {
  const { cohort, referent } = await aBookedCohort();
  expect(await issueCertificates(referent, cohort.cohort.id)).toMatchObject({ issued: 3 });
  const twice = await Promise.all([1, 2].map(() => issueCertificates(referent, cohort.cohort.id)));
  expect(twice).toMatchObject([{ unchanged: 3 }, { unchanged: 3 }]);
  expect(await standing(cohort.cohort.id)).toHaveLength(3);
  expect(await db.mail.count({ where: { template: "certificateIssued" } })).toBe(3);
});

test("a correction replaces one certificate and revokes another; the public page says so", async () => {
  const { cohort, sheet, referent } = await aBookedCohort();
  const { sheet: second } = await aSealedSheet(cohort, { startsAt: "2012-10-17T08:00:00Z", present: 1 });
  await issueCertificates(referent, cohort.cohort.id);
  const before = await standing(cohort.cohort.id);
  await bookSheet(second.id);
  const gone = cohort.enrolments[2];
  const more = cohort.enrolments[0];
  if (!gone || !more) throw new Error("nobody there");
  const correction = await anApprovedCorrection(cohort, sheet.id, gone.id, "REMOVE", new Date(AFTER));
  await applyCorrectionToHours(correction.id);
  expect(await issueCertificates(referent, cohort.cohort.id)).toEqual({
    issued: 0,
    replaced: 1,
    unchanged: 1,
    revoked: 1,
  });
  const state = async (personId: string | null) => {
    const former = before.find((one) => one.personId === personId);
    return (await getPublicCertificate(former?.publicId ?? "")).state;
  };
  expect(await state(more.personId)).toBe("replaced");
  expect(await state(gone.personId)).toBe("revoked");
  const now = (await standing(cohort.cohort.id)).find(({ personId }) => personId === more.personId);
  expect(await getPublicCertificate(now?.publicId ?? "")).toMatchObject({ minutes: { ON_SITE: 360 }, state: "valid" });
});

test("the public page says who, what, when, how long, by whom, and nothing else", async () => {
  const { cohort, referent } = await aBookedCohort();
  await issueCertificates(referent, cohort.cohort.id);
  const [one] = await standing(cohort.cohort.id);
  const shown = await getPublicCertificate(one?.publicId ?? "");
  expect(Object.keys(shown).sort()).toEqual([
    "from",
    "holder",
    "issuedAt",
    "issuer",
    "minutes",
    "state",
    "title",
    "to",
  ]);
  expect(shown).toMatchObject({ from: "2012-10-17", to: "2012-10-17", minutes: { ON_SITE: 180 }, state: "valid" });
  expect(JSON.stringify(shown)).not.toMatch(/@|fictif\.example/);
  for (const stray of ["", "x", "A".repeat(22), `${one?.publicId}A`])
    await expect(getPublicCertificate(stray)).rejects.toMatchObject({ code: "not_found" });
});

test("of 3 000 certificates changed by one character none passes; the true one does", async () => {
  const { cohort, referent } = await aBookedCohort();
  await issueCertificates(referent, cohort.cohort.id);
  const [row] = await standing(cohort.cohort.id);
  if (!row) throw new Error("no certificate");
  const key = await db.signingKey.findUniqueOrThrow({ where: { id: row.signingKeyId } });
  // One key for all: the test is about seals, not about 3 000 reads of one row.
  const tx = { signingKey: { findUnique: async () => key } } as unknown as typeof db;
  expect(await sealHolds(tx, row)).toBe(true);
  let accepted = 0;
  for (let n = 0; n < 3_000; n++) {
    const field = (["content", "hash", "signature"] as const)[n % 3] ?? "content";
    if (await sealHolds(tx, { ...row, [field]: changed(row[field], n) })) accepted++;
  }
  expect(accepted).toBe(0);
});

/** The text with one character changed. */
function changed(text: string, n: number): string {
  const at = (n * 7919) % text.length;
  const other = text[at] === "a" ? "b" : "a";
  return text.slice(0, at) + other + text.slice(at + 1);
}

test("a certificate changed in the database is said to be altered, and nothing of it is read out", async () => {
  const { cohort, referent } = await aBookedCohort();
  await issueCertificates(referent, cohort.cohort.id);
  const [row] = await standing(cohort.cohort.id);
  if (!row) throw new Error("no certificate");
  const content = row.content.replace('"ON_SITE":180', '"ON_SITE":900');
  await db.certificate.update({ where: { id: row.id }, data: { content } });
  expect(await getPublicCertificate(row.publicId)).toMatchObject({ state: "altered", holder: "", minutes: {} });
});

test("the holder downloads a PDF with the address of its public page; a revoked one is no longer given", async () => {
  const { cohort, referent } = await aBookedCohort();
  await issueCertificates(referent, cohort.cohort.id);
  const [row] = await standing(cohort.cohort.id);
  if (!row) throw new Error("no certificate");
  const holder = await actorOf({ id: row.personId });
  expect(await listMyCertificates(holder)).toMatchObject([{ minutes: 180 }]);
  const { file, name } = await renderCertificate(holder, row.id);
  expect(file.subarray(0, 5).toString()).toBe("%PDF-");
  expect(file.includes("/StructTreeRoot")).toBe(true);
  expect(name).toBe(`attestation-${row.publicId}.pdf`);
  await db.certificate.update({
    where: { id: row.id },
    data: { revokedAt: new Date(AFTER), revokedReason: "replaced" },
  });
  await expect(renderCertificate(holder, row.id)).rejects.toMatchObject({ key: "certificate.revoked" });
});

test("strangers find nothing, the head reads and does not issue, a trainee reads her own only", async () => {
  const { cohort, referent } = await aBookedCohort();
  await issueCertificates(referent, cohort.cohort.id);
  const [row, other] = await standing(cohort.cohort.id);
  if (!row || !other) throw new Error("no certificate");
  const stranger = await anActor();
  const head = await anActor({ role: "HEAD", place: cohort.school });
  await expect(getCertificate(stranger, row.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(getCohortCertificates(stranger, cohort.cohort.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(issueCertificates(stranger, cohort.cohort.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(issueCertificates(head, cohort.cohort.id)).rejects.toMatchObject({ code: "forbidden" });
  expect((await getCohortCertificates(head, cohort.cohort.id)).may).toEqual({ issue: false });
  await expect(getCertificate(await actorOf({ id: other.personId }), row.id)).rejects.toMatchObject({
    code: "not_found",
  });
});

test("no booked hour, no certificate: the refusal says what to wait for", async () => {
  const cohort = await anOpenCohort();
  await aPerson();
  const referent = await actorOf(cohort.referent);
  await expect(issueCertificates(referent, cohort.cohort.id)).rejects.toMatchObject({ key: "certificate.noHours" });
});
