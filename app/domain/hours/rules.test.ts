import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { entriesOfCorrection } from "./correction";
import { entryForActivity, entryForWork } from "./planned";
import {
  type BookedEntry,
  chainHash,
  chainText,
  counterEntry,
  entriesForCorrection,
  entriesForSheet,
  firstBrokenLine,
  GENESIS_HASH,
  type HourDraft,
  isBookable,
  type SheetToBook,
  type StoredEntry,
} from "./rules";

const sheet: SheetToBook = {
  id: "sheet",
  status: "SEALED",
  seance: {
    id: "seance",
    startsAt: new Date("2012-10-17T12:00:00Z"),
    endsAt: new Date("2012-10-17T15:00:00Z"),
    modality: "ON_SITE",
    trainerId: "delmas",
    status: "PLANNED",
  },
};
const mission = { id: "M2", personId: "delmas" };
const presents = Array.from({ length: 12 }, (_, n) => ({ enrolmentId: `e${n}`, personId: `p${n}`, seq: 1 }));
const booked = (drafts: HourDraft[]): BookedEntry[] =>
  drafts.map((draft) => ({ ...draft, id: `id-${draft.sourceKey}` }));

test.each([
  ["sealed and its end is past", sheet, "2012-10-17T15:00:00Z", true],
  ["sealed before its planned end", sheet, "2012-10-17T14:59:59Z", false],
  ["open", { ...sheet, status: "OPEN" as const }, "2012-10-17T18:00:00Z", false],
  [
    "of a cancelled séance",
    { ...sheet, seance: { ...sheet.seance, status: "CANCELLED" as const } },
    "2012-10-18T00:00:00Z",
    false,
  ],
])("a sheet %s: booked or not", (_case, given, now, outcome) => {
  expect(isBookable(given, new Date(now))).toBe(outcome);
});

test("twelve present and their trainer make 12 × 180 trainee minutes and 180 trainer minutes on M2", () => {
  const entries = entriesForSheet(sheet, presents, mission);
  const trainees = entries.filter(({ role }) => role === "TRAINEE");
  const trainer = entries.filter(({ role }) => role === "TRAINER");
  expect(trainees).toHaveLength(12);
  expect(trainees.every(({ minutes, missionId, enrolmentId }) => minutes === 180 && !missionId && enrolmentId)).toBe(
    true,
  );
  expect(trainer).toMatchObject([{ personId: "delmas", minutes: 180, missionId: "M2", enrolmentId: null }]);
  expect(new Set(entries.map(({ sourceKey }) => sourceKey)).size).toBe(13);
});

test("booking the same sheet again makes the same keys, in any order of the presences", () => {
  const keys = (given: typeof presents) => entriesForSheet(sheet, given, mission).map(({ sourceKey }) => sourceKey);
  expect(keys([...presents].reverse())).toEqual(keys(presents));
});

test("without a mission of her own the trainer's hours are not booked", () => {
  for (const other of [null, { id: "M9", personId: "somebody else" }])
    expect(entriesForSheet(sheet, presents, other).every(({ role }) => role === "TRAINEE")).toBe(true);
});

test("a correction takes back a line and adds another, and says so once", () => {
  const standing = booked(entriesForSheet(sheet, presents.slice(0, 11), mission));
  const corrected = [...presents.slice(1, 11), { enrolmentId: "e11", personId: "p11", seq: 1 }];
  const wanted = entriesForSheet(sheet, corrected, mission);
  const entries = entriesForCorrection(standing, wanted, "Pointage erroné");
  expect(entries.map(({ personId, minutes, reversesId }) => [personId, minutes, reversesId])).toEqual([
    ["p0", -180, "id-sheet:TRAINEE:p0:1"],
    ["p11", 180, null],
  ]);
  const after = [...standing.filter(({ personId }) => personId !== "p0"), ...booked(entries.slice(1))];
  expect(entriesForCorrection(after, wanted, "Pointage erroné")).toEqual([]);
});

test("a presence restored later is a new line, not the old one", () => {
  const standing = booked(entriesForSheet(sheet, [], mission));
  const restored = entriesForSheet(sheet, [{ enrolmentId: "e0", personId: "p0", seq: 3 }], mission);
  expect(entriesForCorrection(standing, restored, "Oubli")).toMatchObject([{ sourceKey: "sheet:TRAINEE:p0:3" }]);
});

test("a trainer on the list of her own séance is booked once, as its trainer", () => {
  const own = { enrolmentId: "e12", personId: "delmas", seq: 1 };
  const entries = entriesForSheet(sheet, [...presents, own], mission);
  expect(entries.filter(({ personId }) => personId === "delmas")).toMatchObject([{ role: "TRAINER" }]);
});

