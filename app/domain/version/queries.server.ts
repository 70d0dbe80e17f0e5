import * as Y from "yjs";
import { phasesOf } from "~/editor/lesson";
import { db, type Tx } from "~/platform/db.server";
import { namesOf } from "../account/names.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { agreedDocument, documentHtml } from "../scenario/document.server";
import { loadClients } from "../scenario/log.server";
import type { ScenarioSubject } from "../scenario/policy";
import { readableSubject } from "../scenario/queries.server";
import { holdsSuggestions } from "./agreed-text";
import { compareLines } from "./compare";
import { linesOf } from "./lines";
import { versionPolicy } from "./policy";
import type { VersionChoice, VersionLine } from "./schema";
import { openScenario, openVersion, textOf } from "./state.server";

const PAGE = 100;

const head = { id: true, title: true, plannedMinutes: true } as const;
const line = {
  id: true,
  number: true,
  kind: true,
  name: true,
  beforeNumber: true,
  authorId: true,
  at: true,
  words: true,
  minutes: true,
} as const;

/** The versions of a scenario, newest first, and its freezes; `before` is the number of the last version already shown. */
export async function listVersions(actor: Actor, scenarioId: string, before: number | null = null) {
  const subject = await readableSubject(actor, scenarioId);
  const [scenario, rows, freezes] = await Promise.all([
    db.scenario.findUniqueOrThrow({ where: { id: scenarioId }, select: head }),
    db.scenarioVersion.findMany({
      where: { scenarioId, ...(before === null ? {} : { number: { lt: before } }) },
      orderBy: { number: "desc" },
      take: PAGE + 1,
      select: line,
    }),
    db.scenarioFreezeEvent.findMany({
      where: { scenarioId },
      orderBy: { id: "desc" },
      take: PAGE,
      select: {
        id: true,
        kind: true,
        byId: true,
        reason: true,
        at: true,
        version: { select: { id: true, number: true } },
      },
    }),
  ]);
  const names = await namesOf([...rows.map(({ authorId }) => authorId), ...freezes.map(({ byId }) => byId)]);
  const versions: VersionLine[] = rows.map(({ authorId, ...version }, place) => {
    const former = rows[place + 1];
    return {
      ...version,
      author: authorId ? (names.get(authorId) ?? null) : null,
      change: former ? version.words - former.words : null,
    };
  });
  return {
    scenario,
    versions: versions.slice(0, PAGE),
    next: rows.length > PAGE ? (versions[PAGE - 1]?.number ?? null) : null,
    freezes: freezes.map(({ byId, ...event }) => ({ ...event, by: names.get(byId) ?? "" })),
    frozen: subject.frozen,
    can: abilities(actor, subject),
  };
}

/** Versions of one scenario that a choice offers, newest first: those that are kept for ever are counted, and the others. */
const MOST_CHOICES = 1_000;

/** All the versions one may compare, by their names. @throws not_found for a stranger */
export async function listChoices(actor: Actor, scenarioId: string) {
  await readableSubject(actor, scenarioId);
  const [scenario, choices] = await Promise.all([
    db.scenario.findUniqueOrThrow({ where: { id: scenarioId }, select: head }),
    db.scenarioVersion.findMany({
      where: { scenarioId },
      orderBy: { number: "desc" },
      take: MOST_CHOICES,
      select: { id: true, number: true, kind: true, name: true, beforeNumber: true },
    }),
  ]);
  return { scenario, choices: choices satisfies VersionChoice[] };
}

function abilities(actor: Actor, subject: ScenarioSubject) {
  return {
    name: can(actor, versionPolicy, "version.name", subject),
    restore: can(actor, versionPolicy, "version.restore", subject),
    freeze: !subject.frozen && can(actor, versionPolicy, "version.freeze", subject),
    unlock: subject.frozen && can(actor, versionPolicy, "version.unlock", subject),
  };
}

