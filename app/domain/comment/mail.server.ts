import { db } from "~/platform/db.server";
import { namesOf } from "../account/names.server";
import { findScenarioSubjects } from "../scenario/queries.server";
import { readersAmong } from "./people.server";

/**
 * What a message about a comment says to one person today; null where it was withdrawn since, or is no longer theirs to
 * read: a message is read again long after it was sent.
 */
export async function findCommentForMail(commentId: string, personId: string) {
  const comment = await db.scenarioComment.findUnique({
    where: { id: commentId },
    select: {
      body: true,
      authorId: true,
      thread: { select: { id: true, quote: true, scenario: { select: { id: true, title: true } } } },
    },
  });
  if (!comment || comment.body === null) return null;
  const { thread, authorId, body } = comment;
  const [subject] = await findScenarioSubjects([thread.scenario.id]);
  if (!subject || (await readersAmong([personId], subject)).length === 0) return null;
  const author = (await namesOf([authorId])).get(authorId) ?? "";
  const { id: scenarioId, title } = thread.scenario;
  return { author, title, quote: thread.quote, body, path: `/scenarios/${scenarioId}/commentaires#fil-${thread.id}` };
}
