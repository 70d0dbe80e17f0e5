import { drawn } from "@tests/support/drawn";
import { expect, test } from "vitest";
import { WaitingList } from "./waiting-list";

test("a statement is told by its channel's name, not by its code", async () => {
  const facts = { month: "2012-12", channel: "VACATION", cents: 12_600 };
  const html = await drawn(<WaitingList items={[{ kind: "statementToControl", to: "/etats/1", facts }]} />);
  expect(html).toMatch(/État liquidatif à contrôler\s: vacation, décembre 2012/);
  expect(html).not.toContain("VACATION");
});
