import { businessNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { dayOf, localDay } from "../calendar";
import { refuse } from "../errors";
import { letterInForce, signedAmendments } from "../mission/letters.server";
import { missionScope } from "../mission/queries.server";
import { letterMinutes } from "../mission/rules";
import { letterConditions } from "../mission/rules/letter";
import { careersAwaited } from "../pay/career-lines.server";
import { factsOfMission } from "../pay/line-facts.server";
import { loadMission } from "../pay/mission-facts.server";
import { planningFindings } from "../pay/planning";
import { planningFacts } from "../pay/planning.server";
import { listQuestions } from "../pay/questions.server";
import { loadRates } from "../pay/rates.server";
import { decideLine } from "../pay/rules";
import type { Finding } from "../pay/schema";
import { findCertification, findLineOfEntry } from "../pay/statement.server";
import { missionCharges } from "./charges.server";
import { budgetPolicy } from "./policy";

/** The money side of an hour: its line, its certification, its envelope. All null for whoever may not read its pay. */
export async function explainEntry(actor: Actor, entryId: string) {
  const [line, certification] = await Promise.all([findLineOfEntry(actor, entryId), findCertification(actor, entryId)]);
  const [careerOf = null] = line ? await careersAwaited(actor, [line]) : [];
  if (!line && !certification) return { line, certification, envelope: null, careerOf };
  const entry = await db.hourEntry.findUnique({
    where: { id: entryId },
    select: { missionId: true, seance: { select: { cohortId: true } } },
  });
  const commitment =
    entry?.missionId &&
    (await db.commitment.findFirst({
      where: { cohortId: entry.seance?.cohortId ?? null, missionId: entry.missionId },
      include: { envelope: { include: { place: { select: { lineage: true, kind: true } } } } },
    }));
  if (!commitment) return { line, certification, envelope: null, careerOf };
  const { envelope } = commitment;
  return {
    line,
    certification,
    careerOf,
    envelope: {
      id: envelope.id,
      label: envelope.label,
      programme: envelope.programme,
      titre2: envelope.titre2,
      committedCents: commitment.amountCents - commitment.releasedCents,
      serviceDoneCents: commitment.serviceDoneCents,
      paidCents: commitment.paidCents,
      canRead: can(actor, budgetPolicy, "budget.read", {
        lineage: envelope.place.lineage,
        placeKind: envelope.place.kind,
      }),
    },
  };
}
export type EntryExplanation = Awaited<ReturnType<typeof explainEntry>>;

/**
 * What the rules say of a mission today, before any statement. A flat one is judged as of the end of its school year,
 * the only day it may be paid (PAY-06); another, on what is known while planning it.
 */
export async function assessMission(actor: Actor, missionId: string) {
  const inScope = await db.mission.count({ where: { AND: [{ id: missionId }, missionScope(actor)] } });
  if (inScope === 0) throw refuse("not_found", "mission.notFound");
  const mission = await loadMission(db, missionId);
  const today = localDay(await businessNow(), mission.place.timeZone);
  const rates = await loadRates();
  const [letter, asked] = [await letterOf(mission), await listQuestions(actor, mission)];
  const assessed = async (findings: Finding[], notBefore: string | null) => {
    const [careerOf = null] = await careersAwaited(actor, [{ personId: mission.personId, findings }]);
    return { ...assessment(findings, notBefore), letter, asked, careerOf };
  };
  if (mission.channel !== "IFIC") {
    const { facts } = await planningFacts(db, missionId);
    const planned = planningFindings(decideLine(facts, rates, today));
    // What is asked of an hour is not asked while planning.
    const ofHours = asked.questions.map(({ finding }) => finding).filter(({ code }) => code === "EVD-02");
    return assessed([...planned, ...ofHours], null);
  }
  const end = dayOf(mission.schoolYear.endsOn);
  const envelope = (await missionCharges(db, [mission])).get(missionId) ?? null;
  // Before its end the year is judged as if it were served; afterwards as the head attested it.
  const serviceDone = today < end || mission.facts.some(({ kind }) => kind === "SERVICE_FAIT");
  const facts = { envelope, on: [today, end].sort()[1] ?? end, serviceDone };
  const { findings } = decideLine(await factsOfMission(db, mission, facts), rates, today);
  return assessed(findings, today < end ? end : null);
}

/** The hours booked on a mission beside those its letter entrusts, and what is not as the letter says. Null: no letter. */
async function letterOf({ id, place }: { id: string; place: { timeZone: string } }) {
  const known = await db.missionLetter.findUnique({
    where: { missionId: id },
    include: { amendments: signedAmendments },
  });
  if (!known) return null;
  const terms = letterInForce(known);
  const entries = await db.hourEntry.findMany({
    where: { missionId: id, reversesId: null, reversedBy: null },
    orderBy: [{ startsAt: "asc" }, { number: "asc" }],
    select: { id: true, minutes: true, startsAt: true },
  });
  const bookedMinutes = entries.reduce((sum, { minutes }) => sum + minutes, 0);
  const outside = entries.flatMap(({ id: entryId, startsAt }) =>
    letterConditions(terms, 0, localDay(startsAt, place.timeZone)).flatMap((unmet) =>
      unmet.kind === "DATES" ? [{ ...unmet, entryId }] : [],
    ),
  );
  const beyond = letterConditions(terms, bookedMinutes, null).filter(({ kind }) => kind === "HOURS");
  return {
    bookedMinutes,
    entrustedMinutes: letterMinutes(terms),
    unmet: [...beyond.map((unmet) => ({ ...unmet, entryId: null })), ...outside],
  };
}

const gravity = { ACCEPT: 0, WARN: 1, HOLD: 2, REFUSE: 3 } as const;

function assessment(findings: Finding[], notBefore: string | null) {
  const worst = findings.reduce((most, { decision }) => Math.max(most, gravity[decision]), 0);
  const decision = (["ACCEPT", "WARN", "HOLD", "REFUSE"] as const)[worst] ?? "ACCEPT";
  return { decision, findings, notBefore };
}
export type MissionAssessment = Awaited<ReturnType<typeof assessMission>>;
