import { randomUUID } from "node:crypto";
import { PASSWORD, passwordHash } from "@tests/factories/account";
import { aPerson } from "@tests/factories/person";
import { next } from "@tests/factories/place";
import { db } from "~/platform/db.server";
import type { Readers, Who } from "./expected";
import {
  aBookedHour,
  aFunctionMission,
  aLedCohort,
  aLedSeance,
  aProposedCorrection,
  aReceiptOf,
  aSealedSeance,
  aSignature,
  aSigningSeance,
  somebodySignedIn,
  someCredits,
  someKeys,
  type World,
} from "./records";
import { careerWrites } from "./writes-careers";
import { commentWrites } from "./writes-comments";
import { doorWrites } from "./writes-doors";
import { libraryWrites } from "./writes-library";
import { payWrites } from "./writes-pay";
import { plannedWrites } from "./writes-planned";
import { rateWrites } from "./writes-rates";
import { scenarioWrites } from "./writes-scenarios";
import { versionWrites } from "./writes-versions";

/** A form that nothing but a missing right would refuse, on records of its own. */
export type Attempt = {
  fields: Record<string, string | string[]>;
  /** Sent beside the fields, as `file`. */
  file?: Uint8Array<ArrayBuffer>;
  /** For the address. */
  params?: Record<string, string>;
  /** What every caller's browser holds besides. */
  cookie?: string;
  /** Who is allowed, where it is none of the planted callers. */
  as?: string;
};
export type Write = {
  who: Readers;
  form: (world: World) => Promise<Attempt> | Attempt;
  /** What the others are told where it is neither 403 nor 404. */
  refused?: number;
};

const leader: Who[] = ["REFERENT:own"];
const leaders: Who[] = ["REFERENT:own", "TRAINER:own"];
const YEAR = "2012-2013";
const reason = "Motif de l'essai";

