import { anHseAllotment, countersOf, sumsOf, theThirtyAcademies } from "@tests/factories/budget";
import { setClock } from "@tests/factories/clock";
import { aPreparedCohort, aSeance, aWorkedCohort, theRates } from "@tests/factories/pay";
import { anActor } from "@tests/factories/person";
import { anAcademie, aSchool, theNation } from "@tests/factories/place";
import { beforeAll, expect, test } from "vitest";
import { createAllotment } from "~/domain/budget/commands/create-allotment.server";
import { openCohort } from "~/domain/budget/commands/open-cohort.server";
import { publishSplit } from "~/domain/budget/commands/publish-split.server";
import { recordServiceDone, releaseSeance } from "~/domain/budget/commands.server";
import { commit, release, serviceDone } from "~/domain/budget/moves.server";
import { getOpening } from "~/domain/budget/opening.server";
import { getBudget, getEnvelope, previewSplit } from "~/domain/budget/queries.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

const split = { totalCents: 376_000_000, p140: 75_200_000, p141: 225_600_000, p139: 75_200_000 };

test("the split reaches the 30 académies to the cent, once, and each sum is a line of its envelope", async () => {
  await theThirtyAcademies();
  const pilot = await anActor({ role: "NATIONAL_PILOT", place: await theNation() });
  await expect(publishSplit(pilot, { ...split, p139: 75_199_999 })).rejects.toMatchObject({
    key: "budget.partsDoNotAddUp",
    facts: { code: "BUD-04", missing: 1 },
  });
  expect(await db.envelope.count({ where: { allocationId: { not: null } } })).toBe(0);
  const preview = await previewSplit(pilot, split);
  expect(preview).toMatchObject({
    provisional: true,
    totals: { p140: 75_200_000, p141: 225_600_000, p139: 75_200_000 },
  });

  const results = await Promise.allSettled([publishSplit(pilot, split), publishSplit(pilot, split)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(publishSplit(pilot, split)).rejects.toMatchObject({ key: "budget.alreadyPublished" });

  const envelopes = await db.envelope.findMany({ where: { allocationId: { not: null } }, include: { place: true } });
  expect(envelopes).toHaveLength(90);
  expect(envelopes.some(({ titre2 }) => titre2)).toBe(false);
  const rennes = envelopes.filter(({ place }) => place.code === "14");
  expect(Object.fromEntries(rennes.map(({ programme, delegatedCents }) => [programme, delegatedCents]))).toEqual({
    140: 2_684_942,
    141: 8_054_825,
    139: 7_608_497,
  });
  for (const { id } of rennes) expect(await countersOf(id)).toEqual(await sumsOf(id));
  expect(envelopes.reduce((sum, { delegatedCents }) => sum + delegatedCents, 0)).toBe(split.totalCents);
  const ctice = await anActor({ role: "CTICE", place: rennes[0]?.place });
  await expect(publishSplit(ctice, split)).rejects.toMatchObject({ code: "forbidden" });
  expect((await getBudget(ctice)).training).toHaveLength(3);
  expect((await getBudget(pilot)).training).toHaveLength(90);
});

test("opening commits the trainer's hours and the reprography, in one transaction", async () => {
  const { referent, cohort, money, hse, training } = await aPreparedCohort();
  const view = await getOpening(referent, cohort.id);
  expect(view.seances).toMatchObject([{ minutes: 180, hourlyCents: 3_736, amountCents: 11_208 }]);
  await openCohort(referent, cohort.id, money);
  expect(await db.cohort.findUniqueOrThrow({ where: { id: cohort.id } })).toMatchObject({
    status: "OPEN",
    missionId: money.missionId,
  });
  expect(await countersOf(hse.id)).toMatchObject({ committedCents: 11_208, serviceDoneCents: 0 });
  expect(await countersOf(training.id)).toMatchObject({ committedCents: 4_500 });
  for (const { id } of [hse, training]) expect(await countersOf(id)).toEqual(await sumsOf(id));
  const commitments = await db.commitment.findMany({ where: { cohortId: cohort.id }, orderBy: { nature: "asc" } });
  expect(commitments).toMatchObject([
    { nature: "HSE", minutes: 180, amountCents: 11_208, missionId: money.missionId },
    { nature: "REPROGRAPHY", minutes: null, amountCents: 4_500, missionId: null },
  ]);
  await expect(openCohort(referent, cohort.id, money)).rejects.toMatchObject({ code: "conflict" });
  expect(await db.commitment.count({ where: { cohortId: cohort.id } })).toBe(2);
});

type Prepared = Awaited<ReturnType<typeof aPreparedCohort>>;
test.each<[string, (prepared: Prepared) => Partial<Prepared["money"]>, string]>([
  ["HSE on the training credits", ({ training }) => ({ hseEnvelopeId: training.id }), "budget.staffOutsideTitre2"],
  ["reprography on the HSE allotment", ({ hse }) => ({ reprographyEnvelopeId: hse.id }), "budget.natureNotAdmitted"],
  ["more than is left", () => ({ reprographyCents: 8_054_826 }), "budget.notEnough"],
  ["an unknown envelope", ({ mission }) => ({ hseEnvelopeId: mission.id }), "budget.envelopeUnknown"],
  ["no mission", ({ hse }) => ({ missionId: hse.id }), "budget.missionUnknown"],
])("a cohort does not open with %s, and nothing is half-written", async (_case, over, key) => {
  const prepared = await aPreparedCohort();
  const { referent, cohort, money, hse, training } = prepared;
  await expect(openCohort(referent, cohort.id, { ...money, ...over(prepared) })).rejects.toMatchObject({ key });
  expect(await db.cohort.findUniqueOrThrow({ where: { id: cohort.id } })).toMatchObject({ status: "PREPARATION" });
  expect(await db.commitment.count({ where: { cohortId: cohort.id } })).toBe(0);
  for (const { id } of [hse, training]) expect((await countersOf(id)).committedCents).toBe(0);
});

test("neither the IFIC mission nor too few hours open a cohort, nor does another person", async () => {
  const { referent, cohort, money, mission, seance, head } = await aPreparedCohort({ plannedMinutes: 120 });
  await expect(openCohort(referent, cohort.id, money)).rejects.toMatchObject({
    key: "budget.beyondMission",
    facts: { wanted: 180, left: 120 },
  });
  const m1 = await db.mission.create({
    data: {
      ...mission,
      id: undefined,
      kind: "FUNCTION",
      functionCode: "REFERENT_NUMERIQUE",
      channel: "IFIC",
      plannedMinutes: null,
      amountCents: 40_000,
    },
  });
  await expect(openCohort(referent, cohort.id, { ...money, missionId: m1.id })).rejects.toMatchObject({
    key: "budget.missionNotTraining",
  });
  await expect(openCohort(head, cohort.id, money)).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await anActor({ role: "REFERENT", place: await anAcademie() });
  await expect(openCohort(stranger, cohort.id, money)).rejects.toMatchObject({ code: "not_found" });
  await db.seance.update({ where: { id: seance.id }, data: { status: "CANCELLED", cancelledReason: "Grève" } });
  await expect(openCohort(referent, cohort.id, money)).rejects.toMatchObject({ key: "budget.noSeanceOfTrainer" });
});

test("a séance whose day no rate covers is not priced with a neighbour", async () => {
  const { referent, cohort, money, teacher } = await aPreparedCohort();
  const become = (data: object) => db.career.updateMany({ where: { personId: teacher.id }, data });
  await become({ corps: "OTHER" });
  await expect(openCohort(referent, cohort.id, money)).rejects.toMatchObject({ key: "budget.noRate" });
  // Nor with the career of another day: what is missing is said.
  await become({ corps: "CERTIFIE", validTo: new Date("2012-10-16") });
  await expect(openCohort(referent, cohort.id, money)).rejects.toMatchObject({ key: "budget.noCareer" });
});

test("a cancelled séance gives its money back once; a moved one keeps it", async () => {
  const { referent, cohort, money, hse, seance } = await aPreparedCohort({ plannedMinutes: 360 });
  const second = await aSeance(cohort, referent.personId, "2012-10-24T12:00:00Z");
  await openCohort(referent, cohort.id, money);
  expect((await countersOf(hse.id)).committedCents).toBe(22_416);
  await db.seance.update({
    where: { id: seance.id },
    data: { startsAt: new Date("2012-10-18T12:00:00Z"), endsAt: new Date("2012-10-18T15:00:00Z") },
  });
  await releaseSeance(seance.id);
  expect((await countersOf(hse.id)).committedCents).toBe(22_416);
  await db.seance.update({ where: { id: second.id }, data: { status: "CANCELLED", cancelledReason: "Grève" } });
  await Promise.all([releaseSeance(second.id), releaseSeance(second.id)]);
  expect(await countersOf(hse.id)).toEqual(await sumsOf(hse.id));
  expect((await countersOf(hse.id)).committedCents).toBe(11_208);
  expect(await db.commitment.findFirstOrThrow({ where: { cohortId: cohort.id, nature: "HSE" } })).toMatchObject({
    releasedCents: 11_208,
    minutes: 180,
  });
});

test("a séance cancelled after its service was done gives nothing back, and nobody is told that it failed", async () => {
  const { entry, hse, head, seance } = await aWorkedCohort();
  await certifyService(head, [entry.id]);
  await recordServiceDone(entry.id);
  await db.seance.update({ where: { id: seance.id }, data: { status: "CANCELLED", cancelledReason: "Erreur" } });
  await releaseSeance(seance.id);
  expect(await countersOf(hse.id)).toMatchObject({ committedCents: 11_208, serviceDoneCents: 11_208 });
  expect(await db.envelopeEntry.count({ where: { envelopeId: hse.id, move: "RELEASE" } })).toBe(0);
});

test("fifty commitments at once never exceed an envelope", async () => {
  const { hse } = await aPreparedCohort({ hseCents: 100_000 });
  const at = await businessNow();
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) =>
      inTransaction((tx) =>
        commit(tx, { envelopeId: hse.id, amountCents: 3_000, sourceKey: `rush:${hse.id}:${index}`, at, byId: null }),
      ),
    ),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(33);
  expect(await countersOf(hse.id)).toMatchObject({ delegatedCents: 100_000, committedCents: 99_000 });
  expect(await countersOf(hse.id)).toEqual(await sumsOf(hse.id));
});

