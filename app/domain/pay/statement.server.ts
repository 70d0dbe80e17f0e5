import { z } from "zod";
import { db, type Prisma } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { can } from "../authorize";
import { nameOf } from "../mission/queries.server";
import { awaitsCareer } from "./career";
import { careersAwaited } from "./career-lines.server";
import { otherDeciders } from "./holders.server";
import { payPolicy, statementReaders } from "./policy";
import { payLineScope, unknownStatement } from "./queries.server";
import { hourlyLevels } from "./rules/vacation";
import { decisions, type Finding } from "./schema";
import { type Fault, type StatementStatus, whyNotControl, whyNotDecide, whyNotExport } from "./steps";
import { stepFactsOf } from "./steps.server";

/** Findings as they were stored with a line. */
const Findings = z.array(
  z.object({
    code: z.string(),
    decision: z.enum(decisions),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    text: z.string(),
  }),
);

export const readFindings = (stored: unknown): Finding[] => Findings.parse(stored) as Finding[];

const lineParts = {
  rateRow: true,
  mission: {
    select: {
      id: true,
      title: true,
      level: true,
      rateCents: true,
      person: { select: { id: true, givenName: true, familyName: true } },
      place: { select: { name: true, timeZone: true } },
    },
  },
  hourEntry: { select: { id: true, number: true, startsAt: true, endsAt: true, reversesId: true, reason: true } },
} satisfies Prisma.PayLineInclude;
type StoredLine = Prisma.PayLineGetPayload<{ include: typeof lineParts }>;

function lineOf({ mission, hourEntry, rateRow, findings, ...line }: StoredLine) {
  return {
    id: line.id,
    personId: mission.person.id,
    name: nameOf(mission.person),
    school: mission.place.name,
    timeZone: mission.place.timeZone,
    mission: { id: mission.id, title: mission.title },
    entryId: hourEntry?.id ?? null,
    startsAt: hourEntry?.startsAt ?? null,
    reversal: hourEntry?.reversesId ? (hourEntry.reason ?? "") : null,
    minutes: line.minutes,
    corps: rateRow?.corps ?? null,
    grade: rateRow?.grade ?? null,
    hourlyCents: rateRow?.hourlyCents ?? agreedFor(mission),
    amountCents: line.amountCents,
    decision: line.decision,
    findings: readFindings(findings),
  };
}
/** Cents an hour agreed for a vacation; null for what is paid by unit, or as a whole. */
const agreedFor = ({ level, rateCents }: StoredLine["mission"]): number | null =>
  level && hourlyLevels.includes(level) ? rateCents : null;
export type StatementLine = ReturnType<typeof lineOf>;

/**
 * A statement as far as the actor sees it: whole up to the académie, the lines of a head's school, one's own lines, the
 * sum alone for the nation. @throws not_found
 */
export async function getStatement(actor: Actor, statementId: string) {
  const statement = await db.payStatement.findFirst({
    where: { id: statementId },
    include: {
      academie: { select: { id: true, name: true, lineage: true, timeZone: true } },
      events: { orderBy: { id: "asc" } },
    },
  });
  if (!statement) throw unknownStatement();
  const { academie } = statement;
  const whole = can(actor, payPolicy, "pay.readStatement", academie);
  const sums = can(actor, payPolicy, "pay.readSums", academie);
  const lines = await db.payLine.findMany({
    where: { AND: [{ statementId }, payLineScope(actor)] },
    include: lineParts,
  });
  if (!sums && lines.length === 0) throw unknownStatement();
  const authors = await db.person.findMany({
    where: { id: { in: whole ? statement.events.flatMap(({ byId }) => byId ?? []) : [] } },
    select: { id: true, givenName: true, familyName: true },
  });
  const names = new Map(authors.map((person) => [person.id, nameOf(person)]));
  const shown = lines.map(lineOf).sort((a, b) => order(a).localeCompare(order(b), "fr"));
  const paid = shown.filter(({ decision }) => decision === "ACCEPT" || decision === "WARN");
  const held = shown.filter(({ decision }) => decision === "HOLD" || decision === "REFUSE");
  const careers = await careersAwaited(actor, held);
  return {
    id: statement.id,
    number: statement.number,
    month: statement.month,
    channel: statement.channel,
    status: statement.status,
    draftedAt: statement.draftedAt,
    academie: { id: academie.id, name: academie.name },
    totalCents: sums ? statement.totalCents : paid.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0),
    totalMinutes: paid.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    partial: !whole,
    paid,
    held: held.map((line) => ({
      ...line,
      careerOf: careers.includes(line.personId) && line.findings.some(awaitsCareer) ? line.personId : null,
    })),
    events: whole
      ? statement.events.map(({ at, byId, reason, ...event }) => ({
          step: stepOf(event),
          at,
          by: byId ? (names.get(byId) ?? "") : null,
          reason,
        }))
      : [],
    ...(await stepsFor(actor, statement)),
  };
}

