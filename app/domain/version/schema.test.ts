import { expect, test } from "vitest";
import { Freeze, NameVersion, Unlock, versionLimits } from "./schema";

test("what was typed in a name or a reason is brought to what the database holds", () => {
  expect(NameVersion.parse({ name: " Avant\0 l'essai\u0007 " })).toEqual({ name: "Avant l'essai" });
  for (const form of [Freeze, Unlock])
    expect(form.parse({ reason: "Relu\r\npuis\0 essayé\r" })).toEqual({ reason: "Relu\npuis essayé" });
});

test("a line break counts once, as the box that was typed in counts it", () => {
  const reason = "ligne\r\n".repeat(versionLimits.reason / 6).slice(0, -2);
  expect(Freeze.parse({ reason }).reason).toHaveLength(versionLimits.reason - 1);
});

test.each([
  [NameVersion, { name: "\0\u0001 " }, "version.nameRequired"],
  [NameVersion, {}, "version.nameRequired"],
  [Freeze, { reason: "\0ab\0" }, "version.reasonRequired"],
  [Unlock, { reason: "x".repeat(301) }, "version.reasonTooLong"],
])("%# a form that says nothing or too much is refused in words", (form, given, key) => {
  expect(form.safeParse(given).error?.issues[0]?.message).toBe(key);
});
