import { drawn } from "@tests/support/drawn";
import { expect, test } from "vitest";
import { FoldedForm } from "./folded-form";

const refused = (intent: string) => ({
  refusal: { code: "conflict", key: "pay.hourUnknown", facts: {}, field: null },
  fields: {},
  values: { intent },
});
const page = (answer?: unknown) =>
  drawn(
    <FoldedForm summary="Refuser" intent="refuse" refused={answer}>
      <p>Motif</p>
    </FoldedForm>,
  );

test("a folded form is closed until it is refused; the refusal of another leaves it closed", async () => {
  expect(await page()).toMatch(/<details(?![^>]* open)/);
  expect(await page(refused("close"))).toMatch(/<details(?![^>]* open)/);
  const open = await page(refused("refuse"));
  expect(open).toMatch(/<details[^>]* open/);
  expect(open).toContain('role="alert"');
});
