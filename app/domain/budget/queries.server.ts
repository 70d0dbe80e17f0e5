import { businessNow } from "~/platform/clock.server";
import { db, type Prisma } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { authorize, can } from "../authorize";
import { refuse } from "../errors";
import { nameOf } from "../mission/queries.server";
import { loadKeys, programmes, sharesOf } from "./commands/publish-split.server";
import { budgetPolicy, budgetReaders } from "./policy";
import { availableCents } from "./rules";
import { PHASE2_CODE, PHASE2_EXERCISE, type Split } from "./schema";

/** Envelopes an actor may read: those below her places; of the others, the nation reads the académies'. */
export function envelopeScope(actor: Actor): Prisma.EnvelopeWhereInput {
  return {
    OR: [
      { place: { lineage: { hasSome: placeIdsOf(actor, budgetReaders) } } },
      { place: { kind: "ACADEMIE", lineage: { hasSome: placeIdsOf(actor, ["NATIONAL_PILOT"]) } } },
    ],
  };
}

const parts = {
  place: { select: { id: true, name: true, kind: true, code: true, lineage: true } },
} satisfies Prisma.EnvelopeInclude;
type Stored = Prisma.EnvelopeGetPayload<{ include: typeof parts }>;

function lineOf(envelope: Stored) {
  return {
    id: envelope.id,
    label: envelope.label,
    placeId: envelope.place.id,
    place: envelope.place.name,
    placeKind: envelope.place.kind,
    exercise: envelope.exercise,
    programme: envelope.programme,
    titre2: envelope.titre2,
    natures: envelope.natures,
    fictional: envelope.fictional,
    delegatedCents: envelope.delegatedCents,
    committedCents: envelope.committedCents,
    serviceDoneCents: envelope.serviceDoneCents,
    paidCents: envelope.paidCents,
    availableCents: availableCents(envelope),
  };
}
export type EnvelopeLine = ReturnType<typeof lineOf>;

/**
 * The credits of the actor's places: training credits outside titre 2 beside staff allotments. The nation sees the
 * training credits of the 30 académies added up by programme, and each académie's.
 */
export async function getBudget(actor: Actor) {
  authorize(actor, budgetPolicy, "budget.open", null);
  const [at, envelopes, allocation] = await Promise.all([
    businessNow(),
    db.envelope.findMany({
      where: envelopeScope(actor),
      include: parts,
      orderBy: [{ place: { code: "asc" } }, { programme: "asc" }, { label: "asc" }],
      take: 1_000,
    }),
    db.allocation.findUnique({ where: { code: PHASE2_CODE } }),
  ]);
  const lines = envelopes.map(lineOf);
  return {
    at,
    exercise: PHASE2_EXERCISE,
    allocation: allocation && { at: allocation.at, totalCents: allocation.totalCents, label: allocation.label },
    training: lines.filter(({ titre2 }) => !titre2),
    staff: lines.filter(({ titre2 }) => titre2),
    /** Several académies in view: rows are grouped by académie. */
    national: new Set(lines.filter(({ placeKind }) => placeKind === "ACADEMIE").map(({ placeId }) => placeId)).size > 1,
    can: { split: allocation === null && can(actor, budgetPolicy, "budget.split", null) },
  };
}

/** Commitments of one page: the IFIC of an académie are as many as its référents. */
const PAGE = 100;

/** One envelope with its lines and a page of its commitments (`after`: the last one read), each with what leads to it. @throws not_found */
export async function getEnvelope(actor: Actor, envelopeId: string, after: string | null = null) {
  const envelope = await db.envelope.findFirst({
    where: { AND: [{ id: envelopeId }, envelopeScope(actor)] },
    include: { ...parts, parent: { select: { id: true, label: true } } },
  });
  if (!envelope) throw refuse("not_found", "budget.notFound");
  const subject = { lineage: envelope.place.lineage, placeKind: envelope.place.kind };
  const detailed = can(actor, budgetPolicy, "budget.readCommitments", subject);
  const [entries, page, children] = await Promise.all([
    db.envelopeEntry.findMany({
      where: { envelopeId, commitmentId: detailed ? undefined : null },
      orderBy: { id: "desc" },
      take: 100,
      select: {
        id: true,
        move: true,
        amountCents: true,
        at: true,
        reason: true,
        commitment: {
          select: {
            nature: true,
            cohort: { select: { id: true, title: true } },
            mission: { select: { title: true, person: { select: { givenName: true, familyName: true } } } },
          },
        },
      },
    }),
    detailed ? listCommitments(envelopeId, after) : { commitments: [], next: null },
    db.envelope.findMany({
      where: { AND: [{ parentId: envelopeId }, envelopeScope(actor)] },
      include: parts,
      orderBy: { label: "asc" },
    }),
  ]);
  return {
    ...lineOf(envelope),
    parent: envelope.parent,
    detailed,
    entries: entries.map(({ id, commitment, ...entry }) => ({
      id: String(id),
      ...entry,
      commitment: commitment && {
        nature: commitment.nature,
        cohort: commitment.cohort,
        mission: commitment.mission && {
          title: commitment.mission.title,
          name: nameOf(commitment.mission.person),
        },
      },
    })),
    ...page,
    children: children.map(lineOf),
  };
}
export type EnvelopeView = Awaited<ReturnType<typeof getEnvelope>>;

