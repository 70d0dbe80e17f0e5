import { db } from "~/platform/db.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { scenarioPolicy } from "../scenario/policy";
import { findScenarioSubjects } from "../scenario/queries.server";
import { trialPolicy } from "../trial/policy";
import { publicationPolicy } from "./policy";
import type { PublicationStatus } from "./schema";

/**
 * What stands around a scenario for a reader of it: where it was copied from, the trial, the library. The title of what
 * it comes from is said only to those who may read that too. For a caller who has asked whether it may be read.
 */
export async function surroundingsOf(actor: Actor, scenarioId: string) {
  const [subject] = await findScenarioSubjects([scenarioId]);
  const { origin, originPublication, publications, trial, originCredit } = await db.scenario.findUniqueOrThrow({
    where: { id: scenarioId },
    select: {
      originCredit: true,
      origin: { select: { id: true, title: true } },
      originPublication: { select: { id: true, status: true } },
      publications: { orderBy: { number: "desc" }, take: 1, select: { id: true, status: true } },
      trial: { select: { startsOn: true, endsOn: true } },
    },
  });
  const [originSubject] = origin && !originPublication ? await findScenarioSubjects([origin.id]) : [];
  const readsOrigin = originSubject !== undefined && can(actor, scenarioPolicy, "scenario.read", originSubject);
  return {
    lineage: {
      scenario: readsOrigin ? origin : null,
      hidden: origin !== null && !originPublication && !readsOrigin,
      credit: originCredit,
      publicationId: originPublication?.status === "PUBLISHED" ? originPublication.id : null,
    },
    trial,
    publication: publications[0]
      ? { id: publications[0].id, status: publications[0].status as PublicationStatus }
      : null,
    can: {
      report: subject !== undefined && can(actor, trialPolicy, "trial.report", subject),
      propose: subject !== undefined && can(actor, publicationPolicy, "publication.propose", subject),
      follow:
        subject !== undefined &&
        can(actor, publicationPolicy, "publication.follow", { ...subject, contributorIds: [] }),
    },
  };
}
