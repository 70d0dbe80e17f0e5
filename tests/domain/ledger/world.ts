import { randomUUID } from "node:crypto";
import { passwordHash as aPasswordHash } from "@tests/factories/account";
import { theRates } from "@tests/factories/pay";
import { theNation } from "@tests/factories/place";
import pg from "pg";
import { inject } from "vitest";
import type { Actor, Role } from "~/domain/actor";
import { db } from "~/platform/db.server";
import type { Slot } from "./model";
import { HELD, type WorkSlot } from "./planned-model";
import { aDesign, theActivities } from "./planned-world";

/** Nights when the hour changes, a leap day, séances that overlap, and fifty minutes, which do not divide an hour's price. */
const years = [
  {
    id: "2011-2012",
    startsOn: "2011-09-05",
    endsOn: "2012-07-05",
    from: "2012-02-20T07:00:00Z",
    months: ["2012-02", "2012-03", "2012-04"],
    slots: [
      ["2012-02-29T13:00Z", 180, 0],
      ["2012-02-29T14:00Z", 90, 1],
      ["2012-03-25T00:00Z", 180, 0],
      ["2012-03-25T02:30Z", 90, 1],
      ["2012-04-04T12:00Z", 50, 0],
    ],
  },
  {
    id: "2012-2013",
    startsOn: "2012-09-04",
    endsOn: "2013-07-05",
    from: "2012-10-10T07:00:00Z",
    months: ["2012-10", "2012-11", "2012-12"],
    slots: [
      ["2012-10-17T12:00Z", 180, 0],
      ["2012-10-17T13:00Z", 90, 1],
      ["2012-10-28T00:00Z", 180, 0],
      ["2012-10-28T02:30Z", 90, 1],
      ["2012-11-07T13:00Z", 50, 0],
    ],
  },
] as const;

export type World = {
  academieId: string;
  year: string;
  from: number;
  months: readonly string[];
  slots: Slot[];
  seanceIds: string[];
  sheetIds: string[];
  cohortIds: string[];
  envelopeId: string;
  activityIds: string[];
  designId: string;
  works: (WorkSlot & { id: string; day: string })[];
  /** By cohort, by trainee. */
  enrolmentIds: (string | null)[][];
  trainers: Actor[];
  trainees: Actor[];
  deputy: Actor;
  head: Actor;
  rectorat: Actor;
  ctice: Actor;
  office: Actor;
  other: Actor;
};

const SINCE = new Date("2011-09-01");
let serial = 0;

/** Everything worlds share: years, rates, one path, and one future rate that somebody may change. */
export async function theGround() {
  const nation = await theNation();
  for (const { id, startsOn, endsOn } of years)
    await db.schoolYear.create({
      data: { id, startsOn: new Date(startsOn), endsOn: new Date(endsOn), source: "test" },
    });
  await theRates();
  await db.rateRow.create({
    data: {
      channel: "HSE",
      corps: "CERTIFIE",
      grade: "CN",
      hourlyCents: 5_000,
      yearlyCents: 150_000,
      firstYearlyCents: 180_000,
      validFrom: new Date("2020-01-01"),
      validTo: new Date("2020-12-31"),
      source: "test",
      rounding: "test",
    },
  });
  const path = await db.path.create({ data: { code: "ledger", title: "Parcours", summary: "", origin: "test" } });
  const version = await db.pathVersion.create({ data: { pathId: path.id, number: 1, publishedAt: SINCE } });
  const shared = Array.from({ length: 6 }, () => randomUUID());
  const distance = await theActivities(version.id);
  await db.person.createMany({ data: shared.map((id) => personRow(id)) });
  // Whoever exports types a password again.
  const passwordHash = await aPasswordHash();
  await db.account.createMany({
    data: shared.map((id) => ({ id, personId: id, status: "ACTIVE" as const, passwordHash })),
  });
  return { nationId: nation.id, versionId: version.id, shared, distance };
}
type Ground = Awaited<ReturnType<typeof theGround>>;

const personRow = (id: string) => ({
  id,
  givenName: "Camille",
  familyName: "Fictif",
  email: `${id}@fictif.example`,
  fictional: true,
});

