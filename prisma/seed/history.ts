import { moveSeance } from "~/domain/attendance/commands/plan.server";
import { openCohort } from "~/domain/budget/commands/open-cohort.server";
import { publishSplit } from "~/domain/budget/commands/publish-split.server";
import { controlStatement, decideStatement } from "~/domain/budget/statements.server";
import { issueCertificates } from "~/domain/certificate/commands.server";
import { openChannel } from "~/domain/mission/commands/open-channel.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { declareMonth } from "~/domain/pay/commands/declare.server";
import { exportStatement } from "~/domain/pay/commands/export.server";
import { writeWindow } from "~/domain/pay/commands/write-window.server";
import { createScenario } from "~/domain/scenario/commands.server";
import { db } from "~/platform/db.server";
import { seedChannels } from "./channels";
import { seedLibrary } from "./library";
import { newcomerWorks, welcomeNewcomer } from "./newcomer";
import { demoPassword, type People } from "./people";
import type { Places, SchoolKey } from "./places";
import { close, correct, decideIfic, entrust, name, plan, prepare, sign, team } from "./scenes";
import { as, at, drain } from "./stage";
import { entrustDesigns, firstActivities, firstWorks, lastActivities, lastWorks } from "./works";

const [spring, autumn] = ["2011-2012", "2012-2013"];

/** A term: five cohorts at different stages, told by the people who live it, on the real commands. */
export async function seedHistory(places: Places, people: People, passwordHash: string): Promise<void> {
  const { rennes } = places;
  const { pilot, rectorat } = people;
  await at("2012-05-30", "10:00");
  await publishSplit(await as(pilot), {
    totalCents: 376_000_000,
    p140: 75_200_000,
    p141: 225_600_000,
    p139: 75_200_000,
  });
  const reason = "Formations de proximité du plan DUNE, dans l’attente des vacations";
  await openChannel(await as(rectorat), { academieId: rennes.id, schoolYearId: spring, reason });
  await lande(places, people);
  await at("2012-09-05", "09:00");
  await openChannel(await as(rectorat), { academieId: rennes.id, schoolYearId: autumn, reason });
  await writeCalendar(rectorat, rennes.id, ["2012-09", "2012-10", "2012-11", "2012-12"]);
  await nameEverybody(places, people);
  await entrustDesigns(places, people);
  await welcomeNewcomer(places, people, passwordHash);
  await phareAndTilleuls(places, people);
}

/** Opens a cohort with its money: the school's HSE allotment, and reprography on the phase-2 credits. */
async function open(
  places: Places,
  school: SchoolKey,
  referent: { id: string },
  cohortId: string,
  missionId: string,
  reprographyCents = 45_00,
) {
  const hse = await db.envelope.findFirstOrThrow({
    where: { placeId: places.schools[school].id, titre2: true, natures: { has: "HSE" } },
  });
  const phase2 = await db.envelope.findFirstOrThrow({
    where: { placeId: places.rennes.id, titre2: false, programme: 141 },
  });
  await openCohort(await as(referent), cohortId, {
    missionId,
    hseEnvelopeId: hse.id,
    reprographyEnvelopeId: phase2.id,
    reprographyCents,
  });
  await drain();
}

async function certify(head: { id: string }) {
  const entries = await db.hourEntry.findMany({
    where: {
      role: "TRAINER",
      certification: null,
      mission: { place: { roleAssignments: { some: { personId: head.id, role: "HEAD" } } } },
    },
  });
  await certifyService(
    await as(head),
    entries.map(({ id }) => id),
  );
  await drain();
}

async function pay({ ctice, rectorat }: People, month: string) {
  const { id } = await db.payStatement.findFirstOrThrow({ where: { month, channel: "HSE" } });
  await controlStatement(await as(ctice), id);
  await decideStatement(await as(rectorat), id);
  await exportStatement(await as(rectorat), id, { password: demoPassword, browser: office });
  await drain();
}

