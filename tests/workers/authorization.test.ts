import { setClock } from "@tests/factories/clock";
import { expect, test } from "vitest";
import { z } from "zod";
import { Refusal } from "~/domain/errors";
import { jobs } from "~/domain/jobs/catalogue";
import { handlers } from "../../workers/handlers";
import { everybody, type Who } from "../routes/authorization/expected";
import { changedSince, fingerprint } from "../routes/authorization/fingerprint";
import { aBookedHour, type World } from "../routes/authorization/records";
import { buildWorld } from "../routes/authorization/world";

type Row = { who: Who[]; payload: (world: World) => Promise<Record<string, string>> };

/** Jobs that run under somebody's right, by hand from the rules of the house: who may, and what the job is about. */
const rows: Record<string, Row> = {
  "certificate.issue": {
    who: ["REFERENT:own"],
    payload: async (world) => ({ cohortId: (await aBookedHour(world, "2012-09-19T12:00:00Z")).cohortId }),
  },
};

await setClock("2012-10-10T07:00:00Z");
const world = await buildWorld();

test("every job says whose right it runs under, and carries an actor if and only if it needs one", () => {
  for (const [name, { run, schema }] of Object.entries(jobs)) {
    expect(["system", "actor"], name).toContain(run);
    const { properties = {} } = z.toJSONSchema(schema, { io: "input" });
    expect(Object.keys(properties).includes("actorId"), name).toBe(run === "actor");
    expect(
      Object.keys(properties).filter((key) => /^by(Id)?$|secret|password|email/i.test(key)),
      name,
    ).toEqual([]);
  }
});

test("every job that runs under somebody's right has its row", () => {
  const declared = Object.entries(jobs).filter(([, { run }]) => run === "actor");
  expect(declared.map(([name]) => name).sort()).toEqual(Object.keys(rows).sort());
});

test.each(Object.entries(rows))("%s asks for the right again in the worker", async (name, { who, payload }) => {
  const job = handlers[name as keyof typeof handlers] as (payload: object) => Promise<unknown>;
  const about = await payload(world);
  const before = await fingerprint();
  for (const caller of everybody.filter((one) => !who.includes(one)))
    await expect(job({ ...about, actorId: world.people(caller).id }), caller).rejects.toThrow(Refusal);
  // Nobody at all, and somebody whose account is gone.
  await expect(job({ ...about, actorId: world.ids.cohortId })).rejects.toThrow(Refusal);
  expect(await changedSince(before)).toEqual([]);
  for (const caller of who) await job({ ...about, actorId: world.people(caller).id });
  expect(await changedSince(before)).not.toEqual([]);
});
