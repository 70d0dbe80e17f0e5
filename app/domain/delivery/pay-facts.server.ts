import { type Locale, translator } from "~/i18n/catalogue";
import { formatDateTime, formatHours, formatMonth } from "~/i18n/format";
import { db } from "~/platform/db.server";
import { listLeftBehind } from "../pay/left-behind.server";

type Facts = Record<string, string>;

/** A statement that came back: by whom, why. Null where the word is not known any more. */
export async function sentBackFacts(
  origin: string,
  statementId: string,
  eventId: string,
  locale: Locale,
): Promise<Facts | null> {
  const event = await db.statementEvent.findFirst({
    where: { id: BigInt(eventId), statementId },
    include: { statement: { include: { academie: { select: { name: true } } } } },
  });
  if (!event) return null;
  const by = event.byId && (await db.person.findUnique({ where: { id: event.byId } }));
  const { number, month, channel, academie } = event.statement;
  return {
    number,
    month: formatMonth(month, locale),
    channel: translator(locale)(`mission.channel.${channel}`),
    academie: academie.name,
    by: by ? `${by.givenName} ${by.familyName}` : "",
    reason: event.reason ?? "",
    url: `${origin}/etats/${statementId}`,
  };
}

/** A month that closes: the deadline, and what is left in one school. Null once the month was opened again. */
export async function closingFacts(
  origin: string,
  closingId: string,
  schoolId: string,
  locale: Locale,
): Promise<Facts | null> {
  const closing = await standing(closingId);
  const school = await db.place.findUnique({ where: { id: schoolId }, select: { name: true, timeZone: true } });
  if (!closing || !school) return null;
  const left = await listLeftBehind(db, schoolId, closing.month);
  const sum = (of: "hours" | "minutes" | "sheets") => left.reduce((total, one) => total + one[of], 0);
  return {
    place: school.name,
    month: formatMonth(closing.month, locale),
    until: formatDateTime(closing.effectiveAt, { locale, timeZone: school.timeZone }),
    hours: String(sum("hours")),
    length: formatHours(sum("minutes")),
    sheets: String(sum("sheets")),
    url: `${origin}/heures/certifier`,
  };
}

/** The same for whoever worked hours that nobody has certified. */
export async function ownClosingFacts(
  origin: string,
  closingId: string,
  toPersonId: string | null,
  locale: Locale,
): Promise<Facts | null> {
  const closing = await standing(closingId);
  if (!closing || !toPersonId) return null;
  return {
    month: formatMonth(closing.month, locale),
    until: formatDateTime(closing.effectiveAt, { locale, timeZone: closing.place.timeZone }),
    url: `${origin}/heures/declarer?mois=${closing.month}`,
  };
}

/** A closing whose month was not opened again in its own place since. */
async function standing(closingId: string) {
  const closing = await db.monthClosingEvent.findUnique({
    where: { id: BigInt(closingId) },
    include: { place: { select: { timeZone: true } } },
  });
  if (!closing?.effectiveAt) return null;
  const { id, placeId, month } = closing;
  const later = await db.monthClosingEvent.count({ where: { id: { gt: id }, placeId, month, kind: "REOPENED" } });
  return later === 0 ? { ...closing, effectiveAt: closing.effectiveAt } : null;
}