/** Written by hand from the rules of the house, never from the code: « address intent » → who may, and a right form. */
export const writes: Record<string, Write> = {
  // One's own account.
  "/compte setLocale": { who: "signed-in", form: () => ({ fields: { locale: "fr" } }) },
  "/compte createToken": {
    who: "signed-in",
    form: () => ({ fields: { name: `Essai ${next()}`, scopes: ["me:read"], expiresInDays: "1" } }),
  },
  "/compte revokeToken": {
    who: ["TEACHER:own"],
    form: async (world) => {
      const { id: accountId } = await accountOf(world, "TEACHER:own");
      const data = { accountId, name: "Essai", hash: `${next()}`, scopes: [], expiresAt: new Date("2100-01-01") };
      return { fields: { id: (await db.apiToken.create({ data })).id } };
    },
  },
  "/compte revokeSession": {
    who: ["TEACHER:own"],
    form: async (world) => {
      const { id: accountId } = await accountOf(world, "TEACHER:own");
      const data = { accountId, secretHash: `${next()}`, expiresAt: new Date("2100-01-01") };
      return { fields: { id: (await db.httpSession.create({ data })).id } };
    },
  },
  "/compte revokeOthers": { who: "signed-in", form: () => ({ fields: {} }) },
  "/compte changePassword": {
    who: "signed-in",
    form: async () => ({
      as: (await somebodySignedIn({ passwordHash: await passwordHash() })).cookie,
      fields: { current: PASSWORD, password: "une autre phrase à retenir" },
    }),
  },
  "/messages read": { who: "signed-in", form: () => ({ fields: {} }) },
  "/langue setLocale": { who: "public", form: () => ({ fields: { locale: "fr", back: "/" } }) },

  ...doorWrites,

  // Attendance: a trainee signs for herself, trainer, deputy and référent lead, a second person decides.
  "/emarger/:receiptId sign": {
    who: ["TEACHER:own"],
    form: async (world) => ({ ...receipt(await aReceiptOf((await aSigningSeance(world)).sheetId)), fields: {} }),
  },
  "/emarger/:receiptId/fait undo": {
    who: ["TEACHER:own"],
    form: async (world) => ({ ...receipt(await aSignature(world)), fields: {} }),
  },
  "/emarger/:receiptId notMe": {
    who: "signed-in",
    form: async (world) => ({
      ...receipt(await aReceiptOf((await aSigningSeance(world)).sheetId)),
      as: (await somebodySignedIn()).cookie,
      fields: {},
    }),
  },
  "/seances/:seanceId/feuille tick": {
    who: leaders,
    form: async (world) => {
      const { seanceId, enrolmentId } = await aSigningSeance(world);
      return { params: { seanceId }, fields: { enrolmentId, reason } };
    },
  },
  "/seances/:seanceId/feuille untick": {
    who: leaders,
    form: async (world) => {
      const { seanceId, sheetId, enrolmentId } = await aSigningSeance(world);
      const at = new Date("2012-10-10T07:00:00Z");
      const byId = world.ids.teacherId;
      await db.presence.create({ data: { sheetId, enrolmentId, seq: 1, sign: 1, proof: "QR", at, byId } });
      return { params: { seanceId }, fields: { enrolmentId, reason } };
    },
  },
  "/seances/:seanceId/feuille close": {
    who: leaders,
    form: async (world) => ({ params: { seanceId: (await aSigningSeance(world)).seanceId }, fields: {} }),
  },
  "/seances/:seanceId/corrections propose": {
    who: leaders,
    form: async (world) => {
      const { seanceId, enrolmentId } = await aSealedSeance(world, "2012-09-12T12:00:00Z");
      return { params: { seanceId }, fields: { enrolmentId, kind: "REMOVE", reason } };
    },
  },
  "/seances/:seanceId/corrections approve": {
    who: ["TRAINER:own"],
    form: async (world) => {
      const { seanceId, correctionId } = await aProposedCorrection(world, "2012-09-13T12:00:00Z");
      return { params: { seanceId }, fields: { correctionId } };
    },
  },
  "/seances/:seanceId/corrections refuse": {
    who: ["TRAINER:own"],
    form: async (world) => {
      const { seanceId, correctionId } = await aProposedCorrection(world, "2012-09-14T12:00:00Z");
      return { params: { seanceId }, fields: { correctionId } };
    },
  },

  // Cohorts and séances: the référent leads hers, in her school.
  "/sessions/nouvelle create": {
    who: leader,
    form: async ({ ids }) => {
      const { pathVersionId } = await db.cohort.findUniqueOrThrow({ where: { id: ids.cohortId } });
      return { fields: { placeId: ids.schoolId, pathVersionId, schoolYearId: YEAR, title: "Essai" } };
    },
  },
  "/sessions/:cohortId/inscriptions enrol": {
    who: leader,
    form: async (world) => ({
      params: await cohortOf(world),
      fields: { addresses: `inconnue-${next()}@fictif.example` },
    }),
  },
  "/sessions/:cohortId/equipes makeTeams": {
    who: leader,
    form: async (world) => ({ params: await cohortOf(world), fields: { size: "2" } }),
  },
  "/sessions/:cohortId withdraw": {
    who: leader,
    form: async (world) => {
      const { cohortId, enrolmentId } = await aLedCohort(world);
      return { params: { cohortId }, fields: { enrolmentId, reason } };
    },
  },
  "/sessions/:cohortId/seances/nouvelle plan": {
    who: leader,
    form: async (world) => ({
      params: await cohortOf(world),
      fields: {
        title: "Essai",
        modality: "ON_SITE",
        date: "2012-11-21",
        startTime: "14:00",
        endTime: "17:00",
        room: "12",
      },
    }),
  },
  "/seances/:seanceId/modifier move": {
    who: leader,
    form: async (world) => ({
      params: { seanceId: (await aLedSeance(world, "2012-11-14T13:00:00Z")).seanceId },
      fields: { date: "2012-11-28", startTime: "14:00", endTime: "17:00", room: "12" },
    }),
  },
  "/seances/:seanceId/annuler cancel": {
    who: leader,
    form: async (world) => ({
      params: { seanceId: (await aLedSeance(world, "2012-11-15T13:00:00Z")).seanceId },
      fields: { reason },
    }),
  },
  "/sessions/:cohortId/ouvrir open": {
    who: leader,
    form: async (world) => {
      const { cohortId } = await aLedSeance(world, "2012-10-24T12:00:00Z", { open: false });
      return { params: { cohortId }, fields: { ...(await someCredits(world)), reprographyCents: "45,00" } };
    },
  },
  "/sessions/:cohortId/attestations issue": {
    who: leader,
    form: async (world) => ({
      params: { cohortId: (await aBookedHour(world, "2012-09-19T12:00:00Z")).cohortId },
      fields: {},
    }),
  },
  ...scenarioWrites,
  ...careerWrites,
  ...commentWrites,
  ...libraryWrites,
  ...versionWrites,

  // Missions: the CTICE names, the head signs, dates, proposes and attests, the rectorat decides, the offices entrust.
  "/referents name": {
    who: ["CTICE:own"],
    form: async ({ ids }) => {
      const person = await aPerson({ role: "TEACHER", place: { id: ids.schoolId } });
      return { fields: { schoolId: ids.schoolId, personId: person.id, schoolYearId: YEAR, amount: "400,00" } };
    },
  },
  "/missions/nouvelle create": {
    who: ["TRAINING_OFFICE:own", "CTICE:own", "RECTORAT:own"],
    form: ({ ids }) => ({
      fields: {
        id: randomUUID(),
        personId: ids.teacherId,
        schoolId: ids.schoolId,
        schoolYearId: YEAR,
        title: "Essai",
        channel: "VACATION",
        plannedMinutes: "3 h",
        level: "expertise",
        rateCents: "40,00",
      },
    }),
  },
  "/missions/:missionId sign": {
    who: ["HEAD:own"],
    form: async (world) => ({ params: { missionId: await aFunctionMission(world) }, fields: {} }),
  },
  "/missions/:missionId council": {
    who: ["HEAD:own"],
    form: async (world) => ({
      params: { missionId: await aFunctionMission(world) },
      fields: { kind: "CONSEIL_PEDAGOGIQUE", heldOn: "2012-10-04" },
    }),
  },
  "/missions/:missionId decide": {
    who: ["RECTORAT:own"],
    form: async (world) => ({
      params: { missionId: await aFunctionMission(world, { upTo: "PROPOSITION" }) },
      fields: {},
    }),
  },
  "/missions/:missionId refuse": {
    who: ["RECTORAT:own"],
    form: async (world) => ({
      params: { missionId: await aFunctionMission(world, { upTo: "PROPOSITION" }) },
      fields: { reason: "Fonction non exercée" },
    }),
  },
  "/missions/:missionId propose": {
    who: ["HEAD:own"],
    form: async (world) => ({
      params: { missionId: await aFunctionMission(world, { upTo: "CONSEIL_ADMINISTRATION" }) },
      fields: { amountCents: "600,00" },
    }),
  },
  "/missions/:missionId attest": {
    who: ["HEAD:own"],
    form: async (world) => ({
      params: { missionId: await aFunctionMission(world, { upTo: "DECISION_RECTEUR", ended: true }) },
      fields: {},
    }),
  },
  "/missions/:missionId answer": {
    who: ["RECTORAT:own"],
    form: async (world) => {
      const missionId = await aFunctionMission(world);
      const { personId } = await db.mission.findUniqueOrThrow({ where: { id: missionId } });
      await db.career.updateMany({ where: { personId }, data: { fullService: false } });
      const question = JSON.stringify({ reason: "partTime" });
      return {
        params: { missionId },
        fields: { code: "PAY-05", question, answer: "PAY", reason: "Service à mi-temps, fonction entière" },
      };
    },
  },
  "/missions/:missionId end": {
    who: ["CTICE:own", "TRAINING_OFFICE:own"],
    form: async (world) => ({
      params: { missionId: await aFunctionMission(world) },
      fields: { lastDay: "2012-10-05", reason: "Mutation" },
    }),
  },
  "/missions/:missionId handOver": {
    who: ["CTICE:own"],
    form: async (world) => ({
      params: { missionId: await aFunctionMission(world) },
      fields: {
        personId: (await aPerson({ role: "TEACHER", place: { id: world.ids.schoolId } })).id,
        lastDay: "2012-10-05",
        reason: "Mutation",
      },
    }),
  },
  "/academie/canaux open": {
    who: ["RECTORAT:own"],
    form: async ({ academie }) => {
      const year = {
        id: "2013-2014",
        startsOn: new Date("2013-09-03"),
        endsOn: new Date("2014-07-05"),
        source: "test",
      };
      await db.schoolYear.createMany({ data: year, skipDuplicates: true });
      return { fields: { academieId: academie.id, schoolYearId: year.id, reason } };
    },
  },

  ...payWrites,
  ...rateWrites,
  ...plannedWrites,

  // Credits: the nation splits.
  "/budget/repartition preview": { who: ["NATIONAL_PILOT:own"], form: split },
  "/budget/repartition publish": { who: ["NATIONAL_PILOT:own"], form: split },

  // People: who answers for a place names there, and the platform's administrator everywhere.
  "/academie/personnes nameRole": {
    who: ["HEAD:own", "PLATFORM_ADMIN:own"],
    form: async ({ ids }) => ({
      fields: { email: (await aPerson()).email, role: "TEACHER", placeId: ids.schoolId },
    }),
  },
  "/academie/personnes nameRole of a head": {
    who: ["RECTORAT:own", "PLATFORM_ADMIN:own"],
    form: async ({ ids }) => ({ fields: { email: (await aPerson()).email, role: "HEAD", placeId: ids.schoolId } }),
  },
  "/academie/personnes nameRole of an administrator": {
    who: ["PLATFORM_ADMIN:own"],
    form: async () => {
      const { id } = await db.place.findFirstOrThrow({ where: { kind: "NATION" } });
      return { fields: { email: (await aPerson()).email, role: "PLATFORM_ADMIN", placeId: id } };
    },
  },
  "/academie/personnes endRole": {
    who: ["HEAD:own", "PLATFORM_ADMIN:own"],
    form: async ({ ids }) => {
      const person = await aPerson({ role: "TEACHER", place: { id: ids.schoolId } });
      return { fields: { id: (await db.roleAssignment.findFirstOrThrow({ where: { personId: person.id } })).id } };
    },
  },
  "/academie/personnes suspend": {
    who: ["PLATFORM_ADMIN:own"],
    form: async () => ({ fields: { id: (await aPerson()).id } }),
  },
  "/academie/personnes restore": {
    who: ["PLATFORM_ADMIN:own"],
    form: async () => ({ fields: { id: (await aPerson()).id } }),
  },

  // The demonstration's own clock, which nobody can move elsewhere. Last: the others stand at the first hour.
  "/demonstration seance": { who: "public", form: () => ({ fields: { back: "/" } }) },
  "/demonstration finSeance": { who: "public", form: () => ({ fields: { back: "/" } }) },
  "/demonstration date": { who: "public", form: () => ({ fields: { back: "/", to: "2013-06-02" } }) },
};

const accountOf = (world: World, who: Who) =>
  db.account.findUniqueOrThrow({ where: { personId: world.people(who).id } });

const cohortOf = async (world: World) => ({ cohortId: (await aLedCohort(world)).cohortId });

const receipt = ({ receiptId, cookie }: { receiptId: string; cookie: string }) => ({ params: { receiptId }, cookie });

async function split(world: World): Promise<Attempt> {
  await someKeys(world);
  return { fields: { totalCents: "3 000,00", p140: "1 000,00", p141: "1 000,00", p139: "1 000,00" } };
}
