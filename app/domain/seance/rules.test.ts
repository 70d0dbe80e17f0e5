import { expect, test } from "vitest";
import { halfDayOf, instantOf, plannedMinutes, whyNotSeance } from "./rules";

const zone = "Europe/Paris";
const year = { startsOn: "2012-09-04", endsOn: "2013-07-05" };
const holidays = [{ label: "Toussaint", startsOn: "2012-10-27", endsOn: "2012-11-11" }];
const now = new Date("2012-10-10T07:00:00Z");
const at = (day: string, time: string, where = zone) => instantOf(day, time, where) ?? new Date(Number.NaN);
const why = (day: string, start: string, end: string, where = zone) =>
  whyNotSeance({ startsAt: at(day, start, where), endsAt: at(day, end, where), zone: where }, year, holidays, now);

test.each([
  ["14:00", "17:00", "AFTERNOON"],
  ["09:00", "12:30", "MORNING"],
  ["10:00", "13:00", "MORNING"],
  ["13:00", "16:00", "AFTERNOON"],
  ["12:00", "14:00", null],
])("from %s to %s is %s", (start, end, half) => {
  expect(halfDayOf(at("2012-10-17", start), at("2012-10-17", end), zone)).toBe(half);
});

test("the half-day is the school's, not the server's", () => {
  const [startsAt, endsAt] = [
    at("2012-10-17", "08:00", "America/Cayenne"),
    at("2012-10-17", "11:00", "America/Cayenne"),
  ];
  expect(halfDayOf(startsAt, endsAt, "America/Cayenne")).toBe("MORNING");
  expect(halfDayOf(startsAt, endsAt, zone)).toBe("AFTERNOON");
});

test("a séance of Wednesday 17 October 2012, 14 h to 17 h, may be planned and lasts 180 minutes", () => {
  expect(why("2012-10-17", "14:00", "17:00")).toBeNull();
  expect(plannedMinutes({ startsAt: at("2012-10-17", "14:00"), endsAt: at("2012-10-17", "17:00") })).toBe(180);
});

test.each([
  ["ends before it starts", "2012-10-17", "17:00", "14:00", "seance.endsBeforeStart", "endTime"],
  ["lasts 29 minutes", "2012-10-17", "14:00", "14:29", "seance.tooShort", "endTime"],
  ["lasts more than 4 h 30", "2012-10-17", "13:00", "17:31", "seance.tooLong", "endTime"],
  ["crosses 13 h", "2012-10-17", "11:00", "14:00", "seance.acrossMidday", "endTime"],
  ["stands before the school year", "2012-09-03", "14:00", "17:00", "seance.outsideSchoolYear", "date"],
  ["stands after the school year", "2013-07-06", "14:00", "17:00", "seance.outsideSchoolYear", "date"],
  ["is past", "2012-10-09", "14:00", "17:00", "seance.inThePast", "date"],
  ["begins at night", "2012-10-17", "06:30", "09:00", "seance.atNight", "startTime"],
  ["ends at night", "2012-10-17", "19:00", "21:30", "seance.atNight", "endTime"],
  ["falls on a Sunday", "2012-10-21", "14:00", "17:00", "seance.onSunday", "date"],
  ["falls in the holidays", "2012-11-07", "14:00", "17:00", "seance.onHoliday", "date"],
])("a séance that %s is refused", (_case, day, start, end, key, field) => {
  expect(why(day, start, end)).toMatchObject({ key, field });
});

test.each([
  ["30 minutes", "2012-10-17", "14:00", "14:30"],
  ["4 h 30", "2012-10-17", "13:00", "17:30"],
  ["the first day of the year, next year's clock aside", "2013-07-05", "09:00", "12:00"],
  ["the eve of the holidays", "2012-10-26", "14:00", "17:00"],
  ["the day after them", "2012-11-12", "14:00", "17:00"],
])("the bound itself is allowed: %s", (_case, day, start, end) => {
  expect(why(day, start, end)).toBeNull();
});

test("the past is a matter of instants, in the school's own hour", () => {
  // 10 October, 9 h in Paris: in Guyane it is 4 h, the afternoon is ahead.
  expect(why("2012-10-10", "14:00", "16:00", "America/Cayenne")).toBeNull();
  expect(why("2012-10-10", "08:00", "09:30")).toMatchObject({ key: "seance.inThePast" });
});
