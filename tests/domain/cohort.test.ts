import { beforeAll, expect, test } from "vitest";
import { enrolByEmails, enrolPendingOfPerson, withdraw } from "~/domain/cohort/commands/enrol.server";
import { createCohort, makeTeams } from "~/domain/cohort/commands.server";
import { getCohort, getManagedCohort, listCohorts } from "~/domain/cohort/queries.server";
import { db, inTransaction } from "~/platform/db.server";
import { setClock } from "../factories/clock";
import { aCohort, openCohort, START, theSchoolYear } from "../factories/cohort";
import { aPath } from "../factories/path";
import { actorOf, anActor, aPerson } from "../factories/person";
import { anAcademie, aSchool } from "../factories/place";
import { aSeance } from "../factories/seance";

beforeAll(() => setClock(START));

const outcomes = (results: { address: string; outcome: string }[]) =>
  Object.fromEntries(results.map(({ address, outcome }) => [address, outcome]));

test("a référente opens a cohort in her school, and nowhere else", async () => {
  await theSchoolYear();
  const academie = await anAcademie();
  const [hers, other] = [await aSchool(academie), await aSchool(academie)];
  const actor = await anActor({ role: "REFERENT", place: hers });
  const path = await aPath();
  const input = { pathVersionId: path.version.id, schoolYearId: "2012-2013", title: "Groupe 1" };
  const { id } = await createCohort(actor, { ...input, placeId: hers.id });
  expect(await db.cohort.findUnique({ where: { id } })).toMatchObject({
    status: "PREPARATION",
    referentId: actor.personId,
  });
  await expect(createCohort(actor, { ...input, placeId: other.id })).rejects.toMatchObject({ code: "forbidden" });
  const teacher = await anActor({ role: "TEACHER", place: hers });
  await expect(createCohort(teacher, { ...input, placeId: hers.id })).rejects.toMatchObject({ code: "forbidden" });
});

test("a pasted list enrols colleagues and invites the others", async () => {
  const cohort = await aCohort({ trainees: 1 });
  const colleague = await aPerson({ role: "TEACHER", place: cohort.school });
  const results = await enrolByEmails(
    cohort.actor,
    cohort.id,
    `Colleague <${colleague.email.toUpperCase()}>, inconnue@fictif.example; pas une adresse @\n${cohort.people[0]?.person.email}
     ${cohort.referent.email}`,
  );
  expect(outcomes(results)).toMatchObject({
    [colleague.email]: "ENROLLED",
    "inconnue@fictif.example": "INVITED",
    [cohort.people[0]?.person.email ?? ""]: "ALREADY",
    [cohort.referent.email]: "REFERENT",
  });
  expect(results.filter(({ outcome }) => outcome === "UNREADABLE")).toHaveLength(1);
  const pending = await db.enrolment.findFirstOrThrow({
    where: { cohortId: cohort.id, email: "inconnue@fictif.example" },
  });
  expect(pending).toMatchObject({ status: "PENDING", personId: null });
  expect(await db.mail.count({ where: { toEmail: "inconnue@fictif.example", template: "invitation" } })).toBe(1);
});

test("whether somebody elsewhere has an address is never told", async () => {
  const cohort = await aCohort({ trainees: 0 });
  const elsewhere = await aPerson({ role: "TEACHER", place: await aSchool(await anAcademie()) });
  const results = await enrolByEmails(cohort.actor, cohort.id, `${elsewhere.email}\npersonne@fictif.example`);
  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(["INVITED"]));
  const { people } = await getCohort(cohort.actor, cohort.id);
  expect(people.map(({ name, status }) => ({ name, status }))).toEqual([
    { name: null, status: "PENDING" },
    { name: null, status: "PENDING" },
  ]);
});

test("an activation makes pending enrolments good, once", async () => {
  const cohort = await aCohort({ trainees: 0 });
  await enrolByEmails(cohort.actor, cohort.id, "nouvelle@fictif.example");
  const person = await db.person.findUniqueOrThrow({ where: { email: "nouvelle@fictif.example" } });
  await enrolPendingOfPerson(person.id);
  expect(await db.enrolment.count({ where: { cohortId: cohort.id, status: "ENROLLED" } })).toBe(0);
  await db.account.update({ where: { personId: person.id }, data: { status: "ACTIVE" } });
  await Promise.all([enrolPendingOfPerson(person.id), enrolPendingOfPerson(person.id)]);
  await enrolPendingOfPerson(person.id);
  const enrolment = await db.enrolment.findFirstOrThrow({ where: { cohortId: cohort.id }, include: { events: true } });
  expect(enrolment).toMatchObject({ status: "ENROLLED", personId: person.id });
  expect(enrolment.events.map(({ status }) => status)).toEqual(["PENDING", "ENROLLED"]);
});

