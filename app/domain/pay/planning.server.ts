import { formatDate, formatHours, formatMoney, type Locale } from "~/i18n/format";
import { businessNow } from "~/platform/clock.server";
import type { Tx } from "~/platform/db.server";
import { localDay } from "../calendar";
import { type Refusal, refuse } from "../errors";
import { loadMission } from "./facts.server";
import { factsOfMission } from "./line-facts.server";
import { forbids, said } from "./planning";
import { loadRates } from "./rates.server";
import { decideLine } from "./rules";
import type { Finding, Formats } from "./schema";

const formatsOf = (locale: Locale): Formats => ({
  money: (cents) => formatMoney(cents, locale),
  hours: formatHours,
  date: (day) => formatDate(day, { locale }),
});
const formats = { fr: formatsOf("fr"), en: formatsOf("en") };

/** A refusal in the words of the rule that forbids. */
export const refuseByRule = (finding: Finding, field?: string): Refusal =>
  refuse("conflict", "mission.byRule", said(finding, formats), field);

/** Asks the rules whether a flat mission may stand as it is now, within the caller's transaction. @throws Refusal conflict mission.byRule */
export async function requireMissionAllowed(tx: Tx, missionId: string, field?: string): Promise<void> {
  const mission = await loadMission(tx, missionId);
  const today = localDay(await businessNow(tx), mission.place.timeZone);
  const facts = await factsOfMission(tx, mission, { envelope: undefined, on: today, serviceDone: false });
  const finding = forbids(decideLine(facts, await loadRates(tx), today));
  if (finding) throw refuseByRule(finding, field);
}
