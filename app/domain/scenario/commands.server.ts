import { createHash } from "node:crypto";
import type { JSONContent } from "@tiptap/core";
import * as Y from "yjs";
import { limits } from "~/editor/protocol";
import { businessNow, realNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { audit } from "../audit/commands.server";
import { authorize, can } from "../authorize";
import { refuse } from "../errors";
import { enqueue } from "../jobs/outbox.server";
import { applyParts, clientsOf, firstState, stateOf } from "./document.server";
import { scenarioPolicy } from "./policy";
import { findScenarioPlace } from "./queries.server";
import type { Picture } from "./rules/picture";
import type { NewScenario } from "./schema";

/** Keeps one transaction short; what is left is for the next run. */
const ROWS_AT_ONCE = 20_000;

/**
 * A text to begin with, that cleanDocument has cleaned, and the images it shows, that readPicture has recognised.
 * `brought`: the actor brings it from elsewhere, and answers for it as for what one writes oneself.
 */
export type Beginning = { document: JSONContent; images: NewImage[]; brought?: boolean };
export type NewImage = Picture & { id: string; bytes: Uint8Array<ArrayBuffer> };

/**
 * What a copy comes from; `credit` and `licence` where a published text stands at the beginning of the line. Of a text
 * that came in a file only these are known.
 */
export type Origin = {
  originId: string | null;
  originPublicationId: string | null;
  originCredit: string | null;
  originLicence: string | null;
};

/**
 * Creates a scenario for a team, or for a whole cohort, with its first state in the log. Returns its id.
 * @throws invalid when the text it would begin with is larger than a scenario may be
 */
export async function createScenario(
  actor: Actor,
  input: NewScenario,
  beginning: Beginning | null = null,
  origin: Origin | null = null,
): Promise<{ id: string }> {
  const state = stateToBegin(input, beginning);
  const { images = [], brought = false } = beginning ?? {};
  return inTransaction((tx) => writeScenario(tx, actor, input, { state, images, brought, origin }));
}

/** The first state of a scenario, built before a transaction is opened. @throws invalid when it is too large */
export function stateToBegin({ title, plannedMinutes = 55 }: NewScenario, beginning: Beginning | null): Uint8Array {
  const state = beginning ? stateOf(beginning.document) : firstState(title, plannedMinutes);
  if (state.byteLength > limits.document) throw refuse("invalid", "scenario.beginningTooLong");
  return state;
}

type Written = { state: Uint8Array; images?: readonly NewImage[]; brought?: boolean; origin?: Origin | null };

/** `createScenario` in a transaction of the caller's. */
export async function writeScenario(
  tx: Tx,
  actor: Actor,
  input: NewScenario,
  { state, images = [], brought = false, origin = null }: Written,
): Promise<{ id: string }> {
  const { cohortId, teamId = null, title, plannedMinutes = 55 } = input;
  const place = await findScenarioPlace(tx, cohortId, teamId);
  // Who is in the cohort knows it exists, and is told that this team is not theirs; a stranger is told nothing.
  const known = place && can(actor, scenarioPolicy, "scenario.create", { ...place, memberPersonIds: null });
  if (!place || !known) throw refuse("not_found", "scenario.placeNotFound", {}, "where");
  authorize(actor, scenarioPolicy, "scenario.create", place);
  if (place.status === "CLOSED" || place.status === "CANCELLED")
    throw refuse("conflict", "scenario.cohortEnded", {}, "where");

  const scenario = await tx.scenario.create({
    data: { cohortId, teamId, title, plannedMinutes, createdById: actor.personId, ...origin },
    select: { id: true },
  });
  await tx.scenarioUpdate.create({
    data: {
      scenarioId: scenario.id,
      authorId: actor.personId,
      update: new Uint8Array(state),
    },
  });
  if (brought)
    await tx.scenarioClient.createMany({
      data: clientsOf(state).map((client) => ({ scenarioId: scenario.id, client, personId: actor.personId })),
    });
  for (const { bytes, ...image } of images)
    await tx.scenarioImage.create({
      data: {
        ...image,
        scenarioId: scenario.id,
        authorId: actor.personId,
        size: bytes.byteLength,
        sha256: new Uint8Array(createHash("sha256").update(bytes).digest()),
        bytes,
      },
    });
  await audit(tx, {
    action: "scenario.create",
    byId: actor.personId,
    subject: "scenario",
    subjectId: scenario.id,
    facts: { cohortId, teamId, ...(origin?.originId ? { originId: origin.originId } : {}) },
    at: await businessNow(tx),
  });
  return scenario;
}

/** Asks for the log of a scenario to be compacted in the background. */
export async function askCompaction(scenarioId: string): Promise<void> {
  await inTransaction((tx) => enqueue(tx, "scenario.compact", { scenarioId }));
}

/**
 * Merges the log of a scenario into its snapshot. Safe to run twice, or twice at once. Rows are removed by number, not
 * « up to »: a smaller number may be committed by another process while this one reads. A row that cannot be read stays
 * in the log, set aside.
 */
export async function compactScenario(scenarioId: string): Promise<{ merged: number }> {
  return inTransaction(async (tx) => {
    // One at a time: two would each write a snapshot without the other's rows. Given back at the end of the transaction.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('scenario.compact'), hashtext(${scenarioId}))`;
    const snapshot = await tx.scenarioSnapshot.findUnique({ where: { scenarioId } });
    const rows = await tx.scenarioUpdate.findMany({
      where: { scenarioId },
      orderBy: { id: "asc" },
      take: ROWS_AT_ONCE,
      select: { id: true, update: true },
    });
    if (rows.length === 0) return { merged: 0 };

    const document = new Y.Doc();
    if (snapshot) Y.applyUpdate(document, new Uint8Array(snapshot.state));
    const parts = rows.map(({ id, update }) => ({ id: String(id), bytes: update }));
    const readable = new Set(applyParts(document, scenarioId, parts));
    const merged = rows.flatMap(({ id }) => (readable.has(String(id)) ? [id] : []));
    const last = merged.at(-1);
    if (last === undefined) return { merged: 0 };

    const upTo = snapshot && snapshot.upTo > last ? snapshot.upTo : last;
    // What waits for a missing part is encoded too: nothing is lost with the rows.
    const state = new Uint8Array(Y.encodeStateAsUpdate(document));
    document.destroy();
    await tx.scenarioSnapshot.upsert({
      where: { scenarioId },
      create: { scenarioId, upTo, state, updatedAt: realNow() },
      update: { upTo, state, updatedAt: realNow() },
    });
    await tx.$executeRaw`delete from scenario_update where id = any(${merged}::bigint[])`;
    return { merged: merged.length };
  });
}
