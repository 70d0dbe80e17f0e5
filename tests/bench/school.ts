import { randomUUID } from "node:crypto";
import type { Load, Table } from "./plan";

/** Teams of one session of training: a right is decided by reading who is in it, so its size is part of the load. */
const TEAMS_PER_COHORT = 5;

/**
 * Seats people at scenarios, each with an account and an open session of their own: writers are the team, readers the
 * others of the same session of training. Straight to the database, as signing in five hundred times would measure
 * password hashing. Needs DATABASE_URL and the rest of the environment, so the product is loaded late.
 */
export async function seat(load: Load, firstText: Uint8Array): Promise<Table[]> {
  const [{ db }, { aWritingCohort }] = await Promise.all([
    import("~/platform/db.server"),
    import("../factories/scenario"),
  ]);
  const tables: Table[] = [];
  let around: Awaited<ReturnType<typeof aWritingCohort>> | null = null;
  for (let n = 0; n < load.documents; n++) {
    if (!around || n % TEAMS_PER_COHORT === 0) around = await aWritingCohort();
    const { cohort, referent } = around;
    const team = await db.team.create({ data: { cohortId: cohort.id, name: `Table ${n + 1}` } });
    const writers = await enrol(cohort.id, load.writers);
    const readers = await enrol(cohort.id, load.readers);
    await db.teamMember.createMany({
      data: writers.map(({ enrolmentId }) => ({ enrolmentId, teamId: team.id })),
    });
    const scenario = await db.scenario.create({
      data: {
        cohortId: cohort.id,
        teamId: team.id,
        title: `Scénario ${n + 1}`,
        plannedMinutes: 55,
        createdById: referent.id,
      },
    });
    await db.scenarioUpdate.create({
      data: { scenarioId: scenario.id, authorId: referent.id, update: new Uint8Array(firstText) },
    });
    tables.push({ document: scenario.id, writers, readers });
  }
  return tables;
}

/** New teachers of a session of training, each signed in with a browser of their own. */
async function enrol(cohortId: string, count: number) {
  const [{ db }, { randomSecret, sha256 }, { sessionCookie }] = await Promise.all([
    import("~/platform/db.server"),
    import("~/platform/secrets.server"),
    import("~/http/cookies.server"),
  ]);
  const people = Array.from({ length: count }, () => ({
    personId: randomUUID(),
    accountId: randomUUID(),
    enrolmentId: randomUUID(),
    secret: randomSecret(),
  }));
  const email = (personId: string) => `${personId}@fictif.example`;
  await db.person.createMany({
    data: people.map(({ personId }) => ({
      id: personId,
      givenName: "Camille",
      familyName: "Fictif",
      email: email(personId),
      fictional: true,
    })),
  });
  await db.account.createMany({
    data: people.map(({ accountId, personId }) => ({ id: accountId, personId, status: "ACTIVE" as const })),
  });
  await db.enrolment.createMany({
    data: people.map(({ enrolmentId, personId }) => ({
      id: enrolmentId,
      cohortId,
      personId,
      email: email(personId),
      status: "ENROLLED" as const,
    })),
  });
  await db.httpSession.createMany({
    data: people.map(({ accountId, secret }) => ({
      accountId,
      secretHash: sha256(secret),
      userAgent: "bench",
      expiresAt: new Date(Date.now() + 12 * 3_600_000),
    })),
  });
  return Promise.all(
    people.map(async ({ secret, enrolmentId }) => ({
      enrolmentId,
      headers: { cookie: (await sessionCookie().serialize(secret)).split(";")[0] ?? "" },
    })),
  );
}
