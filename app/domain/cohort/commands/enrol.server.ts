import { businessNow } from "~/platform/clock.server";
import { db, inTransaction, type Tx } from "~/platform/db.server";
import { invitePerson } from "../../account/invitations.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { announce } from "../../jobs/outbox.server";
import { cohortPolicy } from "../policy";
import { lockCohort } from "../queries.server";
import { parseAddresses } from "../rules";
import { ADDRESSES_AT_ONCE, type EnrolmentStatus, type EnrolOutcome, type EnrolResult } from "../schema";

type Locked = Awaited<ReturnType<typeof lockCohort>>;

/**
 * Enrols the people a référente pastes. An address known in her school enrols; any other makes a pending enrolment and a
 * one-time invitation, whether somebody elsewhere has it or not: the answer never tells the two apart.
 */
export async function enrolByEmails(actor: Actor, cohortId: string, text: string): Promise<EnrolResult[]> {
  const { addresses, unreadable } = parseAddresses(text);
  if (addresses.length > ADDRESSES_AT_ONCE)
    throw refuse(
      "invalid",
      "cohort.tooManyAddresses",
      { count: addresses.length, most: ADDRESSES_AT_ONCE },
      "addresses",
    );
  return inTransaction(async (tx) => {
    const cohort = await lockCohort(tx, actor, cohortId);
    authorize(actor, cohortPolicy, "cohort.manage", cohort);
    requireEnrolling(cohort);
    const at = await businessNow(tx);
    const results: EnrolResult[] = [];
    for (const address of addresses)
      results.push({ address, outcome: await enrolAddress(tx, actor, cohort, address, at) });
    const enrolled = results.filter(({ outcome }) => outcome === "ENROLLED").length;
    if (enrolled > 0 && cohort.status === "OPEN") await announce(tx, "cohort.enrolled", { cohortId });
    await audit(tx, {
      action: "cohort.enrol",
      byId: actor.personId,
      subject: "cohort",
      subjectId: cohortId,
      facts: { enrolled, invited: results.filter(({ outcome }) => outcome === "INVITED").length },
      at,
    });
    return [...results, ...unreadable.map((address) => ({ address, outcome: "UNREADABLE" as const }))];
  });
}

async function enrolAddress(tx: Tx, actor: Actor, cohort: Locked, email: string, at: Date): Promise<EnrolOutcome> {
  const person = await findColleague(tx, cohort.placeId, email, at);
  if (person?.id === cohort.referentId) return "REFERENT";
  const known = await tx.enrolment.findFirst({
    where: { cohortId: cohort.id, OR: [{ email }, ...(person ? [{ personId: person.id }] : [])] },
    select: { id: true, status: true },
  });
  if (known?.status === "ENROLLED" || known?.status === "COMPLETED") return "ALREADY";
  const wanted = person ? "ENROLLED" : "PENDING";
  if (known?.status === wanted) return "ALREADY_INVITED";
  const enrolment = known
    ? await tx.enrolment.update({
        where: { id: known.id },
        data: { personId: person?.id ?? null },
        select: { id: true },
      })
    : await tx.enrolment.create({
        data: { cohortId: cohort.id, email, personId: person?.id ?? null },
        select: { id: true },
      });
  await addEvent(tx, enrolment.id, wanted, at, actor.personId);
  if (person) return "ENROLLED";
  await invitePerson(tx, { email, placeId: cohort.placeId, by: actor.personId, at });
  return "INVITED";
}

/** A person of the school with an active account; whoever is elsewhere stays unknown here. */
function findColleague(tx: Tx, schoolId: string, email: string, at: Date) {
  return tx.person.findFirst({
    where: {
      email,
      account: { status: "ACTIVE" },
      roleAssignments: {
        some: {
          place: { lineage: { has: schoolId } },
          validFrom: { lte: at },
          OR: [{ validTo: null }, { validTo: { gte: dayOf(at) } }],
        },
      },
    },
    select: { id: true },
  });
}

/** The day of an instant, as a `date` column holds it. */
const dayOf = (at: Date) => new Date(at.toISOString().slice(0, 10));

function requireEnrolling(cohort: { status: string }) {
  if (cohort.status !== "PREPARATION" && cohort.status !== "OPEN")
    throw refuse("conflict", "cohort.notEnrolling", { status: cohort.status });
}

async function addEvent(
  tx: Tx,
  enrolmentId: string,
  status: EnrolmentStatus,
  at: Date,
  byId: string | null,
  reason?: string,
) {
  await tx.enrolmentEvent.create({ data: { enrolmentId, status, at, byId, reason: reason ?? null } });
}

/**
 * Turns the pending enrolments of a person's own address into enrolments. Called when the account is activated, and
 * again when she signs a sheet, so that a signature never waits for a job. Safe to run twice.
 */
export async function enrolPendingOf(
  tx: Tx,
  { personId, email, at, cohortId }: { personId: string; email: string; at: Date; cohortId?: string },
): Promise<string[]> {
  const pending = await tx.enrolment.findMany({
    where: {
      email,
      status: "PENDING",
      cohort: { status: { in: ["PREPARATION", "OPEN"] }, enrolments: { none: { personId, email: { not: email } } } },
      ...(cohortId === undefined ? {} : { cohortId }),
    },
    select: { id: true, cohortId: true, cohort: { select: { status: true } } },
  });
  for (const one of pending) {
    // Compared again in the write: of two at once, the second finds nothing left to do.
    const { count } = await tx.enrolment.updateMany({
      where: { id: one.id, status: "PENDING" },
      data: { personId },
    });
    if (count === 0) continue;
    await addEvent(tx, one.id, "ENROLLED", at, personId);
    if (one.cohort.status === "OPEN") await announce(tx, "cohort.enrolled", { cohortId: one.cohortId });
  }
  return pending.map(({ id }) => id);
}

/** The job after an activation. */
export async function enrolPendingOfPerson(personId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const person = await tx.person.findUnique({
      where: { id: personId },
      select: { email: true, account: { select: { status: true } } },
    });
    if (person?.account?.status !== "ACTIVE") return;
    await enrolPendingOf(tx, { personId, email: person.email, at: await businessNow(tx) });
  });
}

/** Takes a person out of a cohort, with a reason; presences already signed stay. */
export async function withdraw(
  actor: Actor,
  cohortId: string,
  { enrolmentId, reason }: { enrolmentId: string; reason: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    const cohort = await lockCohort(tx, actor, cohortId);
    authorize(actor, cohortPolicy, "cohort.manage", cohort);
    requireEnrolling(cohort);
    const enrolment = await tx.enrolment.findFirst({
      where: { id: enrolmentId, cohortId, status: { in: ["PENDING", "ENROLLED"] } },
      select: { id: true },
    });
    if (!enrolment) throw refuse("not_found", "cohort.enrolmentNotFound");
    const at = await businessNow(tx);
    await addEvent(tx, enrolmentId, "WITHDRAWN", at, actor.personId, reason);
    await audit(tx, {
      action: "cohort.withdraw",
      byId: actor.personId,
      subject: "enrolment",
      subjectId: enrolmentId,
      facts: { cohortId },
      at,
    });
  });
}

/** Ids of the enrolled persons of a cohort, for mails. */
export async function listEnrolledPersonIds(cohortId: string, tx: Tx = db): Promise<string[]> {
  const rows = await tx.enrolment.findMany({ where: { cohortId, status: "ENROLLED" }, select: { personId: true } });
  return rows.flatMap(({ personId }) => personId ?? []);
}
