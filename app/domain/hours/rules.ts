import { canonicalJson } from "../canonical";

export type Modality = "ON_SITE" | "REMOTE" | "IN_CLASS";
export type HourRole = "TRAINEE" | "TRAINER" | "DESIGN";
export type HourSource = "SHEET" | "ACTIVITY" | "DESIGN";

/** The rule of booking a line was written under: stored with it. */
export const HOURS_RULE_VERSION = "hours-1";
const ruleVersions = { SHEET: HOURS_RULE_VERSION, ACTIVITY: "activity-1", DESIGN: "design-1" } as const;
export const ruleVersionOf = (source: HourSource): string => ruleVersions[source];
/** What the first line of a ledger follows. */
export const GENESIS_HASH = "0".repeat(64);

export type SheetToBook = {
  id: string;
  status: "OPEN" | "SEALED";
  seance: {
    id: string;
    startsAt: Date;
    endsAt: Date;
    modality: Modality;
    trainerId: string;
    status: "PLANNED" | "CANCELLED";
  };
};
/** Present now, corrections included; `seq` is the line of the series her presence rests on. */
export type PresentPerson = { enrolmentId: string; personId: string; seq: number };
export type TrainingMission = { id: string; personId: string };

/** A line to book, before its number, its date and its place in the chain. Minutes are the planned ones. */
export type HourDraft = {
  personId: string;
  role: HourRole;
  source: HourSource;
  minutes: number;
  modality: Modality;
  /** The interval of its séance; both the instant it is dated for planned minutes that have none. */
  startsAt: Date;
  endsAt: Date;
  seanceId: string | null;
  sheetId: string | null;
  activityAttestationId: string | null;
  designWorkId: string | null;
  enrolmentId: string | null;
  missionId: string | null;
  sourceKey: string;
  ruleVersion: string;
  reversesId: string | null;
  reason: string | null;
};

/** A sheet is booked once it is sealed and its planned end is past in business time. */
export const isBookable = (sheet: SheetToBook, now: Date): boolean =>
  sheet.status === "SEALED" && sheet.seance.status === "PLANNED" && sheet.seance.endsAt <= now;

/**
 * The lines of a sealed sheet: the planned minutes of each person present, and those of the trainer, whose proof is the
 * seal, on her training mission. Without a mission of hers, no trainer line. Persons in a fixed order, so that two
 * workers lock them alike.
 */
export function entriesForSheet(
  sheet: SheetToBook,
  presents: readonly PresentPerson[],
  mission: TrainingMission | null,
): HourDraft[] {
  const { seance } = sheet;
  const minutes = Math.round((seance.endsAt.getTime() - seance.startsAt.getTime()) / 60_000);
  const common = {
    source: "SHEET" as const,
    minutes,
    modality: seance.modality,
    startsAt: seance.startsAt,
    endsAt: seance.endsAt,
    seanceId: seance.id,
    sheetId: sheet.id,
    activityAttestationId: null,
    designWorkId: null,
    ruleVersion: HOURS_RULE_VERSION,
    reversesId: null,
    reason: null,
  };
  const trainees = presents
    .filter(({ personId }) => personId !== seance.trainerId)
    .map(({ enrolmentId, personId, seq }) => ({
      ...common,
      personId,
      role: "TRAINEE" as const,
      enrolmentId,
      missionId: null,
      sourceKey: sourceKeyOf(sheet.id, "TRAINEE", personId, seq),
    }));
  const trainer =
    mission?.personId === seance.trainerId
      ? [
          {
            ...common,
            personId: seance.trainerId,
            role: "TRAINER" as const,
            enrolmentId: null,
            missionId: mission.id,
            sourceKey: sourceKeyOf(sheet.id, "TRAINER", seance.trainerId, 1),
          },
        ]
      : [];
  return [...trainees, ...trainer].sort((a, b) => (a.personId < b.personId ? -1 : 1));
}

/** What makes a retry harmless: sheet, role, person and the line of presence it rests on. */
export const sourceKeyOf = (sheetId: string, role: HourRole, personId: string, seq: number): string =>
  `${sheetId}:${role}:${personId}:${seq}`;

