import { realNow } from "~/platform/clock.server";
import { db, inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { readableSubject } from "../../scenario/queries.server";
import { takeNaming } from "../limits.server";
import { versionPolicy } from "../policy";
import { automatic, thinned } from "../rules";
import { catchUp, keep, lockVersions, openScenario, requireRoom, upToOf } from "../state.server";

/**
 * Keeps the text as it stands under a name. Asked for again by the same person while the text is the same, as a button
 * pressed twice does, it gives the version that is there.
 * @throws not_found, forbidden, conflict where it is frozen or full, too_many
 */
export async function nameVersion(
  actor: Actor,
  scenarioId: string,
  name: string,
): Promise<{ id: string; number: number }> {
  const known = await readableSubject(actor, scenarioId);
  if (known.frozen) throw refuse("conflict", "version.frozen");
  authorize(actor, versionPolicy, "version.name", known);
  await takeNaming(actor);
  const opened = await openScenario(scenarioId);
  return inTransaction(async (tx) => {
    await lockVersions(tx, scenarioId);
    const subject = await readableSubject(actor, scenarioId, tx);
    if (subject.frozen) throw refuse("conflict", "version.frozen");
    authorize(actor, versionPolicy, "version.name", subject);
    await catchUp(tx, opened);
    const made = await tx.scenarioVersion.findFirst({
      where: { scenarioId, kind: "NAMED", name, authorId: actor.personId, upTo: upToOf(opened.parts) },
      select: { id: true, number: true },
    });
    if (made) return made;
    await requireRoom(tx, scenarioId, "NAMED");
    const version = await keep(tx, opened, { kind: "NAMED", name, authorId: actor.personId });
    await audit(tx, {
      action: "version.name",
      byId: actor.personId,
      subject: "scenario",
      subjectId: scenarioId,
      facts: { versionId: version.id, number: version.number },
      at: version.at,
    });
    return version;
  });
}

type Due = { scenarioId: string; upTo: string };

/**
 * Scenarios edited since their last version, which is older than fifteen minutes; `upTo` is the last row of their log, or
 * what compaction has left of it. One look at the end of each log, however long it is.
 */
export async function listScenariosToKeep(tx: Tx): Promise<Due[]> {
  return tx.$queryRaw<Due[]>`
    select scenario.id as "scenarioId", edited.up_to::text as "upTo"
    from scenario
    left join scenario_snapshot snapshot on snapshot.scenario_id = scenario.id
    left join lateral (
      select id from scenario_update where scenario_id = scenario.id order by id desc limit 1
    ) row on true
    left join lateral (
      select up_to, created_at from scenario_version where scenario_id = scenario.id order by number desc limit 1
    ) version on true
    cross join lateral (select greatest(row.id, snapshot.up_to) as up_to) edited
    where edited.up_to > coalesce(version.up_to, 0) and scenario.frozen_at is null
      and coalesce(version.created_at, scenario.created_at) < clock_timestamp() - ${automatic.afterMs}::int * interval '1 ms'
    limit 500`;
}

/**
 * Keeps an automatic version where the text holds more of the log than the last version does, and lets go of those that
 * are too many. Safe to run twice, or twice at once. Does not ask when: the tick does.
 */
export async function keepAutomaticVersion(scenarioId: string): Promise<{ kept: boolean }> {
  const known = await db.scenario.findUnique({ where: { id: scenarioId }, select: { id: true } });
  if (!known) return { kept: false };
  const opened = await openScenario(scenarioId);
  return inTransaction(async (tx) => {
    await lockVersions(tx, scenarioId);
    await catchUp(tx, opened);
    const last = await tx.scenarioVersion.findFirst({
      where: { scenarioId },
      orderBy: { number: "desc" },
      select: { upTo: true },
    });
    if (last && last.upTo >= upToOf(opened.parts)) return { kept: false };
    await keep(tx, opened, { kind: "AUTOMATIC", authorId: null });
    const all = await tx.scenarioVersion.findMany({
      where: { scenarioId, kind: "AUTOMATIC" },
      select: { id: true, createdAt: true },
    });
    await tx.scenarioVersion.deleteMany({ where: { id: { in: thinned(all, realNow()) }, kind: "AUTOMATIC" } });
    return { kept: true };
  });
}
