import type { JSONContent } from "@tiptap/core";
import { cleanDocument } from "~/editor/content";
import { phasesOf } from "~/editor/lesson";
import { type T, translator } from "~/i18n/catalogue";
import { db } from "~/platform/db.server";
import { env } from "~/platform/env.server";
import type { Actor } from "../actor";
import { authorize, can } from "../authorize";
import { refuse } from "../errors";
import { copyOf } from "../exchange/duplicate.server";
import { takeUpload } from "../exchange/limits.server";
import { fileOf, owedFor, type ScenarioFileAnswer } from "../exchange/queries.server";
import type { Duplicate, Format } from "../exchange/schema";
import type { Picture } from "../exchange/tree";
import { createScenario } from "../scenario/commands.server";
import { documentHtml } from "../scenario/document.server";
import { type Licence, licenceAddresses, licenceNames } from "../scenario/licences";
import { publicationPolicy } from "./policy";
import type { PublicationStatus } from "./schema";
import { seenOf } from "./seen.server";
import { findPublication } from "./subject.server";

/** The snapshot of a publication the actor may read. @throws not_found, also while nothing is handed in */
async function readable(actor: Actor, publicationId: string) {
  const { subject } = await findPublication(actor, publicationId);
  const row = await db.scenarioPublication.findUniqueOrThrow({
    where: { id: publicationId },
    include: {
      scenario: {
        select: {
          originCredit: true,
          originLicence: true,
          cohort: { select: { place: { select: { timeZone: true, lineage: true } } } },
        },
      },
    },
  });
  const { title, plannedMinutes, document } = row;
  // A draft shows no text here: the scenario itself does, to those who may read it.
  if (row.status === "DRAFT" || title === null || plannedMinutes === null || document === null)
    throw refuse("not_found", "scenarioLibrary.notFound");
  // Cleaned again: an older snapshot is read with the rules of today.
  return { subject, row: { ...row, title, plannedMinutes }, json: cleanDocument(JSON.parse(document)) };
}

/** The page of a text in the library, or of one that is reviewed. @throws not_found */
export async function getPublication(actor: Actor, publicationId: string) {
  const { subject, row, json } = await readable(actor, publicationId);
  const { scenario, licence } = row;
  const [academie, latest, html] = await Promise.all([
    db.place.findFirst({
      where: { id: { in: scenario.cohort.place.lineage }, kind: "ACADEMIE" },
      select: { name: true },
    }),
    db.scenarioPublication.findFirst({
      where: { scenarioId: row.scenarioId, status: "PUBLISHED", number: { gt: row.number } },
      orderBy: { number: "desc" },
      select: { id: true },
    }),
    documentHtml(json, row.scenarioId, actor.locale, (id) => `/mediatheque/${publicationId}/images/${id}`),
  ]);
  const may = (right: keyof typeof publicationPolicy) => can(actor, publicationPolicy, right, subject);
  const follows = may("publication.follow");
  return {
    id: row.id,
    number: row.number,
    status: row.status as PublicationStatus,
    title: row.title,
    plannedMinutes: row.plannedMinutes,
    authors: row.authors,
    licence: { name: licenceNames[licence as Licence], address: licenceAddresses[licence as Licence] },
    credit: row.credit,
    originCredit: scenario.originCredit,
    submittedAt: row.submittedAt,
    decidedAt: row.decidedAt,
    returnedReason: follows ? row.returnedReason : null,
    withdrawnAt: row.withdrawnAt,
    withdrawnReason: follows ? row.withdrawnReason : null,
    academie: academie?.name ?? null,
    newerId: latest?.id ?? null,
    seen: seenOf(row),
    html,
    phases: phasesOf(json.content ?? []),
    scenarioId: follows ? row.scenarioId : null,
    can: {
      review: row.status === "SUBMITTED" && may("publication.review"),
      withdraw: row.status === "PUBLISHED" && may("publication.withdraw"),
      duplicate: row.status === "PUBLISHED",
    },
  };
}

/** The title of a text that may be copied. @throws not_found, also for what is not published */
export async function getPublicationTitle(actor: Actor, publicationId: string) {
  const { publication } = await findPublication(actor, publicationId);
  if (publication.status !== "PUBLISHED") throw refuse("not_found", "scenarioLibrary.notFound");
  const { title } = await db.scenarioPublication.findUniqueOrThrow({
    where: { id: publicationId },
    select: { title: true },
  });
  return { id: publicationId, title: title ?? "" };
}