/** The computer of the rectorat, as the limits of sign-in see it. */
const office = { browserHash: "seed", marks: [], address: "192.0.2.1", userAgent: "" };

/** Invented windows, and labelled so: ASIE takes a month from the 1st to the 15th of the next one. */
async function writeCalendar(rectorat: { id: string }, academieId: string, months: readonly string[]) {
  for (const month of months) {
    const [year = 0, number = 1] = month.split("-").map(Number);
    const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 8);
    await writeWindow(await as(rectorat), {
      academieId,
      application: "ASIE",
      month,
      opensOn: `${next}01`,
      closesOn: `${next}15`,
      graceDays: 3,
      source: "Calendrier de démonstration, inventé",
    });
  }
}

/** June 2012, collège de la Lande: a whole run, from naming to attestations. */
async function lande(places: Places, people: People) {
  const school = places.schools.lande;
  const [referent, deputy, ...trainees] = people.teachers.lande;
  if (!referent || !deputy) throw new Error("nobody teaches there");
  const letter = await name(people.ctice, people.heads.lande, referent, school, spring);
  await decideIfic(people.heads.lande, people.rectorat, letter, ["2012-05-10", "2012-05-24"]);
  const mission = await entrust(people.trainingOffice, referent, school, spring, "Évaluer avec le numérique", 360);
  const cohort = await prepare(referent, school, spring, "Évaluer avec le numérique", trainees);
  const common = { from: "14:00", to: "17:00", room: "Salle 12", deputy };
  const first = await plan(referent, cohort, {
    ...common,
    day: "2012-06-06",
    title: "Choisir ce qu’on évalue",
    stage: 3,
  });
  const second = await plan(referent, cohort, {
    ...common,
    day: "2012-06-13",
    title: "Produire une évaluation",
    stage: 4,
  });
  await open(places, "lande", referent, cohort, mission);
  for (const [seance, day] of [
    [first, "2012-06-06"],
    [second, "2012-06-13"],
  ] as const) {
    await at(day, "13:50");
    await sign(referent, seance, trainees.slice(0, 3), trainees.slice(3));
    await at(day, "17:04");
    await close(referent, seance);
  }
  await at("2012-06-20", "11:00");
  await certify(people.heads.lande);
  await seedLibrary(referent, people.ctice, cohort);
  await at("2012-07-02", "09:00");
  await pay(people, "2012-06");
  await issueCertificates(await as(referent), cohort);
  await drain();
}

async function nameEverybody(places: Places, people: People) {
  for (const [key, signed] of [
    ["phare", true],
    ["tilleuls", true],
    ["genets", false],
    ["estran", true],
  ] as const) {
    const [referent] = people.teachers[key];
    if (referent) await name(people.ctice, people.heads[key], referent, places.schools[key], autumn, signed);
  }
}

