import { randomUUID } from "node:crypto";
import { aThread } from "@tests/factories/comment";
import { actorOf } from "@tests/factories/person";
import { db } from "~/platform/db.server";
import type { Who } from "./expected";
import type { World } from "./records";
import type { Write } from "./writes";

/** Whoever reads the scenario speaks; the head of the school sees participation only. */
const readers: Who[] = ["REFERENT:own", "TEACHER:own", "TRAINER:own", "CTICE:own"];

/** A discussion opened by the teacher, on the planted scenario. */
async function opened({ ids }: World) {
  return aThread(await actorOf({ id: ids.teacherId }), ids.scenarioId);
}
const ids = () => ({ threadId: randomUUID(), commentId: randomUUID() });

const forms: Record<string, Write> = {
  begin: { who: readers, form: () => ({ fields: { ...ids(), anchor: "SCENARIO", body: "Essai" } }) },
  answer: {
    who: readers,
    form: async (world) => ({ fields: { ...ids(), threadId: (await opened(world)).threadId, body: "Essai" } }),
  },
  // One's own words, and nobody else's.
  amend: {
    who: ["TEACHER:own"],
    form: async (world) => ({ fields: { commentId: (await opened(world)).commentId, body: "Essai" } }),
  },
  withdraw: {
    who: ["TEACHER:own"],
    form: async (world) => ({ fields: { commentId: (await opened(world)).commentId } }),
  },
  // Those who write the text settle what is said about it, and whoever asked.
  resolve: {
    who: ["REFERENT:own", "TEACHER:own"],
    form: async (world) => ({ fields: { threadId: (await opened(world)).threadId } }),
  },
  reopen: {
    who: readers,
    form: async (world) => {
      const { threadId } = await opened(world);
      const data = { resolvedAt: new Date(), resolvedById: world.ids.referentId };
      await db.scenarioThread.update({ where: { id: threadId }, data });
      return { fields: { threadId } };
    },
  },
};

/** The page and what the panel asks do the same, for the same people. */
export const commentWrites: Record<string, Write> = Object.fromEntries(
  ["/scenarios/:scenarioId/commentaires", "/scenarios/:scenarioId/commentaires/direct"].flatMap((path) =>
    Object.entries(forms).map(([intent, write]) => [`${path} ${intent}`, write]),
  ),
);
