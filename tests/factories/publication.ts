import type { JSONContent } from "@tiptap/core";
import { publish } from "~/domain/publication/commands/decide.server";
import { answerProposal, proposeScenario } from "~/domain/publication/commands/propose.server";
import { submitProposal } from "~/domain/publication/commands/submit.server";
import { seenOf as mark } from "~/domain/publication/seen.server";
import { stateOf } from "~/domain/scenario/document.server";
import type { Licence } from "~/domain/scenario/licences";
import { cleanDocument } from "~/editor/content";
import { db } from "~/platform/db.server";
import { actorOf, aPerson } from "./person";
import { next } from "./place";
import { aScenario } from "./scenario";

type Someone = { id: string };

/** Somebody wrote in a scenario: their Yjs client is known. */
export const wrote = (scenarioId: string, { id }: Someone) =>
  db.scenarioClient.create({ data: { scenarioId, client: 1_000 + next(), personId: id } });

/** Puts a text in place of what a scenario held. */
export async function withText(scenarioId: string, ...content: JSONContent[]) {
  await db.scenarioSnapshot.deleteMany({ where: { scenarioId } });
  await db.scenarioUpdate.deleteMany({ where: { scenarioId } });
  const update = new Uint8Array(stateOf(cleanDocument({ type: "doc", content })));
  await db.scenarioUpdate.create({ data: { scenarioId, update } });
}

const heading = (words: string) => ({ type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: words }] });
const paragraph = (words: string) => ({ type: "paragraph", content: [{ type: "text", text: words }] });

/** A scenario that both members of its team wrote, and a CTICE of its académie. */
export async function aWrittenScenario({ title = "Lire un graphique", words = "Observer la pluie" } = {}) {
  const around = await aScenario({ title });
  const { scenarioId, members, academie } = around;
  const [first = members[0], second = members[1]] = members;
  if (!first || !second) throw new Error("a team of two");
  await withText(scenarioId, heading(title), paragraph(words));
  await wrote(scenarioId, first);
  await wrote(scenarioId, second);
  const ctice = await aPerson({ role: "CTICE", place: academie });
  return { ...around, first, second, ctice };
}

type Written = Awaited<ReturnType<typeof aWrittenScenario>>;

/** Proposed, agreed by both, handed in. Returns the publication. */
export async function aSubmission(written: Written, licence: Licence = "CC_BY") {
  const { scenarioId, first, second } = written;
  const { id } = await proposeScenario(await actorOf(first), scenarioId, licence);
  for (const person of [first, second])
    await answerProposal(await actorOf(person), scenarioId, { answer: "NAMED", licence });
  await submitProposal(await actorOf(first), scenarioId);
  return { publicationId: id, seen: await seenOf(id) };
}

/** The same, accepted by the CTICE. */
export async function aPublication(written: Written, licence: Licence = "CC_BY") {
  const { publicationId, seen } = await aSubmission(written, licence);
  await publish(await actorOf(written.ctice), publicationId, { seen });
  return { publicationId };
}

/** What the page of a review gives back with the decision. */
export async function seenOf(id: string): Promise<string> {
  return mark(await db.scenarioPublication.findUniqueOrThrow({ where: { id } }));
}
