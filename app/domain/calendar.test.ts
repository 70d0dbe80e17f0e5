import { expect, test } from "vitest";
import {
  addDays,
  dayOf,
  instantOf,
  isDay,
  localDay,
  localTime,
  schoolYearOf,
  schoolYearSpan,
  weekdayOf,
} from "./calendar";

test.each([
  ["summer time", "2012-10-17", "14:00", "Europe/Paris", "2012-10-17T12:00:00.000Z"],
  ["winter time", "2012-11-14", "14:00", "Europe/Paris", "2012-11-14T13:00:00.000Z"],
  ["the hour said twice, the first one", "2012-10-28", "02:30", "Europe/Paris", "2012-10-28T00:30:00.000Z"],
  ["the last minute before the change", "2013-03-31", "01:59", "Europe/Paris", "2013-03-31T00:59:00.000Z"],
  ["the first minute after it", "2013-03-31", "03:00", "Europe/Paris", "2013-03-31T01:00:00.000Z"],
  ["La Réunion", "2012-10-17", "14:00", "Indian/Reunion", "2012-10-17T10:00:00.000Z"],
  ["Martinique", "2012-10-17", "14:00", "America/Martinique", "2012-10-17T18:00:00.000Z"],
])("%s has one instant", (_name, day, time, zone, instant) => {
  const at = instantOf(day, time, zone);
  expect(at?.toISOString()).toBe(instant);
  expect(at && [localDay(at, zone), localTime(at, zone)]).toEqual([day, time]);
});

test.each(["Europe/Paris", "Indian/Reunion", "America/Martinique", "Pacific/Marquesas"])(
  "the day turns at midnight in %s, and not a minute before",
  (zone) => {
    const midnight = instantOf("2012-10-18", "00:00", zone)?.getTime() ?? 0;
    for (const minutes of [-16, -15, -1])
      expect(localDay(new Date(midnight + minutes * 60_000), zone)).toBe("2012-10-17");
    for (const minutes of [0, 14, 15]) expect(localDay(new Date(midnight + minutes * 60_000), zone)).toBe("2012-10-18");
  },
);

test.each([
  ["30 February", "2012-02-30", "14:00"],
  ["the hour that summer time skips", "2013-03-31", "02:30"],
  ["24 h", "2012-10-17", "24:00"],
  ["no day", "hier", "14:00"],
])("%s has no instant", (_name, day, time) => {
  expect(instantOf(day, time, "Europe/Paris")).toBeNull();
});

test("the same instant falls on two days in two zones", () => {
  const at = new Date("2012-10-17T22:30:00Z");
  expect(localDay(at, "Europe/Paris")).toBe("2012-10-18");
  expect(localDay(at, "America/Cayenne")).toBe("2012-10-17");
});

test("midnight is 00:00, never 24:00", () => {
  expect(localTime(new Date("2012-10-16T22:00:00Z"), "Europe/Paris")).toBe("00:00");
});

test("days are counted across months, years and changes of hour", () => {
  expect(addDays("2012-10-27", 2)).toBe("2012-10-29");
  expect(addDays("2013-03-01", -1)).toBe("2013-02-28");
  expect(weekdayOf("2012-10-17")).toBe(3);
  expect(dayOf(new Date("2012-10-17T00:00:00Z"))).toBe("2012-10-17");
  expect([isDay("2012-02-29"), isDay("2013-02-29"), isDay("2013-2-9")]).toEqual([true, false, false]);
});

test.each([
  ["2012-08-31", "2011-2012"],
  ["2012-09-01", "2012-2013"],
  ["2013-07-05", "2012-2013"],
])("%s is in the school year %s", (day, year) => {
  expect(schoolYearOf(day)).toBe(year);
});

test("a school year has two years that follow", () => {
  expect(schoolYearSpan("2012-2013")).toEqual({ from: "2012-09-01", to: "2013-08-31" });
  expect(schoolYearSpan("2012-2014")).toBeNull();
});
