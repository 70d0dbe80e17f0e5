import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setClock } from "@tests/factories/clock";
import { aWorkedCohort, decideThrough, proof, theRates } from "@tests/factories/pay";
import { actorOf, anActor } from "@tests/factories/person";
import { anAcademie } from "@tests/factories/place";
import { strFromU8, unzipSync, zipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { takeAuditPack } from "~/domain/budget/audit-pack.server";
import { recordServiceDone } from "~/domain/budget/commands.server";
import { draftStatements } from "~/domain/budget/statements.server";
import { issueCertificates } from "~/domain/certificate/commands.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { exportStatement } from "~/domain/pay/commands/export.server";
import { statementCsv, statementOds, statementXlsx } from "~/domain/pay/sheets.server";
import { getWholeStatement } from "~/domain/pay/statement.server";
import { db } from "~/platform/db.server";
import { verifyPack } from "../../scripts/verify-audit-pack.mjs";

let worked: Awaited<ReturnType<typeof aWorkedCohort>>;
let statementId: string;
let pack: Uint8Array;

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
  worked = await aWorkedCohort();
  await db.mission.update({ where: { id: worked.mission.id }, data: { title: '=HYPERLINK("http://x")' } });
  await db.missionLetter.create({
    data: {
      missionId: worked.mission.id,
      number: "2012-X-0001",
      tasks: [],
      startsOn: new Date("2012-09-01"),
      endsOn: new Date("2013-07-05"),
      issuedAt: new Date("2012-09-05"),
      issuedById: worked.ctice.personId,
      status: "SIGNED",
      signedAt: new Date("2012-09-06"),
      signedById: worked.head.personId,
      hash: "0".repeat(64),
    },
  });
  await db.mail.create({
    data: {
      toEmail: "personne@fictif.example",
      template: "convocation",
      params: { seanceId: worked.seance.id },
      key: `convocation:${worked.seance.id}:1:${randomUUID()}`,
      at: new Date("2012-10-10"),
    },
  });
  await issueCertificates(worked.referent, worked.cohort.id);
  await certifyService(worked.head, [worked.entry.id]);
  await recordServiceDone(worked.entry.id);
  await draftStatements("2012-10");
  statementId = (await db.payStatement.findFirstOrThrow()).id;
});

