import type { JSONContent } from "@tiptap/core";
import { publish } from "~/domain/publication/commands/decide.server";
import { answerProposal, proposeScenario } from "~/domain/publication/commands/propose.server";
import { submitProposal } from "~/domain/publication/commands/submit.server";
import { seenOf } from "~/domain/publication/seen.server";
import { createScenario } from "~/domain/scenario/commands.server";
import { db } from "~/platform/db.server";
import { as, at, drain } from "./stage";

type Someone = { id: string };

const p = (text: string): JSONContent => ({ type: "paragraph", content: [{ type: "text", text }] });
const part = (kind: string, words: string): JSONContent => ({ type: "part", attrs: { kind }, content: [p(words)] });
const phase = (title: string, minutes: number, grouping: string, ...content: JSONContent[]): JSONContent => ({
  type: "phase",
  attrs: { title, minutes, modality: "IN_CLASS", grouping, place: "" },
  content,
});

const title = "Évaluer une dictée avec le traitement de texte";
const lesson: JSONContent = {
  type: "doc",
  content: [
    { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: title }] },
    part("OBJECTIVE", "Les élèves relisent leur texte et justifient chaque correction par une règle."),
    { type: "competence", attrs: { framework: "C2I2E", version: "2010", code: "B.2-2" } },
    part("MATERIAL", "Un poste pour deux élèves, sans correcteur automatique ; le texte lu et enregistré."),
    phase("Écouter et écrire", 15, "INDIVIDUAL", part("INSTRUCTION", "Écrivez le texte que vous entendez.")),
    phase(
      "Relire à deux",
      25,
      "PAIRS",
      part("INSTRUCTION", "Surlignez vos doutes, puis écrivez la règle dans un commentaire."),
      part("DIFFERENTIATION", "Un texte à trous pour qui écrit lentement au clavier."),
    ),
    phase("Mettre en commun", 15, "WHOLE_CLASS", part("ASSESSMENT", "Trois règles que la classe garde.")),
    p("Prévoir des casques : l’écoute à deux gêne les voisins."),
  ],
};

/** June 2012: the first text of the médiathèque, by the référent of a cohort that has ended its work. */
export async function seedLibrary(referent: Someone, ctice: Someone, cohortId: string): Promise<void> {
  const { id } = await createScenario(await as(referent), { cohortId, title }, { document: lesson, images: [] });
  await at("2012-06-21", "17:10");
  const author = await as(referent);
  const { id: publicationId } = await proposeScenario(author, id, "CC_BY_SA");
  await answerProposal(author, id, { answer: "NAMED", licence: "CC_BY_SA" });
  await submitProposal(author, id);
  await drain();
  await at("2012-06-25", "09:40");
  const handedIn = await db.scenarioPublication.findUniqueOrThrow({ where: { id: publicationId } });
  await publish(await as(ctice), publicationId, { seen: seenOf(handedIn) });
  await drain();
}
