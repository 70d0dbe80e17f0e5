import { randomUUID } from "node:crypto";
import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { announce } from "../../jobs/outbox.server";
import { careerPolicy } from "../policy";
import { dayNow, readableCareer, seenOf } from "../queries.server";
import { changed, difference, type Fault, isSaid } from "../rules";
import type { CareerRow, ChangeCareer, ChangeKind } from "../schema";

/** What a change would write; null where it is said already. @throws Refusal not_found, forbidden, conflict career.* */
export async function planChange(tx: Tx, actor: Actor, personId: string, change: ChangeCareer) {
  const { person, rows, subject } = await readableCareer(tx, actor, personId);
  authorize(actor, careerPolicy, "career.write", subject);
  if (isSaid(rows, change)) return null;
  if (change.seen !== seenOf(rows)) throw refuse("conflict", "career.changedSince");
  const result = changed(rows, change, { newId: randomUUID(), today: await dayNow(tx, actor) });
  if (!result.ok) throw refusalOf(result.fault);
  return { person, before: rows, after: result.rows };
}
export type Planned = NonNullable<Awaited<ReturnType<typeof planChange>>>;

const refusalOf = ({ key, facts, field }: Fault) => refuse("conflict", key, facts, field);

/**
 * Writes what pay is judged on: from a day on, a row corrected, or one taken away. What was paid stays; the lines of drafts
 * are judged again (career_changes_drafts). Pressed twice, it is said once.
 */
export async function changeCareer(actor: Actor, personId: string, change: ChangeCareer): Promise<void> {
  await inTransaction(async (tx) => {
    // Two who save at once wait for one another here, and the second finds another career than the one that was read.
    await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
    const plan = await planChange(tx, actor, personId, change);
    if (!plan) return;
    const reason = change.kind === "ADD" ? null : change.reason;
    await writeCareers(tx, actor, [{ ...plan, kind: change.kind, reason }]);
  });
}

type ToWrite = Planned & { kind: ChangeKind; reason: string | null };

/** The caller holds the people. */
export async function writeCareers(tx: Tx, actor: Actor, all: readonly ToWrite[]): Promise<void> {
  const at = await businessNow(tx);
  const written = all.map(({ person, before, after, kind, reason }) => {
    const { gone, come } = difference(before, after);
    return { id: randomUUID(), personId: person.id, kind, reason, gone, come };
  });
  // A row that changes goes and comes back under its id: whatever the order, none meets another on its way.
  await tx.career.deleteMany({ where: { id: { in: written.flatMap(({ gone }) => gone.map(({ id }) => id)) } } });
  await tx.career.createMany({ data: written.flatMap(({ personId, come }) => come.map(columnsOf(personId))) });
  await tx.careerChange.createMany({
    data: written.map(({ gone, come, ...change }) => ({
      ...change,
      before: gone,
      after: come,
      at,
      byId: actor.personId,
    })),
  });
  for (const { id, personId, kind, gone, come } of written) {
    await audit(tx, {
      ...{ action: "career.change", byId: actor.personId, subject: "person", subjectId: personId, at },
      facts: { changeId: id, kind, before: coded(gone), after: coded(come) },
    });
    await announce(tx, "career.changed", { personId });
  }
}

const midnight = (day: string) => new Date(`${day}T00:00:00Z`);
const columnsOf =
  (personId: string) =>
  ({ from, to, ...row }: CareerRow) => ({
    ...row,
    ...{ personId, validFrom: midnight(from), validTo: to === null ? null : midnight(to) },
  });

/** « 2012-09-01..:TEACHER/CERTIFIE/HC/whole/TEACHING » */
const coded = (rows: readonly CareerRow[]): string =>
  rows
    .map(({ from, to, category, corps, grade, fullService, mainDuty }) => {
      const service = fullService ? "whole" : "part";
      return `${from}..${to ?? ""}:${[category, corps, grade, service, mainDuty].join("/")}`;
    })
    .join(" ");