/** One version to read, as HTML in the actor's language. @throws not_found, also where it is another scenario's */
export async function getVersion(actor: Actor, scenarioId: string, versionId: string) {
  const subject = await readableSubject(actor, scenarioId);
  const { document, ...version } = await openVersion(db, scenarioId, versionId);
  // Read as the scenario is: without what was only suggested then.
  const json = agreedDocument(textOf(document));
  document.destroy();
  const [scenario, names] = await Promise.all([
    db.scenario.findUniqueOrThrow({ where: { id: scenarioId }, select: head }),
    namesOf([version.authorId]),
  ]);
  const { id, number, kind, name, beforeNumber, at, words, minutes } = version;
  const author = version.authorId ? (names.get(version.authorId) ?? null) : null;
  return {
    scenario,
    version: { id, number, kind, name, beforeNumber, at, words, minutes, author },
    html: await documentHtml(json, scenarioId, actor.locale),
    phases: phasesOf(json.content ?? []),
    can: abilities(actor, subject),
  };
}

/** The text of a version, for a later room that has asked whether the scenario may be read. @throws not_found */
export async function unsafeReadVersion(scenarioId: string, versionId: string, tx: Tx = db) {
  const { document, number, at } = await openVersion(tx, scenarioId, versionId);
  const json = textOf(document);
  document.destroy();
  return { document: json, number, at };
}

/** Why a scenario is frozen; null where it is not. For a caller who has asked whether the scenario may be read. */
export async function unsafeFindFreeze(scenarioId: string, tx: Tx = db) {
  const event = await tx.scenarioFreezeEvent.findFirst({
    where: { scenarioId },
    orderBy: { id: "desc" },
    select: { kind: true, byId: true, reason: true, at: true, versionId: true },
  });
  if (event?.kind !== "FREEZE") return null;
  const names = await namesOf([event.byId]);
  return { by: names.get(event.byId) ?? "", reason: event.reason, at: event.at, versionId: event.versionId };
}

/** Blocks of one comparison; a longer one is cut, and says so. */
const MOST_ROWS = 2_000;

/**
 * What changed from a version to another, or to the text as it stands; the older one first, whichever was named first.
 * Read as they are shown, without what is only suggested; `suggestions` says that there is some.
 * @throws not_found, also where one of them is another scenario's
 */
export async function compareVersions(actor: Actor, scenarioId: string, fromId: string, toId: string | null) {
  await readableSubject(actor, scenarioId);
  const [scenario, from, to, clients] = await Promise.all([
    db.scenario.findUniqueOrThrow({ where: { id: scenarioId }, select: head }),
    openVersion(db, scenarioId, fromId),
    toId === null
      ? openScenario(scenarioId).then(({ document }) => ({ id: null, number: null, document }))
      : openVersion(db, scenarioId, toId),
    loadClients(scenarioId),
  ]);
  const [older, newer] = to.number !== null && to.number < from.number ? [to, from] : [from, to];
  const known = Y.decodeStateVector(Y.encodeStateVector(older.document));
  const rows = compareLines(
    linesOf(older.document),
    linesOf(newer.document),
    ({ client, clock }) => clock >= (known.get(client) ?? 0),
  );
  const suggestions = holdsSuggestions(older.document) || holdsSuggestions(newer.document);
  for (const { document } of [older, newer]) document.destroy();
  // Who wrote which part of an added text is the server's word: the person each Yjs client belongs to.
  const names = await namesOf(clients.values());
  const nameOf = (client: number | null) => (client === null ? null : (names.get(clients.get(client) ?? "") ?? null));
  return {
    scenario,
    older: { id: older.id, number: older.number },
    newer: { id: newer.id, number: newer.number },
    suggestions,
    cut: rows.length > MOST_ROWS,
    rows: rows.slice(0, MOST_ROWS).map(({ line: { kind, within, depth, facts, text }, ...row }) => ({
      ...row,
      line: { kind, within, depth, facts, text },
      by: nameOf(row.client),
      parts: row.parts.map(({ kind: part, text: words, client }) => ({ kind: part, text: words, by: nameOf(client) })),
      facts: row.facts.map(({ client, ...fact }) => ({ ...fact, by: nameOf(client) })),
    })),
  };
}