/** Many worlds at once: an académie each, some fifty rows, a dozen statements for all of them. */
export async function worlds(ground: Ground, count: number): Promise<World[]> {
  const made = Array.from({ length: count }, () => aWorld(ground));
  const rows = <K extends keyof (typeof made)[number]["rows"]>(key: K) =>
    made.flatMap((one) => one.rows[key] as (typeof made)[number]["rows"][K][number][]);
  await db.place.createMany({ data: rows("academies") });
  await db.place.createMany({ data: rows("places") });
  await db.school.createMany({ data: rows("schools") });
  await db.person.createMany({ data: rows("persons") });
  await db.account.createMany({ data: rows("accounts") });
  await db.roleAssignment.createMany({ data: rows("roles") });
  await db.career.createMany({ data: rows("careers") });
  await db.channelOpening.createMany({ data: rows("openings") });
  await db.mission.createMany({ data: rows("missions") });
  await db.missionLetter.createMany({ data: rows("letters") });
  await db.cohort.createMany({ data: rows("cohorts") });
  await db.enrolment.createMany({ data: rows("enrolments") });
  await db.enrolmentEvent.createMany({ data: rows("events") });
  await db.seance.createMany({ data: rows("seances") });
  await db.attendanceSheet.createMany({ data: rows("sheets") });
  await db.envelope.createMany({ data: rows("envelopes") });
  await db.commitment.createMany({ data: rows("commitments") });
  await db.envelopeEntry.createMany({ data: rows("entries") });
  return made.map(({ world }) => world);
}