async function taken(): Promise<Uint8Array> {
  const { stream } = await takeAuditPack(worked.ctice, statementId);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

test("a draft has no pack; whoever does not read the whole statement finds none", async () => {
  await expect(takeAuditPack(worked.rectorat, statementId)).rejects.toMatchObject({ key: "pay.packOfDraft" });
  await decideThrough(worked, statementId);
  for (const actor of [
    worked.head,
    await actorOf(worked.teacher),
    await anActor({ role: "RECTORAT", place: await anAcademie() }),
  ])
    await expect(takeAuditPack(actor, statementId)).rejects.toMatchObject({ code: "not_found" });
  expect(await db.auditEvent.count({ where: { action: "pay.takePack" } })).toBe(0);
});

test("the pack holds what is behind each line, is written down when taken, and verifies offline", async () => {
  pack = await taken();
  const paths = Object.keys(unzipSync(pack));
  const seance = `seances/${worked.seance.id}`;
  for (const path of [
    "etat/etat.pdf",
    "etat/etat.json",
    "etat/lignes-0001.json",
    "etat/approbations.json",
    "etat/certifications-0001.json",
    "etat/taux.json",
    `missions/${worked.mission.id}/lettre.pdf`,
    `missions/${worked.mission.id}/lettre.json`,
    "registre/lignes-0001.json",
    `${seance}/feuille.json`,
    `${seance}/presences.json`,
    `${seance}/convocations.json`,
    `sessions/${worked.cohort.id}/attestations.json`,
    `sessions/${worked.cohort.id}/engagements.json`,
    `sessions/${worked.cohort.id}/enveloppe.json`,
    "manifest.json",
  ])
    expect(paths).toContain(path);
  expect(await db.auditEvent.findMany({ where: { action: "pay.takePack" } })).toMatchObject([
    { byId: worked.ctice.personId, subjectId: statementId },
  ]);
  expect(verifyPack(pack)).toEqual({ files: paths.length, faults: [] });
  const { publicKey } = JSON.parse(strFromU8(unzipSync(pack)["manifest.json"] ?? new Uint8Array())) as {
    publicKey: string;
  };
  expect(verifyPack(pack, publicKey).faults).toEqual([]);
  expect(verifyPack(pack, "another").faults).toEqual(["manifest.json: signed by another key than expected"]);
  for (const text of Object.values(unzipSync(pack)).map((bytes) => strFromU8(bytes, true)))
    expect(text).not.toMatch(/passwordHash|password_hash|browserCookie/);
});

test("one byte of any file, a file less or one more: each is named", () => {
  const files = unzipSync(pack);
  for (const path of Object.keys(files)) {
    for (const place of [0.1, 0.5, 0.9]) {
      const bytes = new Uint8Array(files[path] ?? []);
      const at = Math.floor(bytes.length * place);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      const { faults } = verifyPack(zipSync({ ...files, [path]: bytes }));
      expect(
        faults.filter((fault) => fault.startsWith(`${path}:`)),
        `${path} at ${at}`,
      ).not.toEqual([]);
    }
    const { [path]: _gone, ...rest } = files;
    expect(verifyPack(zipSync(rest)).faults).toContain(`${path}: missing`);
  }
  const more = { ...files, "etat/lignes-0002.json": new TextEncoder().encode("[]") };
  expect(verifyPack(zipSync(more)).faults).toEqual(["etat/lignes-0002.json: not in the manifest"]);
  expect(verifyPack(pack.slice(0, pack.length - 40)).faults[0]).toMatch(/cannot be read/);
});

test("the command says what does not fit, and answers with its exit code", () => {
  const folder = mkdtempSync(join(tmpdir(), "pack-"));
  try {
    const run = (bytes: Uint8Array) => {
      writeFileSync(join(folder, "pack.zip"), bytes);
      return spawnSync(process.execPath, ["scripts/verify-audit-pack.mjs", join(folder, "pack.zip")], {
        encoding: "utf8",
      });
    };
    expect(run(pack)).toMatchObject({ status: 0, stdout: expect.stringContaining("everything fits") });
    const files = unzipSync(pack);
    const forged = run(zipSync({ ...files, "etat/taux.json": new TextEncoder().encode("[]") }));
    expect(forged).toMatchObject({ status: 1, stderr: expect.stringContaining("etat/taux.json: changed") });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const entities: Record<string, string> = { quot: '"', amp: "&", lt: "<", gt: ">", apos: "'" };
const xml = (text: string) =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (_, code?: string, name = "") =>
    code ? String.fromCodePoint(Number(code)) : (entities[name] ?? ""),
  );
const euros = (text: string) => (/^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")).toFixed(2) : text);

/** The cells of each format, numbers alike. */
function csvCells(text: string) {
  const lines = text.replace("\uFEFF", "").trim().split("\r\n");
  return lines.map((line) => line.split(";").map((cell) => euros(cell.replace(/^"|"$/g, "").replaceAll('""', '"'))));
}
function odsCells(bytes: Buffer) {
  const content = strFromU8(unzipSync(new Uint8Array(bytes))["content.xml"] ?? new Uint8Array());
  return [...content.matchAll(/<table:table-row>(.*?)<\/table:table-row>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<table:table-cell([^>]*)><text:p>(.*?)<\/text:p>/gs)].map(([, about = "", text = ""]) =>
      euros(/office:value="([^"]+)"/.exec(about)?.[1] ?? xml(text)),
    ),
  );
}
function xlsxCells(bytes: Buffer) {
  const files = unzipSync(new Uint8Array(bytes));
  const read = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  const shared = [...read("xl/sharedStrings.xml").matchAll(/<si><t[^>]*>(.*?)<\/t><\/si>/gs)].map(([, text = ""]) =>
    xml(text),
  );
  const sheet = read("xl/worksheets/sheet1.xml");
  expect(sheet).not.toMatch(/<f[ >]/);
  return [...sheet.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, about = "", inside = ""]) => {
      const value = /<v>(.*?)<\/v>/s.exec(inside)?.[1] ?? /<t[^>]*>(.*?)<\/t>/s.exec(inside)?.[1] ?? "";
      return euros(/t="s"/.test(about) ? (shared[Number(value)] ?? "") : xml(value));
    }),
  );
}

test("CSV, ODS, XLSX and the page show the same figures, and no text becomes a formula", async () => {
  await expect(statementOds(worked.rectorat, statementId)).rejects.toMatchObject({ key: "pay.notExported" });
  await exportStatement(worked.rectorat, statementId, proof());
  const csv = csvCells(String((await statementCsv(worked.rectorat, statementId)).file));
  expect(odsCells((await statementOds(worked.rectorat, statementId)).file as Buffer)).toEqual(csv);
  expect(xlsxCells((await statementXlsx(worked.rectorat, statementId)).file as Buffer)).toEqual(csv);
  const { paid, totalCents } = await getWholeStatement(worked.rectorat, statementId);
  const amounts = csv.slice(1).map((row) => Math.round(Number(row.at(-1)) * 100));
  expect(amounts).toEqual(paid.map(({ amountCents }) => amountCents));
  expect(amounts.reduce((all, cents) => all + cents, 0)).toBe(totalCents);
  expect(csv.flat().filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
  expect(csv.flat()).toContain('\'=HYPERLINK("http://x")');
});
