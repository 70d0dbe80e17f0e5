import { expect, test } from "vitest";
import type { Actor, Role } from "../actor";
import { nameableRoles, passwordFault } from "./rules";

test.each([
  ["court", "account.passwordTooShort"],
  ["onze-lettre", "account.passwordTooShort"],
  ["douze-lettre", null],
  ["une phrase que je retiens", null],
  ["éàéàéàéàéàéà", "account.passwordTooCommon"],
  ["Mot de passe 123", "account.passwordTooCommon"],
  ["aaaaaaaaaaaaaaaa", "account.passwordTooCommon"],
  ["je suis claire.delmas", "account.passwordHoldsAddress"],
  ["x".repeat(60) + "abcd".repeat(40), "account.passwordTooLong"],
])("the password « %s » is refused because of %s", (password, fault) => {
  expect(passwordFault(password, "claire.delmas@demo.example")).toBe(fault);
});

const nation = { kind: "NATION" as const, lineage: ["fr"] };
const academie = { kind: "ACADEMIE" as const, lineage: ["fr", "rennes"] };
const school = { kind: "SCHOOL" as const, lineage: ["fr", "rennes", "tilleuls"] };
const sibling = { kind: "SCHOOL" as const, lineage: ["fr", "rennes", "phare"] };
const away = { kind: "SCHOOL" as const, lineage: ["fr", "nantes", "autre"] };

const as = (role: Role, placeId: string): Actor => ({
  personId: "p",
  accountId: "a",
  sessionId: null,
  name: "",
  email: "",
  locale: "fr",
  roles: [{ role, placeId, placeName: "", placeKind: "SCHOOL" }],
});

test.each([
  ["RECTORAT", "rennes", academie, ["CTICE", "TRAINING_OFFICE"]],
  ["RECTORAT", "rennes", school, ["HEAD"]],
  ["RECTORAT", "rennes", away, []],
  ["RECTORAT", "rennes", nation, []],
  ["HEAD", "tilleuls", school, ["TEACHER"]],
  ["HEAD", "tilleuls", sibling, []],
  ["HEAD", "tilleuls", academie, []],
  ["CTICE", "rennes", school, []],
  ["TEACHER", "tilleuls", school, []],
  ["NATIONAL_PILOT", "fr", school, []],
  ["PLATFORM_ADMIN", "fr", nation, ["NATIONAL_PILOT", "PLATFORM_ADMIN"]],
  ["PLATFORM_ADMIN", "fr", school, ["HEAD", "REFERENT", "TRAINER", "TEACHER"]],
] as const)("%s of %s names at a place", (role, held, place, named) => {
  expect(nameableRoles(as(role, held), place)).toEqual(named);
});
