import { randomInt } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { findSheetByCode, liveCode, readToken } from "~/domain/attendance/codes.server";
import { receiveCode } from "~/domain/attendance/commands/receive.server";
import { CODE_ALPHABET } from "~/domain/attendance/rules/code";
import { realNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import { aBrowser, aSigningSheet, SIGNING } from "../factories/attendance";
import { setClock } from "../factories/clock";
import { theSchoolYear } from "../factories/cohort";

let sheetId: string;
let otherId: string;
beforeAll(async () => {
  await setClock(SIGNING);
  await theSchoolYear();
  sheetId = (await aSigningSheet({ trainees: 1 })).sheet.id;
  otherId = (await aSigningSheet({ trainees: 1 })).sheet.id;
});

const seconds = (from: Date, count: number) => new Date(from.getTime() + count * 1_000);
/** The start of a window of fifteen seconds. */
const start = new Date(Math.ceil(Date.now() / 15_000) * 15_000);
const visitor = () => ({ browserHash: aBrowser(), accountId: null });
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

test.each([
  [0, "fresh"],
  [14.999, "fresh"],
  [15, "fresh"],
  [44.999, "fresh"],
  [45, "stale"],
  [3_600, "stale"],
  [-0.001, "unknown"],
])("a token read %s s after it appeared is %s", (after, state) => {
  const { token } = liveCode(sheetId, start);
  expect(readToken(token, seconds(start, after)).state).toBe(state);
});

test("codes have six signs nobody confuses, and change every fifteen seconds", () => {
  const codes = Array.from({ length: 40 }, (_, index) => liveCode(sheetId, seconds(start, index * 15)).code);
  for (const code of codes) expect(code).toMatch(new RegExp(`^[${CODE_ALPHABET}]{6}$`));
  expect(new Set(codes).size).toBe(40);
  expect(liveCode(sheetId, seconds(start, 14)).code).toBe(codes[0]);
});

test("of a thousand mutated, shifted and crossed tokens, none is accepted for this sheet", () => {
  const { token } = liveCode(sheetId, start);
  const other = liveCode(otherId, start).token;
  const forged: string[] = [];
  for (let index = 0; index < 700; index++) {
    const at = randomInt(token.length);
    forged.push(token.slice(0, at) + SIGNS.charAt(randomInt(SIGNS.length)) + token.slice(at + 1));
  }
  for (let cut = 0; cut <= token.length; cut++) forged.push(token.slice(0, cut) + other.slice(cut));
  for (let index = 0; index < 100; index++)
    forged.push(token.slice(0, index % 48), `${token}${SIGNS.charAt(index % 64)}`);
  forged.push(
    token.replace(/-/g, "+"),
    token.replace(/_/g, "/"),
    `${token}=`,
    ` ${token}`,
    token.toLowerCase(),
    "",
    "é".repeat(48),
  );
  const tried = forged.filter((one) => one !== token);
  expect(tried.length).toBeGreaterThan(900);
  for (const one of tried) {
    const found = readToken(one, start);
    if (found.state === "fresh") expect(found.sheetId).toBe(otherId);
    else expect(["unknown", "stale"]).toContain(found.state);
  }
  expect(tried.filter((one) => readToken(one, start).state === "fresh" && one !== other)).toEqual([]);
});

test("a valid token is accepted a thousand times of a thousand", () => {
  for (let index = 0; index < 1_000; index++) {
    const at = seconds(start, index * 7);
    expect(readToken(liveCode(sheetId, at).token, seconds(at, 29))).toEqual({ state: "fresh", sheetId });
  }
});

test("typed codes find their own sheet, and an old one says from when it dates", async () => {
  const at = realNow();
  expect(await findSheetByCode(liveCode(otherId, at).code, at)).toEqual({ state: "fresh", sheetId: otherId });
  const old = liveCode(otherId, seconds(at, -600)).code;
  const found = await findSheetByCode(old, at);
  expect(found).toMatchObject({ state: "stale", sheetId: otherId });
  await expect(receiveCode({ proof: "CODE", code: old }, visitor())).rejects.toMatchObject({
    key: "attendance.codeStale",
    facts: { at: expect.stringMatching(/^2012-10-17T11:3\d/) },
  });
  const yesterday = liveCode(otherId, seconds(at, -86_400));
  await expect(receiveCode({ proof: "CODE", code: yesterday.code }, visitor())).rejects.toMatchObject({
    key: "attendance.codeUnknown",
  });
  await expect(receiveCode({ proof: "QR", token: yesterday.token }, visitor())).rejects.toMatchObject({
    key: "attendance.codeStale",
    facts: { at: expect.stringMatching(/^2012-10-16T11:4\d/) },
  });
  expect(await db.attendanceReceipt.count()).toBe(0);
});

test("twenty wrong codes from one browser stop that browser, not its neighbour", async () => {
  const browser = visitor();
  for (let index = 0; index < 20; index++)
    await expect(receiveCode({ proof: "CODE", code: "AAAAAA" }, browser)).rejects.toMatchObject({
      key: "attendance.codeUnknown",
    });
  await expect(receiveCode({ proof: "CODE", code: "AAAAAA" }, browser)).rejects.toMatchObject({ code: "too_many" });
  const { token } = liveCode(otherId, realNow());
  await expect(receiveCode({ proof: "QR", token }, browser)).rejects.toMatchObject({ code: "too_many" });
  expect((await receiveCode({ proof: "QR", token }, visitor())).receiptId).toMatch(/^[0-9a-f-]{36}$/);
});

test("a class scans three hundred times in one minute and nobody is refused", async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 300 }, () =>
      receiveCode({ proof: "QR", token: liveCode(otherId, realNow()).token }, visitor()),
    ),
  );
  expect(results.filter(({ status }) => status === "rejected")).toEqual([]);
});