test("a counter-entry is never taken back in its turn", () => {
  const [line] = booked(entriesForSheet(sheet, presents.slice(0, 1), null));
  const [back] = booked(line ? [counterEntry(line, "Pointage erroné")] : []);
  expect(back?.minutes).toBe(-180);
  expect(() => back && counterEntry(back, "Encore")).toThrow(RangeError);
});

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
function ledger(): StoredEntry[] {
  let previousHash = GENESIS_HASH;
  return entriesForSheet(sheet, presents.slice(0, 3), mission).map((draft, index) => {
    const entry = {
      ...draft,
      academieId: "rennes",
      schoolYearId: "2012-2013",
      number: index + 1,
      at: new Date("2012-10-17T15:00:10Z"),
    };
    const hash = chainHash(entry, previousHash, sha256);
    const stored = { ...entry, previousHash, hash };
    previousHash = hash;
    return stored;
  });
}

test("a whole chain holds; a line changed, moved, left out or rehashed alone breaks it there", () => {
  expect(firstBrokenLine(ledger(), sha256)).toBeNull();
  expect(firstBrokenLine([], sha256)).toBeNull();
  const changed = ledger().map((entry, index) => (index === 1 ? { ...entry, minutes: 240 } : entry));
  expect(firstBrokenLine(changed, sha256)).toBe(2);
  const rehashed = ledger().map((entry, index) =>
    index === 1
      ? { ...entry, minutes: 240, hash: chainHash({ ...entry, minutes: 240 }, entry.previousHash, sha256) }
      : entry,
  );
  expect(firstBrokenLine(rehashed, sha256)).toBe(3);
  expect(
    firstBrokenLine(
      ledger().filter((_, index) => index !== 2),
      sha256,
    ),
  ).toBe(3);
  expect(firstBrokenLine(ledger().reverse(), sha256)).toBe(1);
});

test("a line of a sheet says what it said before there was another source; another one says its source and its proof", () => {
  const [line] = ledger();
  if (!line) throw new Error("a ledger has a line");
  const said = JSON.parse(chainText(line, line.previousHash));
  for (const name of ["source", "activityAttestationId", "designWorkId"]) expect(said).not.toHaveProperty(name);
  expect(Object.keys(said)).toHaveLength(19);
  const planned = { ...line, source: "DESIGN" as const, seanceId: null, sheetId: null, designWorkId: "work" };
  expect(JSON.parse(chainText(planned, line.previousHash))).toMatchObject({ source: "DESIGN", designWorkId: "work" });
  const hash = chainHash(planned, GENESIS_HASH, sha256);
  const stored = {
    ...planned,
    number: 1,
    previousHash: GENESIS_HASH,
    hash: chainHash({ ...planned, number: 1 }, GENESIS_HASH, sha256),
  };
  expect(hash).toBe(stored.hash);
  expect(firstBrokenLine([stored], sha256)).toBeNull();
  expect(firstBrokenLine([{ ...stored, source: "SHEET" }], sha256)).toBe(1);
  expect(firstBrokenLine([{ ...stored, designWorkId: "another" }], sha256)).toBe(1);
});

test("planned minutes are dated by one instant, and their counter-entry by the same", () => {
  const at = new Date("2012-10-20T10:00:00Z");
  const activity = {
    activityId: "a",
    enrolmentId: "n",
    personId: "p",
    seq: 2,
    minutes: 120,
    modality: "REMOTE" as const,
  };
  const draft = entryForActivity({ id: "t", at, ...activity });
  expect(draft).toMatchObject({ startsAt: at, endsAt: at, sourceKey: "activity:a:n:2", ruleVersion: "activity-1" });
  const back = counterEntry({ ...draft, id: "line" }, "Erreur");
  expect(back).toMatchObject({
    minutes: -120,
    startsAt: at,
    endsAt: at,
    source: "ACTIVITY",
    ruleVersion: "activity-1",
  });
  const work = entryForWork({ id: "w", missionId: "m", personId: "p", minutes: 180, startsOn: at });
  const correction = entriesOfCorrection({ ...work, id: "line" }, { id: "c", trueMinutes: 60, reason: "Moins long" });
  expect(correction.map(({ minutes, startsAt, endsAt }) => [minutes, startsAt, endsAt])).toEqual([
    [-180, at, at],
    [60, at, at],
  ]);
});

test("a chain written anew with a hole in its numbers, or a line that names another one before it, is broken there", () => {
  let previousHash = GENESIS_HASH;
  const holed = ledger().map((entry, index) => {
    const moved = { ...entry, number: index < 1 ? 1 : index + 2 };
    const hash = chainHash(moved, previousHash, sha256);
    const stored = { ...moved, previousHash, hash };
    previousHash = hash;
    return stored;
  });
  expect(firstBrokenLine(holed, sha256)).toBe(2);
  const renamed = ledger().map((entry, index) => (index === 1 ? { ...entry, previousHash: GENESIS_HASH } : entry));
  expect(firstBrokenLine(renamed, sha256)).toBe(2);
});
