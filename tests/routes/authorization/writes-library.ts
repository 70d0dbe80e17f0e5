import { createHash } from "node:crypto";
import { seenOf, withText, wrote } from "@tests/factories/publication";
import { db } from "~/platform/db.server";
import type { Who } from "./expected";
import { aLedCohort, type World } from "./records";
import type { Write } from "./writes";

const writers: Who[] = ["REFERENT:own", "TEACHER:own"];
const trainee: Who[] = ["TEACHER:own"];
const reason = "Motif de l'essai";
const AT = new Date("2012-10-05T08:00:00Z");
const TEXT = `{"type":"doc","content":[]}`;
const HASH = createHash("sha256").update(TEXT).digest();

/** Trials and the library: the team and its référent write, a contributor answers, the CTICE of the académie decides. */
export const libraryWrites: Record<string, Write> = {
  "/scenarios begin": {
    who: writers,
    form: async (world) => ({ fields: { teamId: (await aTeam(world)).teamId } }),
  },
  "/scenarios/:scenarioId/dupliquer duplicate": {
    who: writers,
    form: async (world) => ({ fields: { where: (await aLedCohort(world)).cohortId, title: "Copie d'essai" } }),
  },
  "/scenarios/:scenarioId/essai plan": {
    who: writers,
    form: async (world) => ({
      params: await aTeamScenario(world),
      fields: { startsOn: "2012-10-08", endsOn: "2012-10-19", level: "une 5e" },
    }),
  },
  "/scenarios/:scenarioId/essai draft": {
    who: trainee,
    form: async (world) => ({
      params: await aTriedScenario(world),
      fields: { foreseen: "", happened: "", produced: "", changes: "", readiness: "" },
    }),
  },
  "/scenarios/:scenarioId/essai send": {
    who: trainee,
    form: async (world) => ({
      params: await aTriedScenario(world),
      fields: { foreseen: "a", happened: "b", produced: "c", changes: "d", readiness: "READY" },
    }),
  },
  "/scenarios/:scenarioId/publier propose": {
    who: writers,
    form: async (world) => ({ params: await aTeamScenario(world), fields: { licence: "CC_BY" } }),
  },
  "/scenarios/:scenarioId/publier changeLicence": {
    who: writers,
    form: async (world) => ({ params: await aProposal(world), fields: { licence: "ETALAB_2" } }),
  },
  "/scenarios/:scenarioId/publier list": {
    who: ["REFERENT:own"],
    form: async (world) => ({ params: await aProposal(world), fields: { personId: world.ids.referentId } }),
  },
  "/scenarios/:scenarioId/publier unlist": {
    who: writers,
    form: async (world) => {
      const proposal = await aProposal(world);
      const personId = world.people("TRAINER:own").id;
      await db.scenarioContributor.create({
        data: { publicationId: proposal.publicationId, personId, listed: true },
      });
      return { params: proposal, fields: { personId } };
    },
  },
  "/scenarios/:scenarioId/publier abandon": {
    who: writers,
    form: async (world) => ({ params: await aProposal(world), fields: {} }),
  },
  "/scenarios/:scenarioId/publier answer": {
    who: trainee,
    form: async (world) => ({ params: await aProposal(world), fields: { licence: "CC_BY", answer: "NAMED" } }),
  },
  "/scenarios/:scenarioId/publier submit": {
    who: writers,
    form: async (world) => ({ params: await aProposal(world, { answer: "NAMED" }), fields: {} }),
  },
  "/scenarios/:scenarioId/publier takeBack": {
    who: writers,
    form: async (world) => ({ params: await aProposal(world, { status: "SUBMITTED" }), fields: {} }),
  },
  "/mediatheque/:publicationId publish": {
    who: ["CTICE:own"],
    form: async (world) => {
      const params = await aProposal(world, { status: "SUBMITTED" });
      return { params, fields: { seen: await seenOf(params.publicationId) } };
    },
  },
  "/mediatheque/:publicationId return": {
    who: ["CTICE:own"],
    form: async (world) => {
      const params = await aProposal(world, { status: "SUBMITTED" });
      return { params, fields: { seen: await seenOf(params.publicationId), reason } };
    },
  },
  "/mediatheque/:publicationId withdraw": {
    who: [...writers, "CTICE:own"],
    form: async (world) => ({ params: await aProposal(world, { status: "PUBLISHED" }), fields: { reason } }),
  },
  "/mediatheque/:publicationId/dupliquer duplicate": {
    who: writers,
    form: async (world) => ({ fields: { where: (await aLedCohort(world)).cohortId, title: "Copie d'essai" } }),
  },
};

