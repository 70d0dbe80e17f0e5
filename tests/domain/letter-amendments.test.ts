import { drafted, followed } from "@tests/factories/answers";
import { setClock } from "@tests/factories/clock";
import { aPreparedCohort, aSeance, hold, theRates } from "@tests/factories/pay";
import { actorOf } from "@tests/factories/person";
import { next } from "@tests/factories/place";
import { beforeAll, expect, test } from "vitest";
import { openCohort } from "~/domain/budget/commands/open-cohort.server";
import { assessMission } from "~/domain/budget/explanation.server";
import { amendLetter, signAmendment, withdrawAmendment } from "~/domain/mission/commands/amend-letter.server";
import { endMission } from "~/domain/mission/commands/end-mission.server";
import { letterPdf } from "~/domain/mission/pdf.server";
import { getMission } from "~/domain/mission/queries.server";
import type { AmendLetter } from "~/domain/mission/schema";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { listWaiting } from "~/domain/today/queries.server";
import { db } from "~/platform/db.server";

beforeAll(async () => {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
});

const task = "Trois heures de formation";

/** A mission whose signed letter entrusts three hours until 24 October, and séances of three hours on each day told, certified. */
async function onALetter(days: readonly string[] = []) {
  const prepared = await aPreparedCohort({ plannedMinutes: 180 * (1 + days.length) });
  const { cohort, referent, mission, year, ctice, head } = prepared;
  const seances = [prepared.seance];
  for (const day of days) seances.push(await aSeance(cohort, referent.personId, `${day}T12:00:00Z`));
  await openCohort(referent, cohort.id, prepared.money);
  await db.missionLetter.deleteMany({ where: { missionId: mission.id } });
  await db.missionLetter.create({
    data: {
      ...{ missionId: mission.id, number: `L-${next()}`, status: "SIGNED", hash: "h" },
      ...{ startsOn: year.startsOn, endsOn: new Date("2012-10-24"), tasks: [{ label: task, minutes: 180 }] },
      ...{ issuedAt: new Date("2012-09-10"), issuedById: ctice.personId },
      ...{ signedAt: new Date("2012-09-11"), signedById: head.personId },
    },
  });
  const entries: { id: string }[] = [];
  for (const seance of seances) entries.push(await hold(prepared, seance));
  await certifyService(
    head,
    entries.map(({ id }) => id),
  );
  return { ...prepared, entries };
}

const asked = (terms: Partial<AmendLetter> = {}): AmendLetter => ({
  ...{ tasks: [{ label: task, minutes: 360 }], startsOn: null, endsOn: null, reason: "Séance demandée par l'équipe" },
  ...terms,
});

