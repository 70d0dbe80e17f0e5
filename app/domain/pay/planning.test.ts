import { expect, test } from "vitest";
import { clashOf, type FunctionMission, missionKey, offeredChannels, serviceDayOf } from "./planning";
import type { Channel } from "./schema";

const mission = (id: string, channel: Channel, functionCode: string | null): FunctionMission => ({
  id,
  channel,
  functionCode,
});
const referent = "REFERENT_NUMERIQUE";
test.each([
  ["HSE beside an IFIC", mission("b", "HSE", referent), [mission("a", "IFIC", referent)], "PAY-01"],
  ["an IFIC beside HSE", mission("b", "IFIC", referent), [mission("a", "HSE", referent)], "PAY-01"],
  ["HSA beside an IFIC", mission("b", "HSA", referent), [mission("a", "IFIC", referent)], "PAY-01"],
  ["a vacation beside an IMP", mission("b", "VACATION", referent), [mission("a", "IMP", referent)], "PAY-01"],
  ["HSE beside a discharge", mission("b", "HSE", referent), [mission("a", "DECHARGE", referent)], "PAY-01"],
  ["an IFIC beside a discharge", mission("b", "IFIC", referent), [mission("a", "DECHARGE", referent)], "PAY-02"],
  ["a Pacte beside an IMP", mission("b", "PACTE", referent), [mission("a", "IMP", referent)], "PAY-14"],
  ["HSE of another function", mission("b", "HSE", "TUTORAT"), [mission("a", "IFIC", referent)], null],
  ["a training of the plan", mission("b", "HSE", null), [mission("a", "IFIC", referent)], null],
  ["two trainings", mission("b", "VACATION", null), [mission("a", "HSE", null)], null],
  [
    "others that clash without it",
    mission("c", "HSE", null),
    [mission("a", "IFIC", referent), mission("b", "HSE", referent)],
    null,
  ],
] as const)("%s: %s", (_case, planned, others, code) => {
  expect(clashOf(planned, others, "2012-10-10")?.code ?? null).toBe(code);
});

test("a function is the same whatever word names it", () => {
  expect(missionKey(mission("a", "HSE", "referent_usages_numeriques"))).toBe(
    missionKey(mission("b", "IFIC", referent)),
  );
  expect(missionKey(mission("a", "HSE", null))).not.toBe(missionKey(mission("b", "HSE", null)));
});

const opening = { decidedOn: "2012-09-05" };
test.each([
  ["2012-2013", opening, ["IFIC", "HSE", "HSA", "VACATION", "DECHARGE"]],
  ["2012-2013", null, ["IFIC", "HSA", "VACATION", "DECHARGE"]],
  ["2014-2015", opening, ["IFIC", "HSE", "HSA", "VACATION", "DECHARGE"]],
  ["2015-2016", opening, ["HSA", "VACATION", "IMP", "DECHARGE"]],
  ["2023-2024", opening, ["HSA", "VACATION", "IMP", "PACTE", "DECHARGE"]],
] as const)("channels in force in %s, HSE opened by %o", (schoolYear, opened, channels) => {
  const day = `${schoolYear.slice(0, 4)}-11-15`;
  expect(offeredChannels({ schoolYear, day, today: day, opening: opened })).toEqual(channels);
});

test("a mission is judged on its next day of service", () => {
  const year = { from: "2012-09-04", to: "2013-07-05" };
  expect(serviceDayOf("2012-08-28", year)).toBe("2012-09-04");
  expect(serviceDayOf("2012-10-10", year)).toBe("2012-10-10");
  expect(serviceDayOf("2013-08-01", year)).toBe("2013-07-05");
});
