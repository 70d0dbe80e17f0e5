import { type Day, dayOf } from "../../calendar";
import type { Facts } from "../../errors";
import { type Channel, type Fault, type LetterTerms, letterMinutes } from "../rules";

type Amendment = LetterTerms & { status: "ISSUED" | "SIGNED" | "WITHDRAWN" };

/** A letter as it stands: with the tasks and dates of its last amendment that was signed. `amendments`: the last one first. */
export function inForce<Letter extends LetterTerms & { amendments: readonly Amendment[] }>(letter: Letter): Letter {
  const last = letter.amendments.find(({ status }) => status === "SIGNED");
  return last ? { ...letter, tasks: last.tasks, startsOn: last.startsOn, endsOn: last.endsOn } : letter;
}

/** Why a letter may not be amended: of hours alone, once it is signed, while its mission runs, one amendment at a time. */
export function whyNotAmend(mission: {
  channel: Channel;
  ended: boolean;
  letter: { status: "ISSUED" | "SIGNED"; waits: boolean } | null;
}): Fault {
  const { letter } = mission;
  if (!letter) return { key: "mission.noLetter", facts: {} };
  if (mission.channel !== "HSE" && mission.channel !== "VACATION") return { key: "mission.amendHoursOnly", facts: {} };
  if (letter.status !== "SIGNED") return { key: "mission.amendUnsigned", facts: {} };
  if (mission.ended) return { key: "mission.amendEnded", facts: {} };
  return letter.waits ? { key: "mission.amendmentWaits", facts: {} } : null;
}

/** What a letter makes a condition. `UNSIGNED`: nobody signed it; `DATES`: the day is not within them; `HOURS`: more than it entrusts. */
export type LetterCondition = { kind: "UNSIGNED" | "DATES" | "HOURS"; key: string; facts: Facts };
export type ConditionalLetter = LetterTerms & { signedAt: Date | null };

/**
 * The conditions of a letter that an hour does not meet; none when it stands. `bookedMinutes`: all the minutes booked on
 * the mission, this hour included; `day`: its local day, null to judge the sum alone. What is not met is held, never lost:
 * the service was done, and a person decides.
 */
export function letterConditions(letter: ConditionalLetter, bookedMinutes: number, day: Day | null): LetterCondition[] {
  const unmet: LetterCondition[] = [];
  const [from, to] = [dayOf(letter.startsOn), dayOf(letter.endsOn)];
  const most = letterMinutes(letter);
  if (!letter.signedAt) unmet.push(condition("UNSIGNED", "letterUnsigned"));
  if (day !== null && (day < from || day > to)) unmet.push(condition("DATES", "outsideLetter", { from, to, day }));
  if (most !== null && bookedMinutes > most)
    unmet.push(condition("HOURS", "beyondLetter", { minutes: bookedMinutes, most }));
  return unmet;
}

const condition = (kind: LetterCondition["kind"], name: string, facts: Facts = {}): LetterCondition => ({
  kind,
  key: `mission.${name}`,
  facts,
});

/**
 * How a flat mission is paid: an IMP of a whole year by ninths, everything else at once after service is done
 * (circulaire 2015-058; an IFIC never by ninths, PAY-06).
 */
export function paymentForm(
  channel: Channel,
  letter: Pick<LetterTerms, "startsOn" | "endsOn"> | null,
  year: { startsOn: Date | Day; endsOn: Date | Day },
): "WHOLE" | "NINTHS" {
  if (channel !== "IMP") return "WHOLE";
  const whole =
    letter === null || (dayOf(letter.startsOn) <= dayOf(year.startsOn) && dayOf(letter.endsOn) >= dayOf(year.endsOn));
  return whole ? "NINTHS" : "WHOLE";
}

/** Why a mission may not end on a day: it began before, and the day is past. Nothing ends in advance. */
export function whyNotEnd(end: { lastDay: Day; startsOn: Day; today: Day; ended: boolean }): Fault {
  if (end.ended) return { key: "mission.endedAlready", facts: {} };
  if (end.lastDay > end.today) return { key: "mission.endInFuture", facts: { day: end.lastDay } };
  return end.lastDay < end.startsOn ? { key: "mission.endBeforeStart", facts: { day: end.startsOn } } : null;
}
