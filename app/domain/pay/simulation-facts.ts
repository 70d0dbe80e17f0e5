import { type Day, instantOf } from "../calendar";
import { refuse } from "../errors";
import type { NamedLine } from "./rules/together";
import type { SimulatedLine, Simulation } from "./simulation-schema";

/** Where a text names no zone, the wall is that of the mainland. */
const ZONE = "Europe/Paris";
const MINUTE = 60_000;

/** What the engine is asked, from what was sent; what was not sent stays unsaid. @throws invalid for a backward interval */
export function factsOf({ schoolYear, person, school, lines }: Simulation, classesEndOn: Day | null): NamedLine[] {
  return lines.map((line) => {
    const interval = line.interval && spanOf(line.interval, `${line.ref}.interval`);
    return {
      ref: line.ref,
      channel: line.channel,
      schoolYear,
      ...(classesEndOn ? { classesEndOn } : {}),
      person,
      school,
      mission: line.mission,
      function: line.function,
      activity: line.activity,
      amountCents: line.amount,
      minutes: line.minutes ?? (interval ? (interval.end - interval.start) / MINUTE : line.minutes),
      hoursPerWeek: line.hoursPerWeek,
      level: line.level,
      rateCents: line.rate,
      daysAbsent: line.daysAbsent,
      interval,
      serviceDate: line.serviceDate ?? line.interval?.start.slice(0, 10) ?? line.serviceDate,
      session: line.session && sessionOf(line.session, line.ref),
      claimKey: line.claimKey,
      evidence: line.evidence,
      decisions: line.decisions,
      payment: line.payment,
    };
  });
}

function spanOf({ start, end }: { start: string; end: string }, name: string): { start: number; end: number } {
  const span = { start: atOf(start), end: atOf(end) };
  if (!(span.start < span.end)) throw refuse("invalid", "api.invalidParameter", { name });
  return span;
}

function sessionOf({ start, end, coAnimationShare }: NonNullable<SimulatedLine["session"]>, ref: string) {
  // Two hours on the wall, of one day: any day without a change of hour will do.
  const day = (clock: string) => (clock.length === 5 ? `2000-01-03T${clock}Z` : clock);
  const span = spanOf({ start: day(start), end: day(end) }, `${ref}.session`);
  return { minutes: Math.floor((span.end - span.start) / MINUTE), coAnimationShare };
}

/** Milliseconds; NaN for an hour that summer time skips. */
function atOf(text: string): number {
  if (/(Z|[+-]\d{2}:\d{2})$/.test(text)) return Date.parse(text);
  const [day = "", clock = ""] = text.split("T");
  const seconds = Number(clock.slice(6) || 0);
  return (instantOf(day, clock.slice(0, 5), ZONE)?.getTime() ?? Number.NaN) + seconds * 1000;
}
