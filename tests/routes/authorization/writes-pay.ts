import { randomUUID } from "node:crypto";
import { PASSWORD, passwordHash } from "@tests/factories/account";
import { db } from "~/platform/db.server";
import type { Who } from "./expected";
import { aBookedHour, anHourToCorrect, aStatementToDecide, type World } from "./records";
import type { Attempt, Write } from "./writes";

const reason = "Motif de l'essai";
/** A correction of an hour: the head, and who controls what is paid. */
const deciders: Who[] = ["HEAD:own", "CTICE:own", "TRAINING_OFFICE:own"];

/** Hours and pay: whoever is paid declares, the head certifies, the CTICE controls, the rectorat decides and closes. */
export const payWrites: Record<string, Write> = {
  "/heures/declarer declare": {
    who: "signed-in",
    form: async (world) => {
      await aBookedHour(world, "2012-09-18T12:00:00Z");
      return { as: ofReferent(world), fields: { month: "2012-09" } };
    },
  },
  "/heures/declarer contest": {
    who: "signed-in",
    form: (world) => ({ as: ofReferent(world), fields: { id: randomUUID(), month: "2012-09", entryId: "", reason } }),
  },
  "/heures/:entryId propose": {
    who: ["REFERENT:own", "HEAD:own"],
    form: async (world) => ({
      params: { entryId: (await anHourToCorrect(world, "2012-09-04T12:00:00Z")).entryId },
      fields: { trueMinutes: "2 h 00", reason },
    }),
  },
  "/heures/:entryId approve": {
    who: deciders,
    form: async (world) => {
      const { entryId, correctionId } = await anHourToCorrect(world, "2012-09-05T12:00:00Z", { proposed: true });
      return { params: { entryId }, fields: { correctionId } };
    },
  },
  "/heures/:entryId refuse": {
    who: deciders,
    form: async (world) => {
      const { entryId, correctionId } = await anHourToCorrect(world, "2012-09-06T12:00:00Z", { proposed: true });
      return { params: { entryId }, fields: { correctionId, decisionReason: reason } };
    },
  },
  "/heures/certifier certify": {
    who: ["HEAD:own"],
    form: async (world) => ({ fields: { entryIds: (await aBookedHour(world, "2012-09-20T12:00:00Z")).entryId } }),
  },
  "/heures/certifier refuse": {
    who: ["HEAD:own"],
    form: async (world) => ({
      fields: { entryId: (await aBookedHour(world, "2012-09-21T12:00:00Z")).entryId, reason },
    }),
  },
  "/etats/:statementId control": {
    who: ["CTICE:own", "TRAINING_OFFICE:own"],
    form: async (world) => {
      const { statementId, totalCents } = await aStatementToDecide(world, "2012-09-27T12:00:00Z");
      return { params: { statementId }, fields: { totalCents: String(totalCents) } };
    },
  },
  "/etats/:statementId return": {
    who: ["CTICE:own", "TRAINING_OFFICE:own"],
    form: async (world) => ({ ...(await aStatement(world, "2012-06", "DRAFT")), fields: { reason } }),
  },
  "/etats/:statementId decide": {
    who: ["RECTORAT:own"],
    form: async (world) => {
      const { statementId, totalCents } = await aStatementToDecide(world, "2012-09-28T12:00:00Z");
      const event = { status: "CONTROLLED", at: new Date(), byId: world.people("CTICE:own").id } as const;
      await db.statementEvent.create({ data: { statementId, ...event } });
      await db.payStatement.update({ where: { id: statementId }, data: { status: "CONTROLLED" } });
      return { params: { statementId }, fields: { totalCents: String(totalCents) } };
    },
  },
  "/etats/:statementId refuse": {
    who: ["RECTORAT:own"],
    form: async (world) => ({ ...(await aStatement(world, "2012-05", "CONTROLLED")), fields: { reason } }),
  },
  "/etats/:statementId export": {
    who: ["RECTORAT:own"],
    form: async (world) => {
      const { accountId } = world.people("RECTORAT:own");
      await db.account.update({ where: { id: accountId }, data: { passwordHash: await passwordHash() } });
      return { ...(await aStatement(world, "2012-07", "DECIDED")), fields: { password: PASSWORD } };
    },
  },
  "/etats/:statementId redraft": { who: ["RECTORAT:own"], form: (world) => aStatement(world, "2012-08", "DRAFT") },
  "/etats/cloture close": {
    who: ["RECTORAT:own"],
    form: ({ ids }) => ({ fields: { placeId: ids.schoolId, month: "2012-03" } }),
  },
  "/etats/cloture reopen": {
    who: ["RECTORAT:own"],
    form: async ({ ids, people }) => {
      const [month, at] = ["2012-04", new Date("2012-05-15T08:00:00Z")];
      const closed = { kind: "CLOSED", at, byId: people("RECTORAT:own").id, effectiveAt: at } as const;
      await db.monthClosingEvent.create({ data: { placeId: ids.schoolId, month, ...closed } });
      return { fields: { placeId: ids.schoolId, month, reason } };
    },
  },
  "/etats/calendrier write": {
    who: ["RECTORAT:own"],
    form: ({ academie }) => ({
      fields: {
        academieId: academie.id,
        application: "STSWEB",
        month: "2012-11",
        opensOn: "2012-12-01",
        closesOn: "2012-12-15",
        graceDays: "3",
        source: "Note de service d'essai",
      },
    }),
  },
};

const ofReferent = ({ callers }: World) => callers.find(({ who }) => who === "REFERENT:own")?.cookie ?? "";

/** Another statement of the planted académie. */
async function aStatement(
  { academie }: World,
  month: string,
  status: "DRAFT" | "CONTROLLED" | "DECIDED",
): Promise<Attempt> {
  const { id } = await db.payStatement.create({
    data: { academieId: academie.id, month, channel: "HSE", number: `HSE-A1-${month}`, status, draftedAt: new Date() },
  });
  return { params: { statementId: id }, fields: {} };
}