/** An image of the snapshot, for its readers. @throws not_found, also for one of another text */
export async function getPublishedImage(actor: Actor, publicationId: string, imageId: string) {
  await findPublication(actor, publicationId);
  const image = await db.scenarioPublicationImage.findUnique({
    where: { publicationId_imageId: { publicationId, imageId } },
    select: { type: true, bytes: true },
  });
  if (!image) throw refuse("not_found", "scenario.imageNotFound");
  return image;
}

const imagesOf = (publicationId: string) =>
  db.scenarioPublicationImage.findMany({ where: { publicationId }, orderBy: { imageId: "asc" } });

type Standing = { status: string; number: number; decidedAt: Date | null; withdrawnAt: Date | null };

/** Where the text stands, in the words of its file. */
function standing(t: T, { status, number, decidedAt, withdrawnAt }: Standing): string[] {
  if (status === "RETURNED") return [t("scenarioLibrary.file.returned")];
  if (!decidedAt) return [t("scenarioLibrary.file.waiting")];
  return [
    t("scenarioLibrary.file.published", { at: decidedAt, number }),
    ...(withdrawnAt ? [t("scenarioLibrary.file.withdrawn", { at: withdrawnAt })] : []),
  ];
}

/** The snapshot as a file, with its licence, authors and lineage. @throws not_found, too_many, conflict when too long */
export async function exportPublication(
  actor: Actor,
  publicationId: string,
  format: Format,
): Promise<ScenarioFileAnswer> {
  const { row, json } = await readable(actor, publicationId);
  const t = translator(actor.locale, row.scenario.cohort.place.timeZone);
  const licence = licenceNames[row.licence as Licence];
  const facts = [
    ...(row.authors.length > 0 ? [t("scenarioLibrary.file.authors", { authors: row.authors.join(", ") })] : []),
    t("scenarioLibrary.file.licence", { licence, address: licenceAddresses[row.licence as Licence] }),
    ...standing(t, row),
    t("exchange.file.planned", { minutes: row.plannedMinutes }),
    ...(row.scenario.originCredit ? [t("scenarioLibrary.lineage.after", { credit: row.scenario.originCredit })] : []),
  ];
  const everPublished = row.status === "PUBLISHED" || row.status === "WITHDRAWN";
  const read = async () => ({
    id: row.scenarioId,
    title: row.title,
    plannedMinutes: row.plannedMinutes,
    team: null,
    cohort: "",
    document: json,
    pictures: new Map(
      (await imagesOf(publicationId)).map(({ imageId, ...image }) => [imageId, image as unknown as Picture] as const),
    ),
    at: row.decidedAt ?? row.submittedAt ?? row.proposedAt,
    timeZone: row.scenario.cohort.place.timeZone,
    origin: env().ORIGIN[0] ?? "",
    // Before it is published, and its licence given, it owes what its scenario owes.
    owed: everPublished
      ? owedFor(row.credit, row.licence)
      : owedFor(row.scenario.originCredit, row.scenario.originLicence),
    published: { path: `/mediatheque/${publicationId}`, facts },
  });
  return fileOf(actor, read, format);
}

/**
 * A scenario of one's own from a published text; it keeps the line and the words owed to the authors.
 * @throws not_found, also for what is not published; as createScenario does for the place
 */
export async function duplicatePublication(
  actor: Actor,
  publicationId: string,
  { cohortId, teamId, title }: Duplicate,
): Promise<{ id: string }> {
  const { row, json } = await readable(actor, publicationId);
  if (row.status !== "PUBLISHED") throw refuse("not_found", "scenarioLibrary.notFound");
  authorize(actor, publicationPolicy, "publication.browse", null);
  await takeUpload(actor.accountId);
  const images = (await imagesOf(publicationId)).map(({ imageId, ...image }) => ({ id: imageId, ...image }));
  const input = { cohortId, teamId, title, plannedMinutes: row.plannedMinutes };
  return createScenario(actor, input, copyOf(json as JSONContent, images), {
    originId: row.scenarioId,
    originPublicationId: publicationId,
    originCredit: row.credit,
    originLicence: row.licence,
  });
}
