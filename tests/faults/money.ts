import { setTimeout as sleep } from "node:timers/promises";
import { PASSWORD, passwordHash } from "@tests/factories/account";
import { setClock } from "@tests/factories/clock";
import { aWorkedCohort, theRates } from "@tests/factories/pay";
import { recordServiceDone } from "~/domain/budget/commands.server";
import { nameReferent } from "~/domain/mission/commands/name-referent.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { db } from "~/platform/db.server";
import { type Answer, Visitor } from "../support/visitor";
import type { Reader } from "../workers/months";
import { textOf } from "./page";

// Hours that are certified and engaged, whose statements people take from control to export while the database fails.

type Office = { academieId: string; ctice: string; rectorat: string; head: string; missionId: string };
/** What somebody asks; `effect` counts it: one for ever once it was answered, and never two. */
type Act = { who: string; at: string; fields: Record<string, string>; effect: [sql: string, ...values: unknown[]] };

export const OFFICES = 2;

/** Worked cohorts of October, one an académie, and a référent whose councils are to be dated. */
export async function someOffices(): Promise<Office[]> {
  await setClock("2012-10-10T07:00:00Z");
  await theRates();
  const offices: Office[] = [];
  for (let n = 0; n < OFFICES; n++) {
    const worked = await aWorkedCohort();
    await certifyService(worked.head, [worked.entry.id]);
    await recordServiceDone(worked.entry.id);
    const person = worked.enrolments[0]?.personId ?? "";
    const { missionId } = await nameReferent(worked.ctice, {
      schoolId: worked.school.id,
      personId: person,
      schoolYearId: "2012-2013",
    });
    for (const { personId } of [worked.ctice, worked.head])
      await db.account.updateMany({ where: { personId }, data: { passwordHash: await passwordHash() } });
    offices.push({
      academieId: worked.academie.id,
      missionId,
      ctice: worked.ctice.email,
      rectorat: worked.rectorat.email,
      head: worked.head.email,
    });
  }
  return offices;
}

/** What each office does with its statement, and the two councils of its référent, in their order. */
async function actsOf(office: Office, reader: Reader): Promise<Act[]> {
  const { rows } = await reader.query(
    "select id, total_cents from pay_statement where academie_id = $1 and month = '2012-10' and channel = 'HSE'",
    [office.academieId],
  );
  const [{ id, total_cents: total }] = rows;
  const moved = (status: string): Act["effect"] => [
    "select 1 from statement_event where statement_id = $1 and status = $2::statement_status",
    id,
    status,
  ];
  const at = `/etats/${id}`;
  const totalCents = String(total);
  const council = (kind: string, heldOn: string): Act => ({
    who: office.head,
    at: `/missions/${office.missionId}`,
    fields: { intent: "council", kind, heldOn },
    effect: [
      "select 1 from mission_fact where mission_id = $1 and kind = $2::mission_fact_kind",
      office.missionId,
      kind,
    ],
  });
  return [
    { who: office.ctice, at, fields: { intent: "control", totalCents }, effect: moved("CONTROLLED") },
    council("CONSEIL_PEDAGOGIQUE", "2012-09-20"),
    { who: office.rectorat, at, fields: { intent: "decide", totalCents }, effect: moved("DECIDED") },
    council("CONSEIL_ADMINISTRATION", "2012-10-04"),
    { who: office.rectorat, at, fields: { intent: "export", password: PASSWORD }, effect: moved("EXPORTED") },
  ];
}

/** A browser for everybody who acts, signed in before anything fails. */
export async function browsers(origin: string, offices: readonly Office[]): Promise<Map<string, Visitor>> {
  const known = new Map<string, Visitor>();
  for (const { ctice, rectorat, head } of offices)
    for (const email of [ctice, rectorat, head])
      known.set(email, await new Visitor(origin, 30_000).signIn(email, PASSWORD));
  return known;
}

type Told = { acknowledged: number; again: number };

/**
 * All offices at once, each act again until it was answered; `onAct` hears of each answer. Answers how often one had to
 * ask again. @throws when an answered act does not stand, or stands twice
 */
export async function takeToExport(
  offices: readonly Office[],
  people: Map<string, Visitor>,
  reader: Reader,
  onAct: (done: number) => void = () => undefined,
): Promise<Told> {
  const told: Told = { acknowledged: 0, again: 0 };
  const stands = async ({ effect: [sql, ...values] }: Act) => (await reader.query(sql, values)).rows.length;
  await Promise.all(
    offices.map(async (office) => {
      for (const act of await actsOf(office, reader)) {
        for (let attempt = 0; ; attempt++, told.again++) {
          const answer = await people
            .get(act.who)
            ?.submit(act.at, act.fields)
            .catch(() => null);
          if (answer?.status === 302 && !answer.headers.get("location")?.includes("/connexion")) break;
          if (answer && answer.status < 500 && !(attempt > 0 && (await stands(act)) === 1)) throw refused(act, answer);
          if (answer && answer.status < 500) break;
          await sleep(100);
        }
        if ((await stands(act)) !== 1) throw new Error(`${act.at} ${act.fields.intent}: answered, and not there`);
        onAct(++told.acknowledged);
      }
    }),
  );
  for (const office of offices)
    for (const act of await actsOf(office, reader))
      if ((await stands(act)) !== 1) throw new Error(`${act.at} ${act.fields.intent}: not there once at the end`);
  return told;
}

const refused = ({ who, at, fields }: Act, { status, html }: Answer) =>
  new Error(`${who} at ${at}, ${fields.intent}: ${status} ${textOf(html).slice(0, 600)}`);

/** Every row of money, of statements' lives and of facts, without instants and ids made meanwhile: what two houses that did the same agree on. */
export async function moneyOf(reader: Reader): Promise<string> {
  const { rows } = await reader.query(`
    select 'envelope' as what, concat_ws(' ', id, delegated_cents, committed_cents, service_done_cents, paid_cents) as said from envelope
    union all select 'commitment', concat_ws(' ', id, amount_cents, released_cents, service_done_cents, paid_cents) from commitment
    union all select 'entry', concat_ws(' ', envelope_id, move, amount_cents, split_part(source_key, ':', 1)) from envelope_entry
    union all select 'fact', concat_ws(' ', mission_id, kind, held_on, amount_cents, recorded_by_id) from mission_fact
    union all select 'audit', concat_ws(' ', action, by_id, subject, count(*)) from audit_event group by action, by_id, subject
    order by 1, 2`);
  return rows.map(({ what, said }) => `${what} ${said}`).join("\n");
}
