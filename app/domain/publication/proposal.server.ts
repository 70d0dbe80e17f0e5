import { db, type Prisma } from "~/platform/db.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { fullName } from "../cohort/queries.server";
import { type Licence, licences } from "../scenario/licences";
import { scenarioPolicy } from "../scenario/policy";
import { findScenarioSubjects } from "../scenario/queries.server";
import { findWriters } from "./contributors.server";
import { publicationPolicy } from "./policy";
import { licenceTrouble, refusalStands } from "./rules";
import type { ContributorAnswer, PublicationStatus } from "./schema";
import { findProposal, open } from "./subject.server";

const nameOf = { select: { id: true, givenName: true, familyName: true } } as const;
const byName: Prisma.PersonOrderByWithRelationInput[] = [{ familyName: "asc" }, { givenName: "asc" }, { id: "asc" }];

/** How far the proposal of a scenario is: its licence, who has answered what, what is missing. @throws not_found */
export async function getProposal(actor: Actor, scenarioId: string) {
  const subject = await findProposal(actor, scenarioId);
  const [[readable], scenario, writers] = await Promise.all([
    findScenarioSubjects([scenarioId]),
    db.scenario.findUniqueOrThrow({
      where: { id: scenarioId },
      select: {
        id: true,
        title: true,
        originLicence: true,
        originCredit: true,
        team: { select: { name: true } },
        cohort: { select: { title: true } },
        publications: {
          orderBy: { number: "desc" },
          include: { contributors: { include: { person: nameOf } } },
          omit: { document: true, words: true },
        },
      },
    }),
    findWriters(db, scenarioId),
  ]);
  const [latest] = scenario.publications;
  const settled = scenario.publications.find(({ status }) => status === "PUBLISHED" || status === "WITHDRAWN");
  const underWay = latest && open.some((status) => status === latest.status) ? latest : null;
  const asked = new Map((underWay?.contributors ?? []).map((one) => [one.personId, one]));
  const people = await db.person.findMany({
    where: { id: { in: [...new Set([...writers.personIds, ...asked.keys()])] } },
    ...nameOf,
    orderBy: byName,
  });
  const lists = can(actor, publicationPolicy, "publication.list", subject);
  const draft = underWay?.status === "DRAFT" || underWay?.status === "RETURNED";
  const prepares = draft && can(actor, publicationPolicy, "publication.propose", subject);
  const setsAside = (answers: Parameters<typeof refusalStands>[0]) => prepares && (lists || !refusalStands(answers));
  const contributors = people.map((person) => {
    const row = asked.get(person.id);
    return {
      personId: person.id,
      name: fullName(person),
      answer: (row?.answer ?? null) as ContributorAnswer | null,
      mine: person.id === actor.personId,
      mayUnlist: row?.listed === true && !writers.personIds.includes(person.id) && setsAside([row]),
    };
  });
  const limits = { originLicence: scenario.originLicence, publishedLicence: settled?.licence ?? null };
  return {
    scenario: { id: scenario.id, title: scenario.title, team: scenario.team, cohort: scenario.cohort },
    // Whoever wrote what was copied here answers without reading the scenario itself.
    reads: readable !== undefined && can(actor, scenarioPolicy, "scenario.read", readable),
    proposal: underWay && {
      id: underWay.id,
      status: underWay.status as PublicationStatus,
      licence: underWay.licence as Licence,
      returnedReason: underWay.returnedReason,
      submittedAt: underWay.submittedAt,
    },
    published: scenario.publications
      .filter(({ status }) => status === "PUBLISHED" || status === "WITHDRAWN")
      .map(({ id, number, status, title, decidedAt, withdrawnReason }) => ({
        id,
        number,
        status: status as PublicationStatus,
        title,
        decidedAt,
        withdrawnReason,
      })),
    contributors,
    licences: licences.filter((licence) => licenceTrouble(licence, limits) === null),
    nothingAdded: writers.nothingAdded,
    listable: lists && draft ? await listable(subject, people) : [],
    can: {
      propose: !underWay && can(actor, publicationPolicy, "publication.propose", subject),
      submit: prepares,
      abandon: setsAside(underWay?.contributors ?? []),
      answer: draft && contributors.some(({ mine }) => mine),
      takeBack: underWay?.status === "SUBMITTED" && can(actor, publicationPolicy, "publication.takeBack", subject),
    },
  };
}

type Known = { enrolledPersonIds: string[]; trainerPersonIds: string[]; referentId: string | null };

/** People of the cohort who are not asked yet. */
async function listable(subject: Known, asked: readonly { id: string }[]) {
  const known = [...subject.enrolledPersonIds, ...subject.trainerPersonIds, subject.referentId ?? ""].filter(Boolean);
  const people = await db.person.findMany({
    where: { id: { in: known, notIn: asked.map(({ id }) => id) } },
    ...nameOf,
    orderBy: byName,
  });
  return people.map((person) => ({ id: person.id, name: fullName(person) }));
}
