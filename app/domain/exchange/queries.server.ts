import type { JSONContent } from "@tiptap/core";
import qrcode from "qrcode";
import { type T, translator } from "~/i18n/catalogue";
import { businessNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import { env } from "~/platform/env.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { refuse } from "../errors";
import { agreedDocument, readDocument } from "../scenario/document.server";
import { scenarioPolicy } from "../scenario/policy";
import { findScenarioSubjects } from "../scenario/queries.server";
import { unsafeReadVersion } from "../version/queries.server";
import { toDocx } from "./docx.server";
import { fullName, plainName } from "./file-name";
import { toHtml } from "./html";
import { toJson } from "./json";
import { takeDownload } from "./limits.server";
import { toMarkdown } from "./markdown";
import { toOdt } from "./odt.server";
import { toPdf } from "./pdf.server";
import { picturesOf } from "./pictures.server";
import { planOf, type Source } from "./plan.server";
import { contentTypes, type Format, type Owed } from "./schema";
import { textLength } from "./walk";

/** Signs of text. Laying out pages costs far more than writing words: about 20 µs a sign, a hundred pages here. */
const MOST_SIGNS = { pdf: 250_000, odt: 1_000_000, docx: 1_000_000 } as const;

export type ScenarioFileAnswer = { type: string; file: Uint8Array | string; plainName: string; fullName: string };

/**
 * A scenario as a file, for who may read it: as it stands, or one of its versions.
 * @throws not_found for a stranger, too_many, conflict when it is too long
 */
export async function exportScenario(
  actor: Actor,
  scenarioId: string,
  format: Format,
  versionId: string | null = null,
): Promise<ScenarioFileAnswer> {
  const [subject] = await findScenarioSubjects([scenarioId]);
  if (!subject || !can(actor, scenarioPolicy, "scenario.read", subject)) throw refuse("not_found", "scenario.notFound");
  return fileOf(actor, () => sourceOf(scenarioId, versionId, format), format);
}

/** The file of what a caller has asked about: read only once the downloads of the account allow one more. */
export async function fileOf(actor: Actor, read: () => Promise<Source>, format: Format): Promise<ScenarioFileAnswer> {
  await takeDownload(actor.accountId);
  const source = await read();
  const name = source.version === undefined ? source.title : `${source.title} v${source.version}`;
  return {
    type: contentTypes[format],
    file: await write(source, actor, format),
    plainName: plainName(name, format),
    fullName: fullName(name, format),
  };
}

async function sourceOf(scenarioId: string, versionId: string | null, format: Format): Promise<Source> {
  const { team, cohort, originCredit, originLicence, ...scenario } = await db.scenario.findUniqueOrThrow({
    where: { id: scenarioId },
    select: {
      id: true,
      title: true,
      plannedMinutes: true,
      originCredit: true,
      originLicence: true,
      team: { select: { name: true } },
      cohort: { select: { title: true, place: { select: { timeZone: true } } } },
    },
  });
  const version = versionId === null ? null : await unsafeReadVersion(scenarioId, versionId);
  const whole = version?.document ?? (await readDocument(scenarioId));
  // What is only suggested leaves with the file that comes back as the same text, and with no other.
  const document = format === "json" ? whole : agreedDocument(whole);
  return {
    ...scenario,
    ...(version && { version: version.number }),
    team: team?.name ?? null,
    cohort: cohort.title,
    owed: owedFor(originCredit, originLicence),
    document,
    pictures: await picturesOf(scenarioId, document),
    at: version?.at ?? (await businessNow()),
    timeZone: cohort.place.timeZone,
    origin: env().ORIGIN[0] ?? "",
  };
}

/** The words and the licence stand together, in the database too. */
export const owedFor = (credit: string | null, licence: string | null): Owed | null =>
  credit !== null && licence !== null ? { credit, licence } : null;

async function write(source: Source, { locale }: Actor, format: Format): Promise<Uint8Array | string> {
  if (format === "json") return toJson({ ...source, images: encoded(source) });
  const t = translator(locale, source.timeZone);
  const plan = await planOf(source, locale, format === "md");
  if (format === "md") return toMarkdown(plan);
  if (format === "html") return toHtml(plan, await qrcode.toString(plan.record.url, { type: "svg", margin: 1 }));
  refuseTooLong(source.document, format);
  if (format === "odt") return toOdt(plan, source.at, pageLabel(t));
  if (format === "docx") return toDocx(plan, pageLabel(t));
  return toPdf(plan, source.at, t);
}

const pageLabel = (t: T) => t("exchange.file.page", { page: "{page}", pages: "{pages}" });

function refuseTooLong(document: JSONContent, format: keyof typeof MOST_SIGNS): void {
  if (textLength(document) > MOST_SIGNS[format]) throw refuse("conflict", "exchange.tooLongForPaper");
}

const encoded = ({ pictures }: Source) =>
  Object.fromEntries([...pictures].map(([id, { bytes }]) => [id, Buffer.from(bytes).toString("base64")]));
