import { countersOf } from "@tests/factories/budget";
import { setClock } from "@tests/factories/clock";
import { anAllotment } from "@tests/factories/flat";
import { aWorkplace } from "@tests/factories/mission";
import { expect, test } from "vitest";
import { commitDecided } from "~/domain/budget/commands/commit-decided.server";
import { getEnvelope } from "~/domain/budget/queries.server";
import { db } from "~/platform/db.server";

await setClock("2012-10-10T07:00:00Z");

test("an envelope of more missions than a page shows reads page by page, each once", async () => {
  const work = await aWorkplace();
  const envelopeId = await anAllotment(work.academie, ["IFIC"], 250 * 40_000);
  const missions = await db.mission.createManyAndReturn({
    data: Array.from({ length: 205 }, () => ({
      personId: work.teacher.id,
      placeId: work.school.id,
      schoolYearId: work.year.id,
      kind: "FUNCTION" as const,
      title: "Référent numérique",
      channel: "IFIC" as const,
      amountCents: 40_000,
      at: new Date("2012-10-01"),
      createdById: work.ctice.personId,
    })),
  });
  await db.missionFact.createMany({
    data: missions.map(({ id }) => ({
      missionId: id,
      kind: "DECISION_RECTEUR" as const,
      heldOn: new Date("2012-10-01"),
      at: new Date("2012-10-01"),
      recordedById: work.rectorat.personId,
    })),
  });
  await commitDecided();
  const seen: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page: Awaited<ReturnType<typeof getEnvelope>> = await getEnvelope(work.ctice, envelopeId, after);
    expect(page.commitments.length).toBeLessThanOrEqual(100);
    seen.push(...page.commitments.map(({ mission }) => mission?.id ?? ""));
    after = page.next;
  }
  expect(seen.sort()).toEqual(missions.map(({ id }) => id).sort());
  expect(await countersOf(envelopeId)).toMatchObject({ committedCents: 205 * 40_000 });
});