function aWorld({ nationId, versionId, shared, distance }: Ground) {
  const n = ++serial;
  const year = years[n % 2] ?? years[0];
  const [academieId, schoolId, envelopeId] = [randomUUID(), randomUUID(), randomUUID()];
  const [trainerA, trainerB, ...trainees] = Array.from({ length: 6 }, () => randomUUID()) as [
    string,
    string,
    ...string[],
  ];
  const trainerIds = [trainerA, trainerB];
  const slots = year.slots.map(([at, minutes, cohort]): Slot => {
    const start = Date.parse(at);
    return { cohort, start, end: start + minutes * 60_000, month: year.months.indexOf(at.slice(0, 7) as never) };
  });
  const common = { placeId: schoolId, schoolYearId: year.id };
  const cohorts = trainerIds.map((referentId) => ({ id: randomUUID(), missionId: randomUUID(), referentId }));
  const members = [trainees.slice(0, 3), [trainees[0], trainees[1], trainees[3]]].map((list) => list.map(String));
  const enrolments = cohorts.flatMap(({ id: cohortId }, index) =>
    (members[index] ?? []).map((personId) => ({
      id: randomUUID(),
      cohortId,
      personId,
      email: `${personId}@fictif.example`,
      status: "ENROLLED" as const,
    })),
  );
  const design = aDesign(year.id, {
    ...{ personId: trainerA, placeId: schoolId, byId: shared[1] ?? "", number: `W${n}-0001`, at: SINCE },
  });
  const digits = String(9_000_000 + n);
  const seances = slots.map(({ cohort, start, end }, s) => ({
    id: randomUUID(),
    cohortId: cohorts[cohort]?.id ?? "",
    title: "Regroupement",
    modality: s === HELD.s ? ("IN_CLASS" as const) : ("ON_SITE" as const),
    stageId: s === HELD.s ? (distance[HELD.a]?.stageId ?? null) : null,
    placeId: schoolId,
    startsAt: new Date(start),
    endsAt: new Date(end),
    trainerId: trainerIds[cohort] ?? "",
    deputyId: shared[0] ?? "",
    createdById: trainerIds[cohort] ?? "",
  }));
  const sheets = seances.map(({ id: seanceId }) => ({ id: randomUUID(), seanceId, halfDay: "AFTERNOON" as const }));
  const priced = slots.map(({ cohort, start, end }) =>
    Math.floor((2 * ((end - start) / 60_000) * ([3_736, 4_110][cohort] ?? 0) + 60) / 120),
  );
  const commitments = cohorts.map(({ id: cohortId, missionId }, index) => ({
    id: randomUUID(),
    envelopeId,
    cohortId,
    missionId,
    nature: "HSE" as const,
    minutes: slots
      .filter(({ cohort }) => cohort === index)
      .reduce((all, { start, end }) => all + (end - start) / 60_000, 0),
    amountCents: priced.filter((_, s) => slots[s]?.cohort === index).reduce((all, cents) => all + cents, 0),
    at: SINCE,
    createdById: shared[2] ?? "",
  }));
  const total = priced.reduce((all, cents) => all + cents, 0);
  const role = (personId: string, held: Role, placeId: string) => ({ personId, role: held, placeId, validFrom: SINCE });
  const rows = {
    academies: [
      {
        id: academieId,
        kind: "ACADEMIE" as const,
        code: `W${n}`,
        name: `Académie W${n}`,
        parentId: nationId,
        validFrom: SINCE,
      },
    ],
    places: [
      { id: schoolId, kind: "SCHOOL" as const, code: `W${n}`, name: "Collège", parentId: academieId, validFrom: SINCE },
    ],
    schools: [
      {
        placeId: schoolId,
        uai: digits + "ABCDEFGHJKLMNPRSTUVWXYZ".charAt(Number(digits) % 23),
        type: "COLLEGE" as const,
        sector: "PUBLIC" as const,
        town: "Ville-Fictive",
      },
    ],
    persons: [...trainerIds, ...trainees].map(personRow),
    accounts: trainees.map((personId) => ({ personId, status: "ACTIVE" as const })),
    roles: [
      ...trainees.map((id) => role(id, "TEACHER", schoolId)),
      ...trainerIds.map((id) => role(id, "REFERENT", schoolId)),
    ],
    careers: trainerIds.map((personId, index) => ({
      personId,
      category: "TEACHER" as const,
      corps: "CERTIFIE" as const,
      grade: index === 0 ? ("CN" as const) : ("HC" as const),
      validFrom: SINCE,
    })),
    openings: [
      {
        academieId,
        schoolYearId: year.id,
        channel: "HSE" as const,
        decidedOn: SINCE,
        reason: "test",
        at: SINCE,
        decidedById: shared[2] ?? "",
      },
    ],
    missions: [
      ...cohorts.map(({ missionId, referentId }) => ({
        ...common,
        id: missionId,
        personId: referentId,
        kind: "TRAINING" as const,
        title: "Formation",
        channel: "HSE" as const,
        plannedMinutes: 600,
        at: SINCE,
        createdById: shared[2] ?? "",
      })),
      design.mission,
    ],
    letters: [design.letter],
    cohorts: cohorts.map(({ id, missionId, referentId }) => ({
      ...common,
      id,
      missionId,
      referentId,
      pathVersionId: versionId,
      title: "Groupe",
      status: "OPEN" as const,
      openedAt: SINCE,
      createdById: referentId,
    })),
    enrolments,
    events: enrolments.map(({ id }) => ({ enrolmentId: id, status: "ENROLLED" as const, at: SINCE })),
    seances,
    sheets,
    envelopes: [
      {
        id: envelopeId,
        placeId: schoolId,
        exercise: 2012,
        programme: 141,
        titre2: true,
        natures: ["HSE" as const],
        label: "HSE",
        delegatedCents: total,
        committedCents: total,
      },
    ],
    commitments,
    entries: [
      {
        envelopeId,
        move: "DELEGATE" as const,
        amountCents: total,
        commitmentId: null,
        sourceKey: `give:${envelopeId}`,
        at: SINCE,
      },
      ...seances.map(({ id }, s) => ({
        envelopeId,
        move: "COMMIT" as const,
        amountCents: priced[s] ?? 0,
        commitmentId: commitments[slots[s]?.cohort ?? 0]?.id ?? "",
        sourceKey: `commit:${id}`,
        at: SINCE,
      })),
    ],
  };
  const [deputy, head, rectorat, other, ctice, office] = shared as [string, string, string, string, string, string];
  const world: World = {
    academieId,
    year: year.id,
    from: Date.parse(year.from),
    months: year.months,
    slots,
    seanceIds: seances.map(({ id }) => id),
    sheetIds: sheets.map(({ id }) => id),
    cohortIds: cohorts.map(({ id }) => id),
    envelopeId,
    activityIds: distance.map(({ activityId }) => activityId),
    designId: design.missionId,
    works: design.workSlots,
    enrolmentIds: cohorts.map(({ id }) =>
      trainees.map(
        (personId) => enrolments.find((one) => one.cohortId === id && one.personId === personId)?.id ?? null,
      ),
    ),
    trainers: trainerIds.map((id) => anActorOf(id, "REFERENT", schoolId)),
    trainees: trainees.map((id) => anActorOf(id, "TEACHER", schoolId)),
    deputy: anActorOf(deputy, "TRAINER", schoolId),
    head: anActorOf(head, "HEAD", schoolId),
    rectorat: anActorOf(rectorat, "RECTORAT", academieId),
    other: anActorOf(other, "RECTORAT", academieId),
    ctice: anActorOf(ctice, "CTICE", academieId),
    office: anActorOf(office, "TRAINING_OFFICE", academieId),
  };
  return { world, rows };
}

const atAcademie: readonly Role[] = ["RECTORAT", "CTICE", "TRAINING_OFFICE"];
const anActorOf = (personId: string, role: Role, placeId: string): Actor => ({
  personId,
  accountId: personId,
  sessionId: null,
  name: "Camille Fictif",
  email: `${personId}@fictif.example`,
  locale: "fr",
  roles: [{ role, placeId, placeName: "", placeKind: atAcademie.includes(role) ? "ACADEMIE" : "SCHOOL" }],
});

let clock: pg.Client | undefined;

/** Sets business now where a history stands. It may go back: histories live in académies of their own. */
export async function setHistoryClock(at: number): Promise<void> {
  if (!clock) {
    const target = new URL(inject("cluster").superuserUrl);
    target.pathname = new URL(process.env.DATABASE_URL ?? "").pathname;
    clock = new pg.Client({ connectionString: target.href });
    await clock.connect();
    await clock.query("set session_replication_role = replica");
  }
  await clock.query(
    "update business_clock set offset_ms = $1::bigint - (extract(epoch from clock_timestamp()) * 1000)::bigint where id = 1",
    [at],
  );
}

export async function leaveClock(): Promise<void> {
  await clock?.end();
}
