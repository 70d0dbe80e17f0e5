import { setClock } from "@tests/factories/clock";
import { aPerson } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { expect, test } from "vitest";
import { businessNow } from "~/platform/clock.server";
import { db, pool } from "~/platform/db.server";

// What the database keeps by itself, whoever writes: these statements run as the role that serves.

const refused = (sql: string, values: unknown[] = []) => expect(pool().query(sql, values)).rejects;

test("business time starts where it is set, runs on, and never goes back once somebody lives there", async () => {
  await setClock("2012-10-10T07:00:00Z");
  const start = await businessNow();
  expect(Math.abs(start.getTime() - Date.parse("2012-10-10T07:00:00Z"))).toBeLessThan(60_000);
  expect((await businessNow()).getTime()).toBeGreaterThanOrEqual(start.getTime());
  await aPerson();
  await expect(setClock("2012-10-09T07:00:00Z")).rejects.toThrow(/never goes back/);
  await setClock("2012-10-11T07:00:00Z");
});

test.each([
  "presence",
  "hour_entry",
  "enrolment_event",
  "mission_fact",
  "channel_opening",
  "held_answer",
  "certification",
  "statement_event",
  "month_declaration",
  "hour_contestation",
  "month_closing_event",
  "input_window",
  "reconciliation_difference",
  "envelope_entry",
  "audit_event",
])("%s only grows", async (table) => {
  await refused(`update ${table} set id = id`).toThrow(/permission denied|only grows/);
  await refused(`delete from ${table}`).toThrow(/permission denied|only grows/);
  await refused(`truncate ${table}`).toThrow(/permission denied|only grows/);
});

test("the role that serves has no right on the schema", async () => {
  await refused("create table intruder (id int)").toThrow(/permission denied/);
  await refused("alter table person add column intruder int").toThrow(/must be owner/);
  await refused("alter table presence disable trigger all").toThrow(/must be owner/);
});

test("a place knows its ancestors and never changes its parent", async () => {
  const academie = await anAcademie();
  const school = await db.place.findFirstOrThrow({ where: { id: (await aSchool(academie)).id } });
  expect(school.lineage).toEqual([academie.parentId, academie.id, school.id]);
  const elsewhere = await anAcademie();
  await refused("update place set parent_id = $1 where id = $2", [elsewhere.id, school.id]).toThrow(
    /never changes its parent/,
  );
});

test("a UAI with a wrong check letter is refused", async () => {
  const academie = await anAcademie();
  await expect(aSchool(academie, { uai: "9900001A" })).rejects.toThrow();
});

test("the same role twice at once in one place is refused, one after the other is not", async () => {
  const school = await aSchool(await anAcademie());
  const person = await aPerson();
  const held = (from: string, to: string | null) =>
    pool().query(
      "insert into role_assignment (id, person_id, role, place_id, valid_from, valid_to) values (gen_random_uuid(), $1, 'REFERENT', $2, $3, $4)",
      [person.id, school.id, from, to],
    );
  await held("2012-09-01", "2013-08-31");
  await expect(held("2013-08-31", null)).rejects.toThrow(/role_assignment_no_overlap/);
  await held("2013-09-01", null);
});

test("staff expense never stands outside titre 2 (BUD-01)", async () => {
  const school = await aSchool(await anAcademie());
  const data = { placeId: school.id, exercise: 2012, programme: 141, label: "essai" };
  await expect(db.envelope.create({ data: { ...data, titre2: false, natures: ["HSE"] } })).rejects.toThrow(
    /envelope_natures/,
  );
  await expect(db.envelope.create({ data: { ...data, titre2: true, natures: ["REPROGRAPHY"] } })).rejects.toThrow(
    /envelope_natures/,
  );
  await db.envelope.create({ data: { ...data, titre2: true, natures: ["HSE"] } });
});
