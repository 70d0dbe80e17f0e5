import { expect, test } from "vitest";
import { splitLargestRemainder } from "~/domain/budget/rules/split";
import { domainOf, readCompetenceCode } from "~/domain/c2i2e/rules";
import { isDay, weekdayOf } from "~/domain/calendar";
import { academieName, academies, phase2Training, weightOf } from "./academies";
import { c2i2e2005, c2i2e2010, type FrameworkSeed } from "./c2i2e";
import { schoolYears } from "./calendar";
import { crcnEdu } from "./crcn-edu";
import { sevenStages } from "./path";
import { titre2Allotments } from "./titre2";

const codesOf = ({ domains }: FrameworkSeed) => domains.flatMap(({ competences }) => competences.map(([code]) => code));

test.each([
  ["C2i2e 2010", c2i2e2010, 7, 28],
  ["C2i2e 2005", c2i2e2005, 7, 27],
  ["CRCN-Édu", crcnEdu, 5, 16],
])("%s has its domains and competences, each once, in its own domain", (_name, framework, domains, competences) => {
  const codes = codesOf(framework);
  expect([framework.domains.length, codes.length, new Set(codes).size]).toEqual([domains, competences, competences]);
  for (const domain of framework.domains)
    for (const [code, label] of domain.competences) {
      expect(domainOf(code)).toBe(domain.code);
      expect(label.length).toBeLessThanOrEqual(60);
    }
});

test("C2i2e codes are written as they are stored; B.2-5 is new in 2010", () => {
  for (const framework of [c2i2e2005, c2i2e2010])
    for (const code of codesOf(framework)) expect(readCompetenceCode(code)).toBe(code);
  expect(codesOf(c2i2e2010).filter((code) => !codesOf(c2i2e2005).includes(code))).toEqual(["B.2-5"]);
});

test("the built-in path has seven stages, each with an objective, minutes and known competences", () => {
  expect(sevenStages.stages).toHaveLength(7);
  for (const { objective, activities, competences } of sevenStages.stages) {
    expect(objective.endsWith(".")).toBe(true);
    expect(activities.every(({ minutes }) => minutes > 0)).toBe(true);
    expect(competences.length).toBeGreaterThan(0);
    for (const code of competences) expect(codesOf(c2i2e2010)).toContain(code);
  }
  expect(sevenStages.stages.some(({ activities }) => activities.some(({ modality }) => modality === "IN_CLASS"))).toBe(
    true,
  );
});

test("the 30 académies share 3 760 000 € to the cent; Rennes gets its three parts", () => {
  expect(academies).toHaveLength(30);
  const rennes = new Map<number, number>();
  let spent = 0;
  for (const { programme, totalCents } of phase2Training.programmes) {
    const weights = academies.map((academie) => ({ code: academie.code, weight: weightOf(academie, programme) }));
    const shares = splitLargestRemainder(totalCents, weights);
    expect(shares.reduce((sum, { cents }) => sum + cents, 0)).toBe(totalCents);
    rennes.set(programme, shares.find(({ code }) => code === "14")?.cents ?? 0);
    spent += totalCents;
  }
  expect(spent).toBe(phase2Training.totalCents);
  expect(Object.fromEntries(rennes)).toEqual({ 139: 7_608_497, 140: 2_684_942, 141: 8_054_825 });
});

test("school years have real days in order, and holidays lie within them", () => {
  expect(schoolYears.map(({ id }) => id)).toEqual(["2011-2012", "2012-2013", "2013-2014"]);
  for (const { id, startsOn, endsOn, holidays } of schoolYears) {
    expect([startsOn.slice(0, 4), endsOn.slice(0, 4)].join("-")).toBe(id);
    expect(new Set(holidays.map(({ zone, label }) => `${zone} ${label}`)).size).toBe(holidays.length);
    for (const holiday of holidays) {
      expect([holiday.startsOn, holiday.endsOn].every(isDay)).toBe(true);
      expect(startsOn < holiday.startsOn && holiday.startsOn <= holiday.endsOn && holiday.endsOn < endsOn).toBe(true);
    }
    // Holidays of a zone begin on a Saturday and, but for two, end on a Sunday.
    for (const { zone, startsOn: first } of holidays) if (zone !== "FR") expect(weekdayOf(first)).toBe(6);
  }
});

test("2012-2013 begins on 4 September and ends on 5 July; 17 October is a Wednesday of class in Rennes", () => {
  const year = schoolYears.find(({ id }) => id === "2012-2013");
  expect(year).toMatchObject({ startsOn: "2012-09-04", endsOn: "2013-07-05" });
  const day = "2012-10-17";
  expect(weekdayOf(day)).toBe(3);
  const free = year?.holidays.filter(
    ({ zone, startsOn, endsOn }) => "A FR".includes(zone) && startsOn <= day && day <= endsOn,
  );
  expect(free).toEqual([]);
});

test("the demonstration’s titre-2 credits name their nature and say that they are invented", () => {
  for (const { natures, label, cents } of titre2Allotments) {
    expect(natures).toHaveLength(1);
    expect(label).toContain("(fictive)");
    expect(cents).toBeGreaterThan(0);
  }
});

test.each([
  ["Rennes", "Académie de Rennes"],
  ["Aix-Marseille", "Académie d’Aix-Marseille"],
  ["Orléans-Tours", "Académie d’Orléans-Tours"],
  ["La Réunion", "Académie de La Réunion"],
  ["Martinique", "Académie de la Martinique"],
])("%s is the %s", (name, full) => {
  expect(academieName(name)).toBe(full);
});
