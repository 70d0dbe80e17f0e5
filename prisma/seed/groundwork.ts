import { createAllotment } from "~/domain/budget/commands/create-allotment.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import { academies, keyIsProvisional, keySource } from "../frameworks/academies";
import { c2i2e2005, c2i2e2010, type FrameworkSeed } from "../frameworks/c2i2e";
import { schoolYears } from "../frameworks/calendar";
import { crcnEdu } from "../frameworks/crcn-edu";
import { hseRates } from "../frameworks/hse-rates";
import { sevenStages } from "../frameworks/path";
import { titre2Allotments, titre2Exercise } from "../frameworks/titre2";
import { type Places, schools } from "./places";

/** What every académie needs before anybody works: frameworks, the path, calendars, rates, keys, titre-2 credits. */
export async function seedGroundwork(places: Places): Promise<void> {
  for (const framework of [c2i2e2005, c2i2e2010, crcnEdu]) await seedFramework(framework);
  await seedPath();
  for (const { holidays, startsOn, endsOn, ...year } of schoolYears)
    await db.schoolYear.create({
      data: {
        ...year,
        startsOn: new Date(startsOn),
        endsOn: new Date(endsOn),
        holidays: {
          create: holidays.map((one) => ({ ...one, startsOn: new Date(one.startsOn), endsOn: new Date(one.endsOn) })),
        },
      },
    });
  await db.rateRow.createMany({
    data: hseRates.map(({ validFrom, validTo, ...row }) => ({
      ...row,
      validFrom: new Date(validFrom),
      validTo: validTo ? new Date(validTo) : null,
    })),
  });
  await seedKeys();
  await seedAllotments(places);
}

const dateOf = (day: string | null) => (day ? new Date(day) : null);

async function seedFramework({ domains, validFrom, validTo, ...framework }: FrameworkSeed) {
  const competences = domains.flatMap(({ code: domain, competences }) =>
    competences.map(([code, label]) => ({ code, label, domain })),
  );
  await db.framework.create({
    data: {
      ...framework,
      validFrom: new Date(validFrom),
      validTo: dateOf(validTo),
      competences: { create: competences.map((one, index) => ({ ...one, position: index + 1 })) },
    },
  });
}

async function seedPath() {
  const framework = await db.framework.findFirstOrThrow({
    where: { code: "C2I2E", version: "2010" },
    include: { competences: true },
  });
  const { stages, ...path } = sevenStages;
  const idOf = (code: string) => {
    const found = framework.competences.find((one) => one.code === code);
    if (!found) throw new Error(`the path cites ${code}, which C2i2e 2010 does not have`);
    return found.id;
  };
  await db.path.create({
    data: {
      ...path,
      versions: {
        create: {
          number: 1,
          publishedAt: await businessNow(),
          stages: {
            create: stages.map(({ title, objective, competences, activities }, index) => ({
              position: index + 1,
              title,
              objective,
              competences: { create: competences.map((code) => ({ competenceId: idOf(code) })) },
              activities: { create: activities.map((activity, rank) => ({ ...activity, position: rank + 1 })) },
            })),
          },
        },
      },
    },
  });
}

/** Public pupils weigh for programmes 140 and 141, private ones for 139. */
async function seedKeys() {
  const places = await db.place.findMany({ where: { kind: "ACADEMIE" } });
  const about = { exercise: titre2Exercise, source: keySource, provisional: keyIsProvisional };
  for (const { code, publicPupils, privatePupils } of academies) {
    const academieId = places.find((place) => place.code === code)?.id ?? "";
    await db.allocationKey.createMany({
      data: [139, 140, 141].map((programme) => ({
        ...about,
        programme,
        academieId,
        weight: programme === 139 ? privatePupils : publicPupils,
      })),
    });
  }
}

/** The académie's own allotments, then those its schools received: invented, and labelled so. */
async function seedAllotments(places: Places) {
  const at = await businessNow();
  await inTransaction(async (tx) => {
    for (const { holder, cents, ...about } of titre2Allotments) {
      const holders =
        holder === "ACADEMIE"
          ? [places.rennes]
          : schools
              .filter(({ type, sector }) => type === holder && sector === "PUBLIC")
              .map(({ key }) => places.schools[key]);
      for (const [index, { id: placeId }] of holders.entries())
        await createAllotment(
          tx,
          {
            ...about,
            placeId,
            exercise: titre2Exercise,
            titre2: true,
            fictional: true,
            amountCents: cents,
            key: `titre2:${titre2Exercise}:${about.programme}:${about.natures}:${holder}:${index}`,
          },
          { at },
        );
    }
  });
}
