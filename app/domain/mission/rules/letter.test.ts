import { expect, test } from "vitest";
import { inForce, letterConditions, paymentForm, whyNotAmend, whyNotEnd } from "./letter";

const letter = {
  startsOn: "2012-10-01",
  endsOn: "2013-07-05",
  tasks: [{ label: "Former", minutes: 180 }, { label: "Conseiller" }],
  signedAt: new Date("2012-10-12T08:00:00Z"),
};
test.each([
  ["within its terms", letter, 180, "2012-10-17", []],
  ["on its first day", letter, 60, "2012-10-01", []],
  ["on its last day", letter, 60, "2013-07-05", []],
  ["unsigned", { ...letter, signedAt: null }, 180, "2012-10-17", ["UNSIGNED"]],
  ["before its terms", letter, 180, "2012-09-30", ["DATES"]],
  ["after its terms", letter, 180, "2013-07-06", ["DATES"]],
  ["beyond its hours", letter, 181, "2012-10-17", ["HOURS"]],
  ["of the sum alone", letter, 181, null, ["HOURS"]],
  ["of a letter that counts no hours", { ...letter, tasks: [{ label: "Conseiller" }] }, 10_000, "2012-10-17", []],
  ["against everything", { ...letter, signedAt: null }, 181, "2012-09-30", ["UNSIGNED", "DATES", "HOURS"]],
] as const)("an hour under a letter, %s", (_case, given, booked, day, kinds) => {
  expect(letterConditions(given, booked, day).map(({ kind }) => kind)).toEqual(kinds);
});

test("a condition that is not met says what the letter says", () => {
  expect(letterConditions(letter, 240, "2012-09-30")).toEqual([
    { kind: "DATES", key: "mission.outsideLetter", facts: { from: "2012-10-01", to: "2013-07-05", day: "2012-09-30" } },
    { kind: "HOURS", key: "mission.beyondLetter", facts: { minutes: 240, most: 180 } },
  ]);
});

const year = { startsOn: "2015-09-01", endsOn: "2016-07-05" };
test.each([
  ["IMP", null, "NINTHS"],
  ["IMP", year, "NINTHS"],
  ["IMP", { ...year, startsOn: "2015-11-01" }, "WHOLE"],
  ["IFIC", year, "WHOLE"],
  ["PACTE", year, "WHOLE"],
] as const)("%s under %o is paid %s", (channel, terms, form) => {
  expect(paymentForm(channel, terms, year)).toBe(form);
});

const end = { lastDay: "2012-11-30", startsOn: "2012-09-04", today: "2012-11-30", ended: false };
test.each([
  ["on its last day", end, null],
  ["later", { ...end, today: "2012-12-10" }, null],
  ["in advance", { ...end, today: "2012-11-29" }, "mission.endInFuture"],
  ["before it began", { ...end, lastDay: "2012-09-03" }, "mission.endBeforeStart"],
  ["twice", { ...end, ended: true }, "mission.endedAlready"],
] as const)("a mission ends %s: %s", (_case, given, key) => {
  expect(whyNotEnd(given)?.key ?? null).toBe(key);
});

const amendment = { startsOn: "2012-11-01", endsOn: "2013-06-01", tasks: [{ label: "Former", minutes: 240 }] };
test("a letter stands with the terms of its last amendment that was signed", () => {
  const amended = (...statuses: ("ISSUED" | "SIGNED" | "WITHDRAWN")[]) =>
    inForce({
      ...letter,
      amendments: statuses.map((status, n) => ({ ...amendment, endsOn: `2013-06-0${9 - n}`, status })),
    }).endsOn;
  expect(amended()).toBe("2013-07-05");
  expect(amended("ISSUED", "WITHDRAWN")).toBe("2013-07-05");
  expect(amended("ISSUED", "SIGNED", "SIGNED")).toBe("2013-06-08");
  expect(inForce({ ...letter, amendments: [{ ...amendment, status: "SIGNED" }] })).toMatchObject({
    ...amendment,
    signedAt: letter.signedAt,
  });
});

const running = { channel: "HSE", ended: false, letter: { status: "SIGNED", waits: false } } as const;
test.each([
  ["signed, of hours", running, null],
  ["of a vacation", { ...running, channel: "VACATION" }, null],
  ["of an amount", { ...running, channel: "IMP" }, "mission.amendHoursOnly"],
  ["not there", { ...running, letter: null }, "mission.noLetter"],
  ["not signed", { ...running, letter: { status: "ISSUED", waits: false } }, "mission.amendUnsigned"],
  ["of a mission that ended", { ...running, ended: true }, "mission.amendEnded"],
  ["with an amendment that waits", { ...running, letter: { status: "SIGNED", waits: true } }, "mission.amendmentWaits"],
] as const)("whether a letter is amended: %s", (_case, given, key) => {
  expect(whyNotAmend(given)?.key ?? null).toBe(key);
});