export type BookedEntry = Omit<HourDraft, "ruleVersion"> & { id: string };

/** The counter-entry of a booked line: same facts, opposite minutes, a reason; booking it twice is one line. */
export function counterEntry(entry: BookedEntry, reason: string): HourDraft {
  if (entry.minutes <= 0) throw new RangeError("a counter-entry is not reversed: book the presence anew");
  const { id, ...facts } = entry;
  return {
    ...facts,
    minutes: -entry.minutes,
    sourceKey: `${entry.sourceKey}:reversal`,
    ruleVersion: ruleVersionOf(entry.source),
    reversesId: id,
    reason,
  };
}

/**
 * What an approved correction adds to the ledger: a counter-entry for each trainee line that stands no more, a line for
 * each person present without one. `standing` are the lines of the sheet that nothing reverses. Nothing changed: empty.
 */
export function entriesForCorrection(
  standing: readonly BookedEntry[],
  wanted: readonly HourDraft[],
  reason: string,
): HourDraft[] {
  const trainees = standing.filter(({ role }) => role === "TRAINEE");
  const wantedKeys = new Set(wanted.map(({ sourceKey }) => sourceKey));
  const standingKeys = new Set(standing.map(({ sourceKey }) => sourceKey));
  return [
    ...trainees.filter(({ sourceKey }) => !wantedKeys.has(sourceKey)).map((entry) => counterEntry(entry, reason)),
    ...wanted.filter(({ sourceKey, role }) => role === "TRAINEE" && !standingKeys.has(sourceKey)),
  ];
}

/** What a line of the ledger says, with its place in the chain. */
export type ChainedEntry = Omit<HourDraft, "startsAt" | "endsAt"> & {
  startsAt: Date;
  endsAt: Date;
  academieId: string;
  schoolYearId: string;
  number: number;
  at: Date;
};

/**
 * The text whose hash is the hash of a line: every legal fact of it, and the hash of the line before. A line that a sheet
 * proves names no source: its text is the one it had before there was another.
 */
export function chainText(entry: ChainedEntry, previousHash: string): string {
  const { source, activityAttestationId, designWorkId } = entry;
  return canonicalJson({
    ...(source === "SHEET" ? {} : { source, activityAttestationId, designWorkId }),
    academieId: entry.academieId,
    at: entry.at,
    endsAt: entry.endsAt,
    enrolmentId: entry.enrolmentId,
    minutes: entry.minutes,
    missionId: entry.missionId,
    modality: entry.modality,
    number: entry.number,
    personId: entry.personId,
    previousHash,
    reason: entry.reason,
    reversesId: entry.reversesId,
    role: entry.role,
    ruleVersion: entry.ruleVersion,
    schoolYearId: entry.schoolYearId,
    seanceId: entry.seanceId,
    sheetId: entry.sheetId,
    sourceKey: entry.sourceKey,
    startsAt: entry.startsAt,
  });
}

/** The hash of a line; `sha256` gives the hexadecimal digest of a text. */
export const chainHash = (entry: ChainedEntry, previousHash: string, sha256: (text: string) => string): string =>
  sha256(chainText(entry, previousHash));

export type StoredEntry = ChainedEntry & { previousHash: string; hash: string };

/** Where a part of a ledger ends, and the next one goes on. */
export type ChainEnd = { number: number; hash: string };

/** The number of the first line of a ledger that was changed, moved or left out; null when the chain holds. */
export function firstBrokenLine(
  entries: readonly StoredEntry[],
  sha256: (text: string) => string,
  after: ChainEnd = { number: 0, hash: GENESIS_HASH },
): number | null {
  let previous = after.hash;
  for (const [index, entry] of entries.entries()) {
    const number = after.number + index + 1;
    const holds =
      entry.number === number && entry.previousHash === previous && entry.hash === chainHash(entry, previous, sha256);
    if (!holds) return number;
    previous = entry.hash;
  }
  return null;
}
