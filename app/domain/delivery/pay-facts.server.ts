import { type Locale, translator } from "~/i18n/catalogue";
import { formatDateTime, formatHours, formatMonth } from "~/i18n/format";
import { db } from "~/platform/db.server";
import { lastWord } from "../pay/closing.server";
import { listLeftBehind, uncertifiedPeople } from "../pay/left-behind.server";

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
  return {
    place: school.name,
    month: formatMonth(closing.month, locale),
    until: formatDateTime(closing.effectiveAt, { locale, timeZone: school.timeZone }),
    ...(await leftFacts(schoolId, closing.month)),
    url: `${origin}/heures/certifier`,
  };
}

async function leftFacts(schoolId: string, month: string): Promise<Facts> {
  const left = await listLeftBehind(db, schoolId, month);
  const sum = (of: "hours" | "minutes" | "sheets") => left.reduce((total, one) => total + one[of], 0);
  return { hours: String(sum("hours")), length: formatHours(sum("minutes")), sheets: String(sum("sheets")) };
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

/** A month opened again: why, and what is left in one school. Null once it was closed anew there. */
export async function openingFacts(
  origin: string,
  openingId: string,
  schoolId: string,
  locale: Locale,
): Promise<Facts | null> {
  const opening = await db.monthClosingEvent.findUnique({ where: { id: BigInt(openingId) } });
  const school = await db.place.findUnique({ where: { id: schoolId }, select: { name: true, lineage: true } });
  if (!opening || !school) return null;
  if ((await lastWord(db, school.lineage, opening.month))?.id !== opening.id) return null;
  return {
    place: school.name,
    month: formatMonth(opening.month, locale),
    reason: opening.reason ?? "",
    ...(await leftFacts(schoolId, opening.month)),
    url: `${origin}/heures/certifier`,
  };
}

/** The same for whoever worked hours there that nobody has certified. Null where none is left, or none is open. */
export async function ownOpeningFacts(
  origin: string,
  openingId: string,
  toPersonId: string | null,
  locale: Locale,
): Promise<Facts | null> {
  const opening = await db.monthClosingEvent.findUnique({ where: { id: BigInt(openingId) } });
  if (!opening || !toPersonId) return null;
  if (!(await uncertifiedPeople(db, opening.placeId, opening.month, { saidBy: opening.id })).includes(toPersonId))
    return null;
  return {
    month: formatMonth(opening.month, locale),
    reason: opening.reason ?? "",
    url: `${origin}/heures/declarer?mois=${opening.month}`,
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
