import { expect, test } from "vitest";
import { columnsOf, readCsv, typedIn } from "./list";
import { dayIn, decodeList } from "./schema";

const cellsOf = (text: string) => readCsv(text).map(({ cells }) => cells);

test.each([
  [
    "semicolons",
    "a;b\n1,5;2",
    [
      ["a", "b"],
      ["1,5", "2"],
    ],
  ],
  [
    "commas",
    "a,b\r\n1,2\r\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "tabs, as they are pasted",
    "a\tb\n1\t2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "quotes, doubled inside, and lines within",
    'a;b\n"x ""y""; z";"1\n2"',
    [
      ["a", "b"],
      ['x "y"; z', "1\n2"],
    ],
  ],
  [
    "a mark of order, empty lines and spaces",
    "\uFEFF\n a ; b \n;;\n1;2\n\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "ends of line of several kinds",
    "a;b\r\n1;2\n3;4\r5;6",
    [
      ["a", "b"],
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
    ],
  ],
  [
    "a quotation mark within a word",
    'a;b\nl"un;2',
    [
      ["a", "b"],
      ['l"un', "2"],
    ],
  ],
  ["nothing", "", []],
])("%s are read", (_name, text, cells) => {
  expect(cellsOf(text)).toEqual(cells);
});

test("a line is known by its place in the file", () => {
  expect(readCsv('a;b\n"1\n1";2\n\n3;4').map(({ number }) => number)).toEqual([1, 2, 5]);
  expect(readCsv('a;b\r\n"1\r\n1";2\r\n\r\n3;4').map(({ number }) => number)).toEqual([1, 2, 5]);
});

test.each([
  ["never closed", 'a;b\n"1;2\n3;4'],
  ["followed by text", 'a;b\n"1"x;2'],
])("a quotation mark that is %s is refused", (_name, text) => {
  expect(() => readCsv(text)).toThrow(expect.objectContaining({ key: "career.listQuotes" }));
});

test("UTF-8 and Windows-1252 say the same word", () => {
  expect(decodeList(new TextEncoder().encode("agrégé"))).toBe("agrégé");
  expect(decodeList(Uint8Array.from([0x61, 0x67, 0x72, 0xe9, 0x67, 0xe9]))).toBe("agrégé");
});

const line = (...cells: string[]) => ({ number: 2, cells });
const plainColumns = columnsOf(undefined).at;
const right = ["a@b.example", "Certifiée", "Hors classe", "complet", "Enseignement", "1/9/2012"];

test("a line says a career, in the words of a spreadsheet or in codes", () => {
  const facts = { category: "TEACHER", corps: "CERTIFIE", grade: "HC", fullService: true, mainDuty: "TEACHING" };
  expect(typedIn(line(...right), plainColumns)).toEqual({ person: "a@b.example", from: "2012-09-01", facts });
  expect(typedIn(line("x", "CPE", "CN", "non", "formation", "2012-09-01"), plainColumns)).toEqual({
    person: "x",
    from: "2012-09-01",
    facts: { category: "CPE", corps: "CPE", grade: "CN", fullService: false, mainDuty: "TRAINING" },
  });
  expect(typedIn(line("x", "autre", "CN", "oui", "formation", "2012-09-01", "enseignant"), plainColumns)).toMatchObject(
    {
      facts: { category: "TEACHER", corps: "OTHER" },
    },
  );
});

test.each([
  ["nobody", 0, "", "noPerson"],
  ["an unknown corps", 1, "Adjoint", "corps"],
  ["an unknown grade", 2, "Classe exceptionnelle", "grade"],
  ["no word of the service", 3, "", "fullService"],
  ["an unknown activity", 4, "Inspection", "mainDuty"],
  ["a day that does not exist", 5, "31/02/2012", "from"],
  ["another corps without its category", 1, "Autre", "category"],
])("%s is named", (_name, index, word, key) => {
  const cells = right.with(index, word);
  const named = key === "category" ? "" : word;
  expect(typedIn(line(...cells), plainColumns)).toEqual({ key: `career.line.${key}`, facts: { word: named } });
});

test("columns are found by their titles, in any order", () => {
  const { at, titled } = columnsOf(line("Nom", "À partir du", "Adresse électronique", "GRADE"));
  expect([titled, at.get("from"), at.get("person"), at.get("grade"), at.get("corps")]).toEqual([
    true,
    1,
    2,
    3,
    undefined,
  ]);
  expect(columnsOf(line(...right)).titled).toBe(false);
});

test.each([
  ["2012-09-01", "2012-09-01"],
  [" 01/09/2012 ", "2012-09-01"],
  ["1.9.2012", "2012-09-01"],
  ["1/9/12", null],
  ["2012-13-01", null],
  ["", null],
])("« %s » is the day %s", (cell, day) => {
  expect(dayIn(cell)).toBe(day);
});
