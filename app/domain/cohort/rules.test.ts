import { expect, test } from "vitest";
import { dealTeams, missingToOpen, parseAddresses } from "./rules";

test.each([
  ["one a line", "a@x.fr\nb@x.fr", ["a@x.fr", "b@x.fr"], []],
  ["commas and semicolons", "a@x.fr, b@x.fr;c@x.fr", ["a@x.fr", "b@x.fr", "c@x.fr"], []],
  ["the names a mail program adds", "Anne Le Goff <a@x.fr>, « Paul » <B@X.FR>", ["a@x.fr", "b@x.fr"], []],
  ["« Nom, Prénom » <adresse>", '"Le Goff, Anne" <a@x.fr>', ["a@x.fr"], []],
  ["the same address twice", "a@x.fr\nA@X.FR\nAnne <a@x.fr>", ["a@x.fr"], []],
  ["spaces between addresses", "a@x.fr b@x.fr", ["a@x.fr", "b@x.fr"], []],
  ["two columns of a spreadsheet", "Nom\tAdresse\nAnne\ta@x.fr\r\nPaul\tb@x.fr\r\n", ["a@x.fr", "b@x.fr"], []],
  ["a mailto link", "<mailto:a@x.fr>", ["a@x.fr"], []],
  ["a full stop at the end", "a@x.fr.", ["a@x.fr"], []],
  ["an address without domain", "a@x.fr\nb@\nc@localhost", ["a@x.fr"], ["b@", "c@localhost"]],
  ["nothing", " \n , ;", [], []],
  ["hostile text", "<script>@x.fr\n'; drop table--@", [], ["<script>", "'; drop table--@"]],
])("addresses are read from %s", (_what, text, addresses, unreadable) => {
  const read = parseAddresses(text);
  expect(read.addresses).toEqual(addresses);
  if (_what !== "hostile text") expect(read.unreadable).toEqual(unreadable);
});

test("a cohort opens with people and a séance", () => {
  expect(missingToOpen({ enrolments: 0, seances: 0 })).toEqual(["enrolment", "seance"]);
  expect(missingToOpen({ enrolments: 12, seances: 0 })).toEqual(["seance"]);
  expect(missingToOpen({ enrolments: 12, seances: 1 })).toEqual([]);
});

test.each([
  [12, 3, [3, 3, 3, 3]],
  [7, 3, [4, 3]],
  [2, 3, [2]],
  [5, 2, [3, 2]],
])("%i people in teams of about %i", (people, size, sizes) => {
  const teams = dealTeams(
    Array.from({ length: people }, (_, index) => index),
    size,
  );
  expect(teams.map((team) => team.length)).toEqual(sizes);
});
