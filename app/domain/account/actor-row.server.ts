import { pool } from "~/platform/db.server";
import type { Actor, HeldRole } from "../actor";

type Row = {
  account_id: string;
  person_id: string;
  session_id: string | null;
  given_name: string;
  family_name: string;
  email: string;
  locale: string;
  roles: HeldRole[];
  scopes?: string[];
};

/**
 * The part every way in shares: from `who (account_id, person_id, session_id)`, the person and the roles valid today in
 * business time, each by the calendar of its own place. Text of ours only; values are parameters.
 */
const ROLES_OF_WHO = `
  select who.*, person.given_name, person.family_name, person.email, person.locale, coalesce((
    select jsonb_agg(jsonb_build_object(
             'role', held.role, 'placeId', place.id, 'placeName', place.name, 'placeKind', place.kind)
           order by held.role, place.name)
    from role_assignment held join place on place.id = held.place_id
    where held.person_id = who.person_id
      and (clock.at at time zone place.time_zone)::date between held.valid_from and coalesce(held.valid_to, 'infinity')
  ), '[]') as roles
  from who join person on person.id = who.person_id, clock`;

const CLOCK = "clock as materialized (select business_now() as at)";

/** Seen at most once a minute, so that reading a page does not write a row each time. */
const BY_SECRET = `
  with ${CLOCK}, who as (
    select session.account_id, account.person_id, session.id as session_id, session.last_seen_at
    from http_session session join account on account.id = session.account_id
    where session.secret_hash = $1 and session.revoked_at is null and session.expires_at > now()
      and session.last_seen_at > now() - make_interval(mins => $2) and account.status = 'ACTIVE'
  ), touched as (
    update http_session set last_seen_at = now()
    from who where http_session.id = who.session_id and who.last_seen_at < now() - interval '1 minute'
  ) ${ROLES_OF_WHO}`;

const BY_PEOPLE = `
  with ${CLOCK}, who as (
    select id as account_id, person_id, null::uuid as session_id from account where person_id = any($1::uuid[]) and status = 'ACTIVE'
  ) ${ROLES_OF_WHO}`;

const BY_TOKEN = `
  with ${CLOCK}, who as (
    select token.account_id, account.person_id, token.id as session_id, token.scopes, token.last_used_at
    from api_token token join account on account.id = token.account_id
    where token.hash = $1 and token.revoked_at is null and token.expires_at > now() and account.status = 'ACTIVE'
  ), touched as (
    update api_token set last_used_at = now() from who
    where api_token.id = who.session_id and coalesce(who.last_used_at, '-infinity') < now() - interval '1 minute'
  ) ${ROLES_OF_WHO}`;

/** One round trip each. `idleMinutes`: a browser unseen for longer is signed out. */
export async function actorBySecretHash(hash: string, idleMinutes: number): Promise<Actor | null> {
  const { rows } = await pool().query<Row>({ name: "actor-by-secret", text: BY_SECRET, values: [hash, idleMinutes] });
  return rows[0] ? toActor(rows[0]) : null;
}

/** Those with an active account, in no order. */
export async function actorsByPersonIds(personIds: readonly string[]): Promise<Actor[]> {
  const { rows } = await pool().query<Row>({ name: "actors-by-people", text: BY_PEOPLE, values: [personIds] });
  return rows.map(toActor);
}

export async function actorByTokenHash(hash: string): Promise<{ actor: Actor; scopes: string[] } | null> {
  const { rows } = await pool().query<Row>({ name: "actor-by-token", text: BY_TOKEN, values: [hash] });
  return rows[0] ? { actor: toActor(rows[0]), scopes: rows[0].scopes ?? [] } : null;
}

function toActor(row: Row): Actor {
  return {
    personId: row.person_id,
    accountId: row.account_id,
    sessionId: row.session_id,
    name: `${row.given_name} ${row.family_name}`.trim() || row.email,
    email: row.email,
    locale: row.locale === "en" ? "en" : "fr",
    roles: row.roles,
  };
}
