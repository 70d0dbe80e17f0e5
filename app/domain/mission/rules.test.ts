import { expect, test } from "vitest";
import { letterNumber, whyNotIssue, whyNotMission, whyNotSignLetter } from "./rules";

const ific = {
  kind: "FUNCTION",
  channel: "IFIC",
  functionCode: "REFERENT_NUMERIQUE",
  plannedMinutes: null,
  amountCents: 40_000,
} as const;
const hse = { kind: "TRAINING", channel: "HSE", functionCode: null, plannedMinutes: 180, amountCents: null } as const;
test.each([
  ["IFIC of a référente", ific, null],
  ["HSE of a training", hse, null],
  ["a function without name", { ...ific, functionCode: null }, "mission.functionRequired"],
  ["a function paid by the hour", { ...ific, channel: "HSE" }, "mission.channelForHours"],
  ["a training paid by IFIC", { ...hse, channel: "IFIC" }, "mission.channelForFunction"],
  ["HSE without hours", { ...hse, plannedMinutes: null }, "mission.minutesRequired"],
  ["IFIC without amount", { ...ific, amountCents: null }, "mission.amountRequired"],
] as const)("%s: %s", (_case, mission, key) => {
  expect(whyNotMission({ ...mission })?.key ?? null).toBe(key);
});

test.each([
  ["2012-2013", "Académie de Rennes", 1, "2012-RENNES-0001"],
  ["2012-2013", "Académie de Créteil", 42, "2012-CRETEIL-0042"],
  ["2013-2014", "Aix-Marseille", 12_345, "2013-AIX-MARSEILLE-12345"],
  ["2012-2013", "Académie de La Réunion", 7, "2012-LA-REUNION-0007"],
  ["2012-2013", "Académie de la Martinique", 7, "2012-MARTINIQUE-0007"],
  ["2012-2013", "Académie d’Orléans-Tours", 7, "2012-ORLEANS-TOURS-0007"],
])("the letter of %s, %s, rank %d is %s", (year, academie, rank, number) => {
  expect(letterNumber(year, academie, rank)).toBe(number);
});

const year = { from: "2012-09-01", to: "2013-08-31" };
const letter = {
  startsOn: "2012-10-01",
  endsOn: "2013-07-05",
  tasks: [{ label: "Former", minutes: 180 }, { label: "Conseiller" }],
};
test.each([
  ["a task and dates of the year", letter, null],
  ["no task", { ...letter, tasks: [] }, "mission.taskRequired"],
  ["dates the wrong way", { ...letter, endsOn: "2012-09-15" }, "mission.letterDates"],
  ["dates of another year", { ...letter, endsOn: "2013-09-15" }, "mission.letterOutsideYear"],
])("a letter with %s: %s", (_case, given, key) => {
  expect(whyNotIssue(given, year)?.key ?? null).toBe(key);
});

test("a letter is signed once, and not by the person it engages", () => {
  expect(whyNotSignLetter({ status: "ISSUED", personId: "delmas", signerId: "castel" })).toBeNull();
  expect(whyNotSignLetter({ status: "ISSUED", personId: "delmas", signerId: "delmas" })?.key).toBe(
    "mission.signOwnLetter",
  );
  expect(whyNotSignLetter({ status: "SIGNED", personId: "delmas", signerId: "castel" })?.key).toBe(
    "mission.alreadySigned",
  );
});
