import { db } from "~/platform/db.server";
import type { Actor } from "../actor";
import { letterPdf } from "../mission/pdf.server";
import { statementPdf } from "./files.server";

/** One file of an audit pack. */
export type PackFile = { path: string; file: Uint8Array | string };

/** Rows a file holds at most: a statement of a whole académie is read, and written, piece by piece. */
const ROWS = 500;

/** Several rows as one file that reads the same everywhere: keys as they are stored, one row a line. */
export const rowsFile = (path: string, rows: readonly object[]): PackFile => ({
  path,
  file: `[\n${rows.map((row) => JSON.stringify(row, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))).join(",\n")}\n]\n`,
});

/** Ids in pieces, each with its number for a file's name. */
export function* pieces<T>(all: readonly T[]): Generator<{ number: string; part: T[] }> {
  for (let from = 0; from < all.length; from += ROWS)
    yield { number: String(from / ROWS + 1).padStart(4, "0"), part: all.slice(from, from + ROWS) };
}

/** What a decided statement says and who approved it: document, lines with their inputs, rates, certifications, letters. */
export async function* statementFiles(actor: Actor, statementId: string): AsyncGenerator<PackFile> {
  const { file } = await statementPdf(actor, statementId);
  yield { path: "etat/etat.pdf", file };
  const statement = await db.payStatement.findUniqueOrThrow({ where: { id: statementId } });
  yield rowsFile("etat/etat.json", [statement]);
  yield rowsFile(
    "etat/approbations.json",
    await db.statementEvent.findMany({ where: { statementId }, orderBy: { id: "asc" } }),
  );
  yield rowsFile(
    "etat/journal.json",
    await db.auditEvent.findMany({ where: { subject: "statement", subjectId: statementId }, orderBy: { id: "asc" } }),
  );
  const lines = await db.payLine.findMany({ where: { statementId }, orderBy: { id: "asc" }, select: { id: true } });
  const [rates, missions] = [new Set<string>(), new Set<string>()];
  for (const { number, part } of pieces(lines.map(({ id }) => id))) {
    const rows = await db.payLine.findMany({ where: { id: { in: part } }, orderBy: { id: "asc" } });
    yield rowsFile(`etat/lignes-${number}.json`, rows);
    const entryIds = rows.flatMap(({ hourEntryId }) => hourEntryId ?? []);
    const certifications = await db.certification.findMany({
      where: { hourEntryId: { in: entryIds } },
      orderBy: { id: "asc" },
    });
    yield rowsFile(`etat/certifications-${number}.json`, certifications);
    for (const { rateRowId, missionId } of rows) {
      if (rateRowId) rates.add(rateRowId);
      missions.add(missionId);
    }
  }
  yield rowsFile(
    "etat/taux.json",
    await db.rateRow.findMany({ where: { id: { in: [...rates] } }, orderBy: { id: "asc" } }),
  );
  for (const missionId of [...missions].sort()) yield* missionFiles(actor, missionId);
}

async function* missionFiles(actor: Actor, missionId: string): AsyncGenerator<PackFile> {
  const { letter, facts, answers, ...mission } = await db.mission.findUniqueOrThrow({
    where: { id: missionId },
    include: {
      letter: { include: { amendments: { orderBy: { seq: "asc" } } } },
      facts: { orderBy: { at: "asc" } },
      answers: { orderBy: { at: "asc" } },
    },
  });
  yield rowsFile(`missions/${missionId}/mission.json`, [mission, ...facts, ...answers]);
  if (!letter) return;
  const { amendments, ...signed } = letter;
  yield rowsFile(`missions/${missionId}/lettre.json`, [signed, ...amendments]);
  yield { path: `missions/${missionId}/lettre.pdf`, file: (await letterPdf(actor, missionId)).file };
}
