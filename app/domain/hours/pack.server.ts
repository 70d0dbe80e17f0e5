import { db } from "~/platform/db.server";

/** The ledger's lines behind some hours: themselves and what they take back. */
export async function ledgerLines(entryIds: readonly string[]) {
  const found = await db.hourEntry.findMany({
    where: { id: { in: [...entryIds] } },
    select: { id: true, reversesId: true },
  });
  const ids = found.flatMap(({ id, reversesId }) => (reversesId ? [id, reversesId] : [id]));
  return db.hourEntry.findMany({ where: { id: { in: ids } }, orderBy: [{ schoolYearId: "asc" }, { number: "asc" }] });
}

/** What proves that a séance took place: the sealed sheet with the key it was signed by, lines, corrections, summons. */
export async function seanceProofs(seanceId: string) {
  const seance = await db.seance.findUniqueOrThrow({ where: { id: seanceId } });
  const sheet = await db.attendanceSheet.findUniqueOrThrow({ where: { seanceId } });
  const [presences, corrections, hourCorrections, key, summons] = await Promise.all([
    db.presence.findMany({ where: { sheetId: sheet.id }, orderBy: [{ enrolmentId: "asc" }, { seq: "asc" }] }),
    db.attendanceCorrection.findMany({ where: { sheetId: sheet.id }, orderBy: { id: "asc" } }),
    db.hourCorrection.findMany({ where: { hourEntry: { sheetId: sheet.id } }, orderBy: { id: "asc" } }),
    sheet.signingKeyId ? db.signingKey.findUnique({ where: { id: sheet.signingKeyId } }) : null,
    // The message itself, without the address it went to.
    db.mail.findMany({
      where: { OR: ["convocation", "seance-moved"].map((name) => ({ key: { startsWith: `${name}:${seanceId}:` } })) },
      orderBy: { key: "asc" },
      select: { key: true, template: true, toPersonId: true, params: true, at: true, sentAt: true },
    }),
  ]);
  return {
    seance,
    sheet: { ...sheet, publicKey: key?.publicKey ?? null },
    presences,
    corrections,
    hourCorrections,
    summons,
  };
}

/** What proves a work of design: its author's declaration, the attestation of another person, corrections of its hour. */
export async function workProofs(designWorkId: string) {
  const { attestation, ...work } = await db.designWork.findUniqueOrThrow({
    where: { id: designWorkId },
    include: { attestation: true },
  });
  const hourCorrections = await db.hourCorrection.findMany({
    where: { hourEntry: { designWorkId } },
    orderBy: { id: "asc" },
  });
  return { work, attestation, hourCorrections };
}
