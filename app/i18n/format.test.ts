import { expect, test } from "vitest";
import {
  formatDate,
  formatHalfDay,
  formatHours,
  formatInterval,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  formatTime,
  parseHours,
  parseMoney,
} from "./format";
import { typeset } from "./typography";

/** Shows the invisible: ␣ no-break, ⍽ narrow no-break. */
const seen = (text: string) => text.replaceAll("\u00a0", "␣").replaceAll("\u202f", "⍽");
const at = (iso: string) => new Date(iso);

test.each([
  [125400, "1⍽254,00␣€"],
  [0, "0,00␣€"],
  [-4110, "−41,10␣€"],
  [123456789, "1⍽234⍽567,89␣€"],
])("%i cents read %s", (cents, text) => expect(seen(formatMoney(cents))).toBe(text));

test("English money carries the sign before the currency", () => {
  expect(formatMoney(-125400, "en")).toBe("−€1,254.00");
});

test("plans drop the cents", () => expect(seen(formatMoney(1008000, "fr", true))).toBe("10⍽080␣€"));

test.each([
  [180, "3␣h␣00"],
  [90, "1␣h␣30"],
  [0, "0␣h␣00"],
  [-60, "−1␣h␣00"],
  [6005, "100␣h␣05"],
])("%i minutes read %s", (minutes, text) => expect(seen(formatHours(minutes))).toBe(text));

test.each([
  ["1 254,00 €", 125400],
  ["1\u202f254,00\u00a0€", 125400],
  ["12.5", 1250],
  ["−41,10", -4110],
  ["0", 0],
  ["", null],
  ["12,345", null],
  ["1e3", null],
  ["douze", null],
])("the amount « %s » is %s cents", (typed, cents) => expect(parseMoney(typed)).toBe(cents));

test.each([
  ["3 h 30", 210],
  ["3h", 180],
  ["3:05", 185],
  ["1,5", 90],
  ["45 min", 45],
  ["3 h 75", null],
  ["", null],
])("the duration « %s » is %s minutes", (typed, minutes) => expect(parseHours(typed)).toBe(minutes));

test("what is written can be read back", () => {
  for (const cents of [0, 1, 99, 100, 125400, -4110, 99999999]) expect(parseMoney(formatMoney(cents))).toBe(cents);
  for (const minutes of [0, 1, 90, 180, 6005]) expect(parseHours(formatHours(minutes))).toBe(minutes);
});

test("dates are those of the school's time zone", () => {
  const lateInParis = at("2012-10-17T22:30:00Z");
  expect(formatDate(lateInParis)).toBe("jeudi 18 octobre 2012");
  expect(formatDate(lateInParis, { timeZone: "America/Martinique" })).toBe("mercredi 17 octobre 2012");
  expect(formatDate("2012-10-01")).toBe("lundi 1er octobre 2012");
  expect(formatDate("2012-10-17", { timeZone: "America/Martinique" })).toBe("mercredi 17 octobre 2012");
  expect(formatDate("2012-10-17", { locale: "en", weekday: false })).toBe("17 October 2012");
  expect(formatDate("2012-10-17", { year: false })).toBe("mercredi 17 octobre");
});

test("times follow the change of clocks", () => {
  expect(seen(formatTime(at("2012-10-10T07:01:00Z")))).toBe("9␣h␣01");
  expect(seen(formatTime(at("2012-11-07T08:00:00Z")))).toBe("9␣h");
  expect(formatTime(at("2012-11-07T08:00:00Z"), { locale: "en" })).toBe("09:00");
});

test("an interval names its day once", () => {
  const start = at("2012-10-17T12:00:00Z");
  expect(seen(formatInterval(start, at("2012-10-17T15:00:00Z")))).toBe("mercredi 17 octobre 2012, 14␣h – 17␣h");
  expect(seen(formatInterval(start, at("2012-10-18T10:30:00Z"), { weekday: false }))).toBe(
    "17 octobre 2012, 14␣h – 18 octobre 2012, 12␣h␣30",
  );
});

test("half-days, months, numbers and shares", () => {
  expect(formatHalfDay("2012-10-17", "AFTERNOON")).toBe("mercredi 17 octobre 2012, après-midi");
  expect(formatMonth("2012-10")).toBe("octobre 2012");
  expect(formatMonth("2012-10", "en")).toBe("October 2012");
  expect(seen(formatNumber(10080))).toBe("10⍽080");
  expect(formatNumber(-0.001, "fr", 2)).toBe("0,00");
  expect(seen(formatPercent(0.76))).toBe("76␣%");
});

test.each([
  ["D'où vient cette heure ?", "D’où vient cette heure⍽?"],
  ["l'a'b d'«x», c'2 'seul' 5'", "l’a’b d’«x», c’2 'seul' 5'"],
  ["Étape 4 : terminer « le plan »", "Étape 4␣: terminer «␣le plan␣»"],
  ["76 % de 42 €", "76␣% de 42␣€"],
  ["3 h 00 prévues, dans 13 min", "3␣h␣00 prévues, dans 13␣min"],
  ["https://exemple.fr/e?c=1:2", "https://exemple.fr/e?c=1:2"],
  ["décret n° 2010-235, art. 5", "décret n°␣2010-235, art.␣5"],
])("« %s » is set as « %s »", (plain, set) => expect(seen(typeset(plain))).toBe(set));
