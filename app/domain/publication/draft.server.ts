import type { Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { authorize } from "../authorize";
import { refuse } from "../errors";
import type { Licence } from "../scenario/licences";
import { publicationPolicy } from "./policy";
import { findProposal, lockScenario } from "./subject.server";

/** The proposal that may still change, its scenario locked. @throws conflict `closed` once it is handed in */
export async function lockDraft(
  tx: Tx,
  actor: Actor,
  scenarioId: string,
  right: "publication.propose" | "publication.list" | "publication.answer",
  closed: "licenceFixed" | "answersClosed" | "alreadySubmitted",
) {
  await lockScenario(tx, scenarioId);
  const subject = await findProposal(actor, scenarioId, tx);
  authorize(actor, publicationPolicy, right, subject);
  const latest = await tx.scenarioPublication.findFirst({
    where: { scenarioId },
    orderBy: { number: "desc" },
    select: { id: true, status: true, licence: true },
  });
  if (!latest) throw refuse("conflict", "scenarioLibrary.notProposed");
  if (latest.status !== "DRAFT" && latest.status !== "RETURNED") throw refuse("conflict", `scenarioLibrary.${closed}`);
  return { id: latest.id, licence: latest.licence as Licence, subject };
}
