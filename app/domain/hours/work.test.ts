import { expect, test } from "vitest";
import { type WorkToDeclare, whyNotDeclareWork } from "./work";

const work: WorkToDeclare = {
  kind: "DESIGN",
  schoolYearId: "2012-2013",
  tasks: ["Scénario", "Fiches"],
  task: "Fiches",
  day: "2012-10-04",
  today: "2012-10-10",
  paidOnce: false,
  standing: 3,
};

test.each<[string, Partial<WorkToDeclare>, string | null, string?]>([
  ["of a past day", {}, null],
  ["of today", { day: "2012-10-10" }, null],
  ["of a day to come", { day: "2012-10-11" }, "hours.workToCome", "day"],
  ["of the first day of the school year", { day: "2012-09-01" }, null],
  ["of the day before the school year", { day: "2012-08-31" }, "hours.workOutsideYear", "day"],
  ["of the last day of the school year", { day: "2013-08-31", today: "2013-10-01" }, null],
  ["of the day after the school year", { day: "2013-09-01", today: "2013-10-01" }, "hours.workOutsideYear", "day"],
  ["of a mission that is no design", { kind: "TRAINING" }, "hours.workNotDesign"],
  ["without a letter", { tasks: null }, "hours.workNeedsLetter"],
  ["of a task that the letter does not name", { task: "Autre chose" }, "hours.workTask", "task"],
  ["that is paid whole, the first", { paidOnce: true, standing: 0 }, null],
  ["that is paid whole, once more", { paidOnce: true, standing: 1 }, "hours.workPaidOnce"],
])("a work %s", (_what, over, key, field) => {
  const fault = whyNotDeclareWork({ ...work, ...over });
  expect([fault?.key ?? null, fault?.field]).toEqual([key, field]);
});