/** The newest first: an id is in the order of time. */
async function listCommitments(envelopeId: string, after: string | null) {
  const rows = await db.commitment.findMany({
    where: { envelopeId, id: after ? { lt: after } : undefined },
    orderBy: { id: "desc" },
    take: PAGE + 1,
    include: {
      cohort: { select: { id: true, title: true, place: { select: { name: true } } } },
      mission: {
        select: {
          id: true,
          title: true,
          channel: true,
          person: { select: { givenName: true, familyName: true } },
          place: { select: { name: true } },
        },
      },
      entries: {
        where: { move: "SERVICE_DONE", sourceKey: { startsWith: "service:" } },
        orderBy: { id: "asc" },
        select: { sourceKey: true, amountCents: true },
      },
    },
  });
  const shown = rows.slice(0, PAGE);
  const commitments = shown.map(({ entries, createdById: _by, ...commitment }) => ({
    id: commitment.id,
    nature: commitment.nature,
    minutes: commitment.minutes,
    amountCents: commitment.amountCents,
    serviceDoneCents: commitment.serviceDoneCents,
    paidCents: commitment.paidCents,
    releasedCents: commitment.releasedCents,
    at: commitment.at,
    cohort: commitment.cohort,
    mission: commitment.mission && {
      id: commitment.mission.id,
      title: commitment.mission.title,
      channel: commitment.mission.channel,
      name: nameOf(commitment.mission.person),
      place: commitment.mission.place.name,
    },
    /** The hours that were certified: each can be walked back to its signature. */
    hours: hoursOf(entries),
  }));
  return { commitments, next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null };
}

/** Cents of each hour: a second line of one is the difference to another price. */
function hoursOf(entries: readonly { sourceKey: string; amountCents: number }[]) {
  const cents = new Map<string, number>();
  for (const { sourceKey, amountCents } of entries) {
    const entryId = sourceKey.split(":")[1] ?? "";
    cents.set(entryId, (cents.get(entryId) ?? 0) + amountCents);
  }
  return [...cents].map(([entryId, amountCents]) => ({ entryId, amountCents }));
}

/** What a national split would give: computed, nothing written. Without a split: the keys alone. */
export async function previewSplit(actor: Actor, split: Split | null) {
  authorize(actor, budgetPolicy, "budget.split", null);
  const [keys, published] = await Promise.all([
    loadKeys(db, PHASE2_EXERCISE),
    db.allocation.findUnique({ where: { code: PHASE2_CODE } }),
  ]);
  const shares = split ? sharesOf(split, keys) : [];
  const codes = [...new Set(keys.map(({ academie }) => academie.code))];
  const rows = codes.map((code) => {
    const own = keys.filter(({ academie }) => academie.code === code);
    const of = (programme: number) =>
      shares.find((share) => share.programme === programme && share.key.academie.code === code)?.cents ?? null;
    return {
      code,
      name: own[0]?.academie.name ?? code,
      publicWeight: own.find(({ programme }) => programme === 141)?.weight ?? 0,
      privateWeight: own.find(({ programme }) => programme === 139)?.weight ?? 0,
      p140: of(140),
      p141: of(141),
      p139: of(139),
    };
  });
  const totals = Object.fromEntries(
    programmes.map((programme) => [
      `p${programme}`,
      shares.filter((share) => share.programme === programme).reduce((sum, { cents }) => sum + cents, 0),
    ]),
  ) as Record<"p140" | "p141" | "p139", number>;
  return {
    exercise: PHASE2_EXERCISE,
    published: published && { at: published.at, totalCents: published.totalCents },
    provisional: keys.some(({ provisional }) => provisional),
    sources: [...new Set(keys.map(({ source }) => source))],
    rows,
    totals: split ? totals : null,
  };
}