test("an envelope gives back what it committed, never what stands for service done", async () => {
  const envelope = await anHseAllotment(await aSchool(await anAcademie()));
  const at = await businessNow();
  const line = (sourceKey: string, amountCents: number) => ({
    ...{ envelopeId: envelope.id, amountCents, at, byId: null },
    sourceKey: `${sourceKey}:${envelope.id}`,
  });
  await inTransaction((tx) => commit(tx, line("commit", 10_000)));
  await inTransaction((tx) => serviceDone(tx, line("done", 8_000)));
  await expect(inTransaction((tx) => release(tx, line("too much", 2_001)))).rejects.toThrow("notEnough");
  expect(await inTransaction((tx) => release(tx, line("the rest", 2_000)))).toBe(true);
  expect(await countersOf(envelope.id)).toMatchObject({ committedCents: 8_000, serviceDoneCents: 8_000 });
});

test("what an académie passes on to a school leaves it, once, and never what it has committed", async () => {
  const { academie, school, hse } = await aPreparedCohort();
  const at = await businessNow();
  const common = { exercise: 2012, programme: 141, titre2: true, natures: ["HSE"], label: "HSE" } as const;
  const give = (placeId: string, amountCents: number, key: string, parentId?: string) =>
    inTransaction((tx) =>
      createAllotment(tx, { ...common, natures: ["HSE"], placeId, amountCents, key, parentId }, { at }),
    );
  const { envelopeId: parentId } = await give(academie.id, 900_000, `reserve:${hse.id}`);
  const first = await give(school.id, 120_000, `part:${hse.id}`, parentId);
  expect(await give(school.id, 120_000, `part:${hse.id}`, parentId)).toEqual(first);
  expect(await countersOf(parentId)).toMatchObject({ delegatedCents: 780_000 });
  expect(await countersOf(parentId)).toEqual(await sumsOf(parentId));
  await expect(give(school.id, 780_001, `more:${hse.id}`, parentId)).rejects.toMatchObject({ key: "budget.notEnough" });
  expect(await db.envelope.count({ where: { parentId } })).toBe(1);
});

