import { businessNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import { mac, sameText } from "~/platform/secrets.server";
import { signingOpensAt } from "./rules";
import { acceptedWindows, codeOf, untilNextWindow, WINDOW_MS, windowAt } from "./rules/code";

/** What a shown code turned out to be. `ageMs` is real time since it first appeared. */
export type SheetFound =
  | { state: "fresh"; sheetId: string }
  | { state: "stale"; sheetId: string; ageMs: number }
  | { state: "ambiguous" }
  | { state: "unknown" };

const MAC_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{48}$/;
/** How far back a stale code is recognised, so that a refusal can say from when it dates: one hour. */
const REMEMBERED_WINDOWS = 240;
/** HMACs spent on one typed code at most: past that, « unknown » is answer enough. */
const MOST_MACS = 12_000;

const codeAt = (sheetId: string, window: number) => codeOf(mac("attendance", `code:${sheetId}:${window}`));
const tokenMac = (sheetId: string, window: number) =>
  mac("attendance", `token:${sheetId}:${window}`).subarray(0, MAC_BYTES);

/** The code and the QR's token of a sheet at an instant of real time, and when they change. */
export function liveCode(sheetId: string, at: Date) {
  const window = windowAt(at);
  const head = Buffer.alloc(20);
  head.write(sheetId.replaceAll("-", ""), "hex");
  head.writeUInt32BE(window, 16);
  return {
    token: Buffer.concat([head, tokenMac(sheetId, window)]).toString("base64url"),
    code: codeAt(sheetId, window),
    changesInMs: untilNextWindow(at),
  };
}

/** Reads a QR's token: sheet and window in clear, proved by the MAC. Anything else is unknown. */
export function readToken(token: string, at: Date): SheetFound {
  // The pattern first: base64 forgives signs that would let one token be written in several ways.
  if (!TOKEN.test(token)) return { state: "unknown" };
  const bytes = Buffer.from(token, "base64url");
  const hex = bytes.subarray(0, 16).toString("hex");
  const sheetId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const window = bytes.readUInt32BE(16);
  const given = bytes.subarray(20).toString("hex");
  if (!sameText(given, tokenMac(sheetId, window).toString("hex"))) return { state: "unknown" };
  return aged(sheetId, window, at);
}

function aged(sheetId: string, window: number, at: Date): SheetFound {
  if (acceptedWindows(at).includes(window)) return { state: "fresh", sheetId };
  const ageMs = at.getTime() - window * WINDOW_MS;
  return ageMs > 0 ? { state: "stale", sheetId, ageMs } : { state: "unknown" };
}

/** Finds the sheet whose six characters these are, among those being signed (or closed within the hour, to say so). */
export async function findSheetByCode(code: string, at: Date): Promise<SheetFound> {
  const sheetIds = await listSignableSheetIds();
  const fresh = acceptedWindows(at);
  const matches = sheetIds.filter((id) => fresh.some((window) => codeAt(id, window) === code));
  if (matches.length > 1) return { state: "ambiguous" };
  if (matches[0]) return { state: "fresh", sheetId: matches[0] };

  const windows = Math.min(REMEMBERED_WINDOWS, Math.floor(MOST_MACS / Math.max(1, sheetIds.length)));
  const latest = windowAt(at);
  for (let age = fresh.length; age < windows; age++)
    for (const id of sheetIds) if (codeAt(id, latest - age) === code) return aged(id, latest - age, at);
  return { state: "unknown" };
}

/** Longest lead a séance may have (a check of the database): nothing later can be signed now. */
const MOST_LEAD_MS = 240 * 60_000;

async function listSignableSheetIds(): Promise<string[]> {
  const now = await businessNow();
  const sheets = await db.attendanceSheet.findMany({
    where: {
      OR: [{ status: "OPEN" }, { closedAt: { gte: new Date(now.getTime() - 3_600_000) } }],
      seance: {
        status: "PLANNED",
        cohort: { status: "OPEN" },
        startsAt: { lte: new Date(now.getTime() + MOST_LEAD_MS) },
      },
    },
    orderBy: { seance: { startsAt: "desc" } },
    take: 4_000,
    select: { id: true, seance: { select: { startsAt: true, signingLeadMinutes: true, status: true } } },
  });
  return sheets.filter(({ seance }) => now >= signingOpensAt(seance)).map(({ id }) => id);
}