test("pasting twice does nothing twice, and more than two hundred is refused whole", async () => {
  const cohort = await aCohort({ trainees: 0 });
  await enrolByEmails(cohort.actor, cohort.id, "deux.fois@fictif.example");
  const again = await enrolByEmails(cohort.actor, cohort.id, "deux.fois@fictif.example");
  expect(outcomes(again)).toEqual({ "deux.fois@fictif.example": "ALREADY_INVITED" });
  const many = Array.from({ length: 201 }, (_, index) => `n${index}@fictif.example`).join("\n");
  await expect(enrolByEmails(cohort.actor, cohort.id, many)).rejects.toMatchObject({ key: "cohort.tooManyAddresses" });
  expect(await db.enrolment.count({ where: { cohortId: cohort.id } })).toBe(1);
});

test("a person withdrawn may be enrolled again; her series keeps all", async () => {
  const cohort = await aCohort({ trainees: 1 });
  const [trainee] = cohort.people;
  if (!trainee) throw new Error("one trainee");
  await withdraw(cohort.actor, cohort.id, { enrolmentId: trainee.enrolment.id, reason: "Mutation" });
  expect((await getCohort(cohort.actor, cohort.id)).people).toEqual([]);
  await enrolByEmails(cohort.actor, cohort.id, trainee.person.email);
  const events = await db.enrolmentEvent.findMany({
    where: { enrolmentId: trainee.enrolment.id },
    orderBy: { id: "asc" },
  });
  expect(events.map(({ status }) => status)).toEqual(["ENROLLED", "WITHDRAWN", "ENROLLED"]);
});

test("a cohort opens with people and a séance, says what is missing, and opens once", async () => {
  const cohort = await aCohort({ trainees: 0 });
  await expect(openCohort(cohort)).rejects.toMatchObject({
    key: "cohort.notReady",
    facts: { enrolments: 0, seances: 0 },
  });
  await enrolByEmails(cohort.actor, cohort.id, "premiere@fictif.example");
  await aSeance(cohort.actor, cohort);
  await openCohort(cohort);
  expect(await db.cohort.findUnique({ where: { id: cohort.id } })).toMatchObject({ status: "OPEN" });
  await expect(openCohort(cohort)).rejects.toMatchObject({ key: "cohort.notInPreparation" });
});

test("who reads a cohort, and what of it", async () => {
  const academie = await anAcademie();
  const school = await aSchool(academie);
  const cohort = await aCohort({ school, trainees: 2 });
  await enrolByEmails(cohort.actor, cohort.id, "en.attente@fictif.example");
  const trainee = await actorOf(cohort.people[0]?.person ?? { id: "" });
  const seen = await getCohort(trainee, cohort.id);
  expect(seen.people).toHaveLength(2);
  expect(seen.people.every(({ email }) => email === null)).toBe(true);
  for (const role of ["HEAD", "CTICE", "TRAINING_OFFICE", "RECTORAT"] as const) {
    const place = role === "HEAD" ? school : academie;
    const overseer = await anActor({ role, place });
    expect((await getCohort(overseer, cohort.id)).people).toHaveLength(3);
    await expect(getManagedCohort(overseer, cohort.id)).rejects.toMatchObject({ code: "forbidden" });
  }
  const strangers = [
    await anActor({ role: "TEACHER", place: school }),
    await anActor({ role: "REFERENT", place: school }),
    await anActor({ role: "HEAD", place: await aSchool(academie) }),
    await anActor({ role: "CTICE", place: await anAcademie() }),
  ];
  for (const stranger of strangers) {
    await expect(getCohort(stranger, cohort.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(enrolByEmails(stranger, cohort.id, "a@fictif.example")).rejects.toMatchObject({ code: "not_found" });
    expect((await listCohorts(stranger)).cohorts).toEqual([]);
  }
});

test("teams are dealt to those who have none", async () => {
  const cohort = await aCohort({ trainees: 7 });
  expect(await makeTeams(cohort.actor, cohort.id, 3)).toEqual({ made: 2 });
  await expect(makeTeams(cohort.actor, cohort.id, 3)).rejects.toMatchObject({ key: "cohort.nobodyWithoutTeam" });
  const teams = await db.team.findMany({ where: { cohortId: cohort.id }, include: { members: true } });
  expect(teams.map(({ members }) => members.length).sort()).toEqual([3, 4]);
  expect(
    await inTransaction((tx) => tx.auditEvent.count({ where: { subjectId: cohort.id, action: "cohort.makeTeams" } })),
  ).toBe(1);
});