test("a certified hour becomes service done once; what exceeds the commitment stays due", async () => {
  const { entry, hse, head, cohort } = await aWorkedCohort();
  await recordServiceDone(entry.id);
  expect((await countersOf(hse.id)).serviceDoneCents).toBe(0);
  await certifyService(head, [entry.id]);
  await Promise.all([recordServiceDone(entry.id), recordServiceDone(entry.id)]);
  expect(await countersOf(hse.id)).toMatchObject({ committedCents: 11_208, serviceDoneCents: 11_208 });
  expect(await countersOf(hse.id)).toEqual(await sumsOf(hse.id));

  // Credits are cut after the fact, and the séance was longer than what was committed for it.
  const short = await aWorkedCohort();
  await db.commitment.updateMany({ where: { cohortId: short.cohort.id, nature: "HSE" }, data: { amountCents: 5_000 } });
  await db.envelope.update({ where: { id: short.hse.id }, data: { delegatedCents: 5_000 } });
  await certifyService(short.head, [short.entry.id]);
  await recordServiceDone(short.entry.id);
  const view = await getEnvelope(short.head, short.hse.id);
  expect(view.serviceDoneCents).toBe(11_208);
  expect(view.availableCents).toBeLessThan(0);
  // What was done beyond what is left of the commitment is committed too, and says why.
  expect(await countersOf(short.hse.id)).toMatchObject({ committedCents: 11_208 + 6_208 });
  const due = { envelopeId: short.hse.id, sourceKey: `due:${short.entry.id}` };
  expect(await db.envelopeEntry.findFirst({ where: due })).toMatchObject({ amountCents: 6_208, reason: "BUD-02" });
  expect(cohort.id).not.toBe(short.cohort.id);
});

test("an envelope of a school is read up to the académie; the nation sees the académies' sums, no commitment", async () => {
  const { hse, training, head, ctice, referent, cohort, money } = await aPreparedCohort();
  await openCohort(referent, cohort.id, money);
  expect((await getEnvelope(head, hse.id)).commitments).toMatchObject([{ nature: "HSE", amountCents: 11_208 }]);
  expect((await getEnvelope(ctice, training.id)).commitments).toHaveLength(1);
  const pilot = await anActor({ role: "NATIONAL_PILOT", place: await theNation() });
  expect(await getEnvelope(pilot, training.id)).toMatchObject({
    detailed: false,
    commitments: [],
    committedCents: 4_500,
  });
  await expect(getEnvelope(pilot, hse.id)).rejects.toMatchObject({ code: "not_found" });
  const stranger = await anActor({ role: "CTICE", place: await anAcademie() });
  for (const id of [hse.id, training.id])
    await expect(getEnvelope(stranger, id)).rejects.toMatchObject({ code: "not_found" });
});
