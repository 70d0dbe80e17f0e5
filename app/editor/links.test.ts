import { expect, test } from "vitest";
import { isAllowedLink, writtenLink } from "./links";

test.each([
  ["https://exemple.fr/page?x=1#y", "https://exemple.fr/page?x=1#y"],
  ["  exemple.fr/page ", "https://exemple.fr/page"],
  ["www.exemple.fr", "https://www.exemple.fr"],
  ["lea@exemple.fr", "mailto:lea@exemple.fr"],
  ["mailto:lea@exemple.fr", "mailto:lea@exemple.fr"],
  ["HTTPS://exemple.fr", "HTTPS://exemple.fr"],
])("%j is meant for %j", (typed, meant) => {
  expect(writtenLink(typed)).toBe(meant);
  expect(isAllowedLink(meant)).toBe(true);
});

test.each([
  "",
  "http://exemple.fr",
  "javascript:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,x",
  "file:///etc/passwd",
  "https://",
  "mailto:",
  "voir la page",
  "localhost",
  `https://${"a".repeat(2_000)}.fr`,
])("%j is no link", (typed) => {
  expect(writtenLink(typed)).toBeNull();
});