const sentBackAs = { CONTROL: "RETURNED", DECISION: "REFUSED" } as const;
const stepOf = ({ status, sentBack }: { status: StatementStatus; sentBack: string | null }) =>
  sentBack === "CONTROL" || sentBack === "DECISION" ? sentBackAs[sentBack] : status;

type Stepped = Parameters<typeof stepFactsOf>[2] & { academie: { lineage: string[]; timeZone: string } };

/** What this person may do now; for the step that is theirs and cannot be taken yet, what is missing. */
async function stepsFor(actor: Actor, statement: Stepped) {
  const { academie, status } = statement;
  const may = (verb: "pay.control" | "pay.draft" | "pay.decide" | "pay.export") =>
    can(actor, payPolicy, verb, academie);
  const whole = can(actor, payPolicy, "pay.readStatement", academie);
  const facts = whole ? await stepFactsOf(db, actor, statement) : null;
  const pending = status === "DRAFT" || status === "CONTROLLED";
  const missing: Record<"control" | "decide" | "export", Fault[]> = {
    control: facts && status === "DRAFT" && may("pay.control") ? whyNotControl(facts) : [],
    decide: facts && pending && may("pay.decide") ? whyNotDecide(facts) : [],
    export: facts && status === "DECIDED" && may("pay.export") ? whyNotExport(facts) : [],
  };
  const redrafts = pending && may("pay.draft");
  return {
    window: facts?.window ?? null,
    missing,
    /** Who could decide it if the actor became its author; null where she does not draft. */
    otherDeciders: redrafts ? await otherDeciders(db, actor, { id: statement.id, lineage: academie.lineage }) : null,
    can: {
      redraft: redrafts,
      control: status === "DRAFT" && may("pay.control") && missing.control.length === 0,
      return: pending && may("pay.control"),
      decide: status === "CONTROLLED" && may("pay.decide") && missing.decide.length === 0,
      refuse: status === "CONTROLLED" && may("pay.decide"),
      export: status === "DECIDED" && may("pay.export") && missing.export.length === 0,
      files: whole,
    },
  };
}
export type StatementView = Awaited<ReturnType<typeof getStatement>>;

const order = ({ name, personId, startsAt }: StatementLine) => `${name} ${personId} ${startsAt?.toISOString() ?? ""}`;

/** A whole statement, for its files. @throws not_found for whoever does not read all of it */
export async function getWholeStatement(actor: Actor, statementId: string) {
  const inScope = await db.payStatement.count({
    where: { id: statementId, academie: { lineage: { hasSome: placeIdsOf(actor, statementReaders) } } },
  });
  if (inScope === 0) throw unknownStatement();
  return getStatement(actor, statementId);
}

/** The line of an hour entry, with its rule, its rate and who did what; null where none was computed yet. */
export async function findLineOfEntry(actor: Actor, entryId: string) {
  const line = await db.payLine.findFirst({
    where: { AND: [{ hourEntryId: entryId }, payLineScope(actor)] },
    // A line that was held in one statement may stand in a later one: the last one counts.
    orderBy: { createdAt: "desc" },
    include: {
      ...lineParts,
      statement: { select: { id: true, number: true, month: true, status: true } },
    },
  });
  if (!line) return null;
  return {
    ...lineOf(line),
    statement: line.statement,
    rateRow: line.rateRow,
    at: line.at,
    ruleVersion: line.ruleVersion,
  };
}
export type ExplainedLine = NonNullable<Awaited<ReturnType<typeof findLineOfEntry>>>;

/** Who certified an hour and when; null before. For whoever may read the hour's pay. */
export async function findCertification(actor: Actor, entryId: string) {
  const entry = await db.hourEntry.findFirst({
    where: { id: entryId, mission: payLineScope(actor).mission as Prisma.MissionWhereInput },
    select: { certification: true },
  });
  const certification = entry?.certification;
  if (!certification) return null;
  const person = await db.person.findUniqueOrThrow({
    where: { id: certification.certifiedById },
    select: { givenName: true, familyName: true },
  });
  return {
    decision: certification.decision,
    reason: certification.reason,
    at: certification.at,
    by: nameOf(person),
  };
}
