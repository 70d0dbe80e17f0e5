import { expect, test } from "vitest";
import { localPath } from "./local-path";

test.each([
  ["/sessions/1?vue=liste", "/sessions/1?vue=liste"],
  ["/", "/"],
  [null, "/"],
  ["", "/"],
  ["//autre.example", "/"],
  ["/\\autre.example", "/"],
  ["\\\\autre.example", "/"],
  ["https://autre.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/\t/autre.example", "/"],
  ["/connexion?suite=/connexion", "/"],
  ["/deconnexion", "/"],
])("after signing in, « %s » leads to %s", (asked, path) => {
  expect(localPath(asked)).toBe(path);
});
