import { type Locale, type T, translator } from "~/i18n/catalogue";
import { formatDate, formatDateTime, formatMoney, formatTimeRange } from "~/i18n/format";
import { db } from "~/platform/db.server";
import { env } from "~/platform/env.server";
import { findLinkPath } from "../account/links.server";
import { findCommentForMail } from "../comment/mail.server";
import { isTemplate, type Template, templates } from "../notification/schema";
import { type Licence, licenceNames } from "../scenario/licences";
import { closingFacts, openingFacts, ownClosingFacts, ownOpeningFacts, sentBackFacts } from "./pay-facts.server";

export type QueuedMail = { template: string; params: unknown; locale: string; toPersonId: string | null };
export type Written = { subject: string; text: string };

/** Subject and plain text of a message, with the facts themselves: a link may be blocked at school. Null: nothing to say. */
export async function writeMail(mail: QueuedMail): Promise<Written | null> {
  const { template } = mail;
  if (!isTemplate(template)) return null;
  const locale: Locale = mail.locale === "en" ? "en" : "fr";
  const facts = await factsOf(template, mail, locale);
  return facts ? write(translator(locale), template, facts) : null;
}

function write(t: T, template: Template, facts: Record<string, string>): Written {
  const text = t.find(`mail.${template}.text`, facts) ?? "";
  return {
    subject: t.find(`mail.${template}.subject`, facts) ?? "EntrePairs",
    text: `${t("mail.greeting")}\n\n${text.trim()}\n\n${t("mail.signature")}\n${origin()}\n`,
  };
}

const origin = () => env().ORIGIN[0] ?? "";

async function factsOf(
  template: Template,
  { params, toPersonId }: QueuedMail,
  locale: Locale,
): Promise<Record<string, string> | null> {
  switch (template) {
    case "invitation":
    case "reset":
      return linkFacts(templates[template].parse(params).linkId, locale);
    case "convocation":
    case "seance-moved":
    case "seance-cancelled":
    case "reminder":
      return seanceFacts(templates[template].parse(params).seanceId, locale);
    case "letterToSign":
    case "amendmentToSign":
      return missionFacts(templates[template].parse(params).missionId, locale);
    case "certificateIssued":
      return certificateFacts(templates[template].parse(params).certificateId);
    case "scenarioToConfirm":
    case "scenarioToReview":
    case "scenarioReturned":
    case "scenarioPublished":
    case "scenarioWithdrawn":
      return publicationFacts(templates[template].parse(params).publicationId, template);
    case "statementReturned":
    case "statementRefused": {
      const { statementId, eventId } = templates[template].parse(params);
      return sentBackFacts(origin(), statementId, eventId, locale);
    }
    case "monthCloses": {
      const { closingId, schoolId } = templates[template].parse(params);
      return closingFacts(origin(), closingId, schoolId, locale);
    }
    case "monthClosesOwn":
      return ownClosingFacts(origin(), templates[template].parse(params).closingId, toPersonId, locale);
    case "monthReopened": {
      const { openingId, schoolId } = templates[template].parse(params);
      return openingFacts(origin(), openingId, schoolId, locale);
    }
    case "monthReopenedOwn":
      return ownOpeningFacts(origin(), templates[template].parse(params).openingId, toPersonId, locale);
    case "scenarioComment":
      return commentFacts(templates[template].parse(params).commentId, toPersonId);
  }
}

async function linkFacts(linkId: string, locale: Locale) {
  const link = await findLinkPath(linkId);
  if (!link) return null;
  return { url: origin() + link.path, until: formatDateTime(link.expiresAt, { locale }) };
}

async function seanceFacts(seanceId: string, locale: Locale) {
  const seance = await db.seance.findUnique({
    where: { id: seanceId },
    include: {
      cohort: {
        select: {
          title: true,
          place: { select: { name: true, timeZone: true } },
          referent: { select: { givenName: true, familyName: true } },
        },
      },
    },
  });
  if (!seance) return null;
  const { cohort } = seance;
  const style = { locale, timeZone: cohort.place.timeZone };
  const where = await db.place.findUnique({ where: { id: seance.placeId }, select: { name: true } });
  return {
    title: seance.title,
    cohort: cohort.title,
    day: formatDate(seance.startsAt, style),
    hours: formatTimeRange(seance.startsAt, seance.endsAt, style),
    place: where?.name ?? cohort.place.name,
    room: seance.room ?? "",
    link: seance.link ?? "",
    referent: `${cohort.referent.givenName} ${cohort.referent.familyName}`,
    reason: seance.cancelledReason ?? "",
    url: `${origin()}/seances/${seance.id}`,
  };
}

async function missionFacts(missionId: string, locale: Locale) {
  const mission = await db.mission.findUnique({
    where: { id: missionId },
    select: {
      id: true,
      title: true,
      amountCents: true,
      schoolYearId: true,
      person: { select: { givenName: true, familyName: true } },
      place: { select: { name: true } },
    },
  });
  if (!mission) return null;
  return {
    title: mission.title,
    person: `${mission.person.givenName} ${mission.person.familyName}`,
    place: mission.place.name,
    year: mission.schoolYearId,
    amount: mission.amountCents === null ? "" : formatMoney(mission.amountCents, locale),
    url: `${origin()}/missions/${mission.id}`,
  };
}

async function certificateFacts(certificateId: string) {
  const certificate = await db.certificate.findUnique({
    where: { id: certificateId },
    select: { publicId: true, cohort: { select: { title: true } } },
  });
  if (!certificate) return null;
  return {
    cohort: certificate.cohort.title,
    url: `${origin()}/attestations`,
    verification: `${origin()}/verification/${certificate.publicId}`,
  };
}

async function publicationFacts(publicationId: string, template: Template) {
  const publication = await db.scenarioPublication.findUnique({
    where: { id: publicationId },
    select: {
      licence: true,
      returnedReason: true,
      withdrawnReason: true,
      scenario: { select: { id: true, title: true, cohort: { select: { place: { select: { name: true } } } } } },
    },
  });
  if (!publication) return null;
  const { scenario, licence, returnedReason, withdrawnReason } = publication;
  return {
    title: scenario.title,
    place: scenario.cohort.place.name,
    licence: licenceNames[licence as Licence],
    reason: (template === "scenarioWithdrawn" ? withdrawnReason : returnedReason) ?? "",
    url: `${origin()}/mediatheque/${publicationId}`,
    followUrl: `${origin()}/scenarios/${scenario.id}/publier`,
  };
}

async function commentFacts(commentId: string, toPersonId: string | null) {
  const comment = toPersonId && (await findCommentForMail(commentId, toPersonId));
  if (!comment) return null;
  const { path, ...facts } = comment;
  return { ...facts, url: origin() + path };
}
