import { type Locale, translator } from "~/i18n/catalogue";
import { formatDate, formatDateTime } from "~/i18n/format";
import { businessNow } from "~/platform/clock.server";
import { db, type Tx } from "~/platform/db.server";
import { env } from "~/platform/env.server";
import { addDays, instantOf, localDay } from "../calendar";
import { refuse } from "../errors";
import type { Move } from "./schema";

const PARIS = "Europe/Paris";

/** @throws not_found outside the demonstration: its pages do not exist there. */
export function requireDemonstration(): void {
  if (!env().ENTREPAIRS_DEMONSTRATION) throw refuse("not_found", "common.notFound");
}

/** What the bar says and offers; undefined outside the demonstration. */
export async function demonstrationBar(locale: Locale) {
  if (!env().ENTREPAIRS_DEMONSTRATION) return undefined;
  const t = translator(locale);
  const now = await businessNow();
  const targets = await findTargets(db, now);
  const day = formatDate(targets.date, { locale, weekday: false, year: false });
  const offered: { intent: Move; label: string }[] = [
    ...(targets.seance ? [{ intent: "seance" as const, label: t("demo.move.seance") }] : []),
    ...(targets.finSeance ? [{ intent: "finSeance" as const, label: t("demo.move.finSeance") }] : []),
    { intent: "date", label: t("demo.move.date", { day }) },
  ];
  return { dateLabel: formatDateTime(now, { locale }), moves: offered };
}

/** Where each move leads from `now`: the next start, the next end, the next second day of a month at 9 h in Paris. */
export async function findTargets(
  tx: Tx,
  now: Date,
): Promise<Record<Exclude<Move, "date">, Date | null> & { date: Date }> {
  const ahead = { status: "PLANNED" as const, cohort: { status: { in: ["OPEN" as const, "PREPARATION" as const] } } };
  // One after the other: `tx` may be one connection.
  const starting = await tx.seance.findFirst({
    where: { ...ahead, startsAt: { gt: now } },
    orderBy: { startsAt: "asc" },
    select: { startsAt: true },
  });
  const ending = await tx.seance.findFirst({
    where: { ...ahead, endsAt: { gt: now } },
    orderBy: { endsAt: "asc" },
    select: { endsAt: true },
  });
  return { seance: starting?.startsAt ?? null, finSeance: ending?.endsAt ?? null, date: nextStatementDay(now) };
}

/** The first second day of a month after `now`, 9 h in Paris: statements are drafted from its first minute. */
export function nextStatementDay(now: Date): Date {
  let day = localDay(now, PARIS);
  for (;;) {
    const at = day.endsWith("-02") ? instantOf(day, "09:00", PARIS) : null;
    if (at && at > now) return at;
    day = addDays(day, 1);
  }
}