/** The autumn: two collèges at work, a lycée that had to move its séance, a private collège still preparing. */
async function phareAndTilleuls(places: Places, people: People) {
  const [nolwenn, paul, ...phare] = people.teachers.phare;
  const [claire, yann, ...tilleuls] = people.teachers.tilleuls;
  const [tanguy, laure, ...genets] = people.teachers.genets;
  const [isabelle, ...estran] = people.teachers.estran;
  if (!nolwenn || !paul || !claire || !yann || !tanguy || !laure || !isabelle) throw new Error("nobody teaches there");
  const office = people.trainingOffice;

  const tableur = await prepare(nolwenn, places.schools.phare, autumn, "Le tableur en mathématiques", phare);
  const forPhare = await entrust(office, nolwenn, places.schools.phare, autumn, "Le tableur en mathématiques", 540);
  const common = { from: "14:00", to: "17:00", room: "Salle informatique", deputy: paul };
  const p1 = await plan(nolwenn, tableur, {
    ...common,
    day: "2012-09-19",
    title: "Un tableur pour quoi faire",
    stage: 1,
  });
  const p2 = await plan(nolwenn, tableur, { ...common, day: "2012-09-26", title: "Former les équipes", stage: 2 });
  await plan(nolwenn, tableur, { ...common, day: "2012-10-24", title: "Produire une séquence", stage: 4 });
  await open(places, "phare", nolwenn, tableur, forPhare);

  const tni = await prepare(
    claire,
    places.schools.tilleuls,
    autumn,
    "Enseigner avec le TNI, groupe 1",
    tilleuls.slice(0, 12),
  );
  const forTilleuls = await entrust(office, claire, places.schools.tilleuls, autumn, "Enseigner avec le TNI", 600);
  const room = { room: "Salle 104, bâtiment B", deputy: yann };
  const t1 = await plan(claire, tni, {
    ...room,
    day: "2012-10-03",
    from: "14:00",
    to: "17:00",
    title: "Prendre en main le TNI",
    stage: 3,
  });
  const t2 = await plan(claire, tni, {
    ...room,
    day: "2012-10-08",
    from: "17:30",
    to: "18:30",
    title: "Choisir une séquence",
    stage: 4,
  });
  await plan(claire, tni, {
    ...room,
    day: "2012-10-17",
    from: "14:00",
    to: "17:00",
    title: "Produire une séquence avec le TNI",
    stage: 4,
  });
  await open(places, "tilleuls", claire, tni, forTilleuls);
  await team(claire, tni, 3);

  await at("2012-09-19", "13:50");
  await sign(nolwenn, p1, phare.slice(0, 5), phare.slice(5));
  await at("2012-09-19", "17:03");
  await close(nolwenn, p1);
  await at("2012-09-26", "13:55");
  await sign(nolwenn, p2, phare.slice(0, 5));
  await at("2012-09-26", "17:01");
  await close(nolwenn, p2);
  await at("2012-09-27", "08:30");
  const late = phare[5];
  if (late) await correct(nolwenn, paul, p2, late);
  await at("2012-09-28", "11:20");
  await certify(people.heads.phare);
  await newcomerWorks(people);
  await at("2012-10-02", "09:00");
  await declareMonth(await as(nolwenn), "2012-09");
  await pay(people, "2012-09");

  const capsule = await prepare(tanguy, places.schools.genets, autumn, "Produire une capsule vidéo", genets);
  const forGenets = await entrust(office, tanguy, places.schools.genets, autumn, "Produire une capsule vidéo", 180);
  const g1 = await plan(tanguy, capsule, {
    day: "2012-10-12",
    from: "14:00",
    to: "17:00",
    title: "Écrire avant de filmer",
    stage: 3,
    deputy: laure,
  });
  await open(places, "genets", tanguy, capsule, forGenets, 30_00);
  await prepare(isabelle, places.schools.estran, autumn, "Lire l’image fixe et l’image animée", estran);

  await at("2012-10-03", "13:45");
  await sign(claire, t1, tilleuls.slice(0, 10), tilleuls.slice(10, 12));
  await at("2012-10-03", "17:06");
  await close(claire, t1);
  await moveSeance(await as(tanguy), g1, {
    date: "2012-10-19",
    startTime: "14:00",
    endTime: "17:00",
    room: "CDI",
    link: null,
  });
  await drain();
  await at("2012-10-05", "10:00");
  await seedChannels(places, people);
  await firstWorks(places, people);
  const sessions = { phare: tableur, tilleuls: tni };
  await firstActivities(sessions, people);
  const teams = await db.team.findMany({ where: { cohortId: tni }, orderBy: { name: "asc" } });
  await createScenario(await as(claire), {
    cohortId: tni,
    teamId: teams[0]?.id ?? null,
    title: "Lire et construire un graphique au tableur",
  });
  await at("2012-10-08", "17:25");
  // Signed, over, and not closed yet: it waits on the référente's first page.
  await sign(claire, t2, tilleuls.slice(0, 11));
  await at("2012-10-09", "17:40");
  await lastWorks(places, people);
  await lastActivities(sessions, people);
}
