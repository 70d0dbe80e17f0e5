import { expect, test } from "vitest";
import { z } from "zod";
import { parseForm } from "./form.server";

test("what no database can hold is left out of every field, repeated ones too", async () => {
  const form = new FormData();
  form.append("reason", "séance\0 écourtée");
  form.append("tag", "a\0");
  form.append("tag", "\0b");
  const request = new Request("http://localhost/", { method: "POST", body: form });
  const parsed = await parseForm(request, { only: z.object({ reason: z.string(), tag: z.array(z.string()) }) });
  expect(parsed).toMatchObject({ ok: true, value: { reason: "séance écourtée", tag: ["a", "b"] } });
});