test("hours and days that a signed amendment covers are paid in the draft they waited in, and not before it is signed", async () => {
  const { academie, entries, ctice, head, rectorat, mission, referent } = await onALetter(["2012-10-25"]);
  await drafted(academie, "2012-10");
  const decisions = async () => {
    const { id } = await followed(academie, "2012-10");
    const lines = await db.payLine.findMany({ where: { statementId: id } });
    return entries.map((entry) => lines.find(({ hourEntryId }) => hourEntryId === entry.id)?.decision);
  };
  expect(await decisions()).toEqual(["WARN", "HOLD"]);

  const headings = async () => (await letterPdf(referent, mission.id)).file.toString("latin1").split("/S /H2\n").length;
  const before = await headings();
  await amendLetter(ctice, mission.id, asked({ endsOn: "2012-11-30" }));
  expect(await headings(), "not before it is signed").toBe(before);
  expect(await decisions()).toEqual(["WARN", "HOLD"]);
  expect(await listWaiting(head)).toContainEqual(
    expect.objectContaining({ kind: "amendmentToSign", to: `/missions/${mission.id}` }),
  );
  expect((await getMission(head, mission.id)).can).toMatchObject({ signAmendment: true, amend: false });
  expect(
    await db.mail.findMany({ where: { toPersonId: head.personId, template: "amendmentToSign" } }),
    "the head is asked",
  ).toHaveLength(1);

  await signAmendment(head, mission.id, 1);
  await signAmendment(head, mission.id, 1);
  expect(await decisions()).toEqual(["WARN", "WARN"]);
  expect((await assessMission(rectorat, mission.id)).letter).toMatchObject({ entrustedMinutes: 360, unmet: [] });
  expect((await listWaiting(head)).filter(({ kind }) => kind === "amendmentToSign")).toEqual([]);
  const { letter } = await getMission(referent, mission.id);
  expect(letter).toMatchObject({ tasks: [{ minutes: 180 }], amendments: [{ seq: 1, status: "SIGNED" }] });
  expect(letter?.amendments[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  const after = await headings();
  expect(after - before, "the amendment has its part of the document").toBe(1);
});

test("the last signed amendment counts; hours beyond fewer ones wait again", async () => {
  const { academie, ctice, head, mission, rectorat } = await onALetter(["2012-10-24"]);
  await amendLetter(ctice, mission.id, asked());
  await signAmendment(head, mission.id, 1);
  const { id: statementId } = await drafted(academie, "2012-10");
  const decisions = async () =>
    (await db.payLine.findMany({ where: { statementId } })).map(({ decision }) => decision).sort();
  expect(await decisions()).toEqual(["WARN", "WARN"]);
  await amendLetter(ctice, mission.id, asked({ tasks: [{ label: task, minutes: 240 }], reason: "Erreur d'une heure" }));
  await signAmendment(head, mission.id, 2);
  await followed(academie, "2012-10");
  expect(await decisions()).toEqual(["HOLD", "WARN"]);
  expect((await assessMission(rectorat, mission.id)).asked.questions).toMatchObject([
    { code: "EVD-02", finding: { params: { minutes: 360, most: 240 } } },
  ]);
});

test("one amendment at a time; what is withdrawn changes nothing and stays readable", async () => {
  const { ctice, head, mission, office } = await onALetter();
  await amendLetter(ctice, mission.id, asked());
  await expect(amendLetter(office, mission.id, asked())).rejects.toMatchObject({ key: "mission.amendmentWaits" });
  await withdrawAmendment(office, mission.id, 1);
  await withdrawAmendment(ctice, mission.id, 1);
  await expect(signAmendment(head, mission.id, 1)).rejects.toMatchObject({ key: "mission.amendmentDecided" });
  await amendLetter(ctice, mission.id, asked({ reason: "Une autre séance" }));
  await signAmendment(head, mission.id, 2);
  await expect(withdrawAmendment(ctice, mission.id, 2)).rejects.toMatchObject({ key: "mission.amendmentDecided" });
  const { letter } = await getMission(head, mission.id);
  expect(letter?.amendments).toMatchObject([
    { seq: 2, status: "SIGNED", reason: "Une autre séance" },
    { seq: 1, status: "WITHDRAWN" },
  ]);
  const actions = await db.auditEvent.findMany({ where: { subjectId: mission.id }, orderBy: { id: "asc" } });
  expect(actions.map(({ action }) => action).filter((action) => /mend/.test(action))).toEqual(
    ["amendLetter", "withdrawAmendment", "amendLetter", "signAmendment"].map((verb) => `mission.${verb}`),
  );
});

test.each([
  ["without a task", { tasks: [] }, "mission.taskRequired"],
  ["with its days the wrong way", { startsOn: "2013-01-10", endsOn: "2013-01-09" }, "mission.letterDates"],
  ["of another year", { endsOn: "2013-12-01" }, "mission.letterOutsideYear"],
  ["that says what the letter says", { tasks: [{ label: task, minutes: 180 }] }, "mission.amendsNothing"],
])("an amendment %s is refused, and nothing is written", async (_case, terms, key) => {
  const { ctice, mission } = await onALetter();
  await expect(amendLetter(ctice, mission.id, asked(terms))).rejects.toMatchObject({ code: "invalid", key });
  expect(await db.letterAmendment.count({ where: { letter: { missionId: mission.id } } })).toBe(0);
});

test("neither whoever it engages, nor the head, nor a stranger amends; the person it engages does not sign", async () => {
  const { mission, referent, head, ctice, academie } = await onALetter();
  for (const actor of [referent, head])
    await expect(amendLetter(actor, mission.id, asked())).rejects.toMatchObject({ code: "forbidden" });
  // Whoever entrusts missions holds this one: another amends it.
  const role = { personId: referent.personId, role: "TRAINING_OFFICE", placeId: academie.id } as const;
  await db.roleAssignment.create({ data: { ...role, validFrom: new Date("2012-09-01") } });
  const both = await actorOf({ id: referent.personId });
  await expect(amendLetter(both, mission.id, asked())).rejects.toMatchObject({ code: "forbidden" });
  const elsewhere = await onALetter();
  await expect(amendLetter(elsewhere.ctice, mission.id, asked())).rejects.toMatchObject({ code: "not_found" });
  await amendLetter(ctice, mission.id, asked());
  for (const actor of [referent, ctice])
    await expect(signAmendment(actor, mission.id, 1)).rejects.toMatchObject({ code: "forbidden" });
  await expect(signAmendment(elsewhere.head, mission.id, 1)).rejects.toMatchObject({ code: "not_found" });
  await expect(signAmendment(head, mission.id, 2)).rejects.toMatchObject({ code: "not_found" });
});

test("the letter of a mission that has ended is not amended", async () => {
  const { ctice, mission } = await onALetter();
  await endMission(ctice, mission.id, { lastDay: "2012-10-09", reason: "Mutation" });
  await expect(amendLetter(ctice, mission.id, asked())).rejects.toMatchObject({ key: "mission.amendEnded" });
});