/** A team of the planted référent's, with the planted teacher in it. */
async function aTeam(world: World) {
  const { cohortId, enrolmentId } = await aLedCohort(world);
  const team = await db.team.create({ data: { cohortId, name: "Équipe 1", members: { create: { enrolmentId } } } });
  return { cohortId, teamId: team.id };
}

async function aTeamScenario(world: World) {
  const { id } = await db.scenario.create({
    data: { ...(await aTeam(world)), title: "Essai", createdById: world.ids.referentId },
  });
  return { scenarioId: id };
}

async function aTriedScenario(world: World) {
  const { scenarioId } = await aTeamScenario(world);
  const day = new Date("2012-10-08");
  await db.scenarioTrial.create({
    data: { scenarioId, startsOn: day, endsOn: day, level: "une 5e", byId: world.ids.teacherId, at: AT },
  });
  return { scenarioId };
}

type Over = { status?: "DRAFT" | "SUBMITTED" | "PUBLISHED"; answer?: "NAMED" };

/** A text the planted teacher wrote, proposed under CC BY, at the stage that is asked for. */
async function aProposal(world: World, { status = "DRAFT", answer }: Over = {}) {
  const { scenarioId } = await aTeamScenario(world);
  const personId = world.ids.teacherId;
  await wrote(scenarioId, { id: personId });
  const words = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
  await withText(scenarioId, words("Titre"), words("Texte"));
  const handedIn = {
    title: "Essai",
    plannedMinutes: 55,
    document: TEXT,
    sha256: new Uint8Array(HASH),
    words: "essai",
    credit: "« Essai »",
    submittedById: personId,
    submittedAt: AT,
  };
  const { id } = await db.scenarioPublication.create({
    data: {
      scenarioId,
      number: 1,
      licence: "CC_BY",
      proposedById: personId,
      proposedAt: AT,
      status: status === "PUBLISHED" ? "SUBMITTED" : status,
      ...(status === "DRAFT" ? {} : handedIn),
      contributors: { create: { personId, ...(answer ? { answer, answeredAt: AT } : {}) } },
    },
  });
  if (status === "PUBLISHED")
    await db.scenarioPublication.update({
      where: { id },
      data: { status, decidedById: world.people("CTICE:own").id, decidedAt: AT },
    });
  return { scenarioId, publicationId: id };
}

/** The planted text of the library: everybody who signs in reads it. */
export async function plantPublication(scenarioId: string, imageId: string, teacherId: string, cticeId: string) {
  const image = await db.scenarioImage.findUniqueOrThrow({ where: { id: imageId } });
  const { type, width, height, sha256, bytes } = image;
  const { id } = await db.scenarioPublication.create({
    data: {
      scenarioId,
      number: 1,
      licence: "CC_BY",
      proposedById: teacherId,
      proposedAt: AT,
      status: "SUBMITTED",
      title: "Un scénario publié",
      plannedMinutes: 55,
      document: TEXT,
      sha256: new Uint8Array(HASH),
      words: "un scenario publie",
      credit: "« Un scénario publié »",
      submittedById: teacherId,
      submittedAt: AT,
      images: { create: { imageId, type, width, height, sha256, bytes } },
    },
  });
  await db.scenarioPublication.update({
    where: { id },
    data: { status: "PUBLISHED", decidedById: cticeId, decidedAt: AT },
  });
  return id;
}
