import { findActorsByPeople } from "~/domain/account/sessions.server";
import { pool } from "~/platform/db.server";
import { logger } from "~/platform/logger.server";
import { type Room, rightNow } from "./scenario-room.server";
import { type Connection, end } from "./sockets";

/** A lost right closes the door within two seconds: one look a second, and at once when PostgreSQL says so. */
const LOOK_EVERY_MS = 1_000;
/** Roles end by themselves at midnight: nobody announces it. */
const ROLES_EVERY_MS = 30_000;

/** What PostgreSQL says has changed: a scenario, or the roles and sessions of somebody. */
export type Changed = "scenario" | "people";

/** What the notice of a changed right is about; whatever is not understood may be anything. */
export const changedBy = (payload: string): Changed => (payload === "scenario" ? "scenario" : "people");

/** Looks again and again at who is connected, and ends what is no longer allowed. */
export function keepDoor(room: Room): { look: (changed?: Changed) => void; stop: () => void } {
  let rolesReadAt = Date.now();
  let looking: Promise<void> | null = null;
  let again: Changed | null = null;

  async function lookOnce(rolesToo: boolean) {
    const sockets: Connection[] = [...room.io.of("/").sockets.values()];
    if (sockets.length === 0) return;
    const valid = await validSessions(sockets.flatMap(({ data }) => data.actor.sessionId ?? []));
    for (const socket of sockets)
      if (socket.data.actor.sessionId && !valid.has(socket.data.actor.sessionId)) end(socket, "session_ended");

    const left = sockets.filter((socket) => socket.connected);
    if (rolesToo) await readRoles(left);
    await room.rights.refresh([...new Set(left.flatMap(({ data }) => data.joined?.live.scenarioId ?? []))]);
    await Promise.all(left.map((socket) => rightNow(room, socket)));
  }

  function look(changed?: Changed) {
    if (looking) {
      // Asked while looking: what was read may be older than the change.
      if (changed) again = again === "people" ? again : changed;
      return;
    }
    const rolesToo = changed === "people" || Date.now() - rolesReadAt > ROLES_EVERY_MS;
    if (rolesToo) rolesReadAt = Date.now();
    looking = lookOnce(rolesToo)
      // The store is away: nobody can write either, since each write asks it.
      .catch((error: unknown) => logger.warn({ reason: String(error) }, "door of the sockets"))
      .finally(() => {
        looking = null;
        const next = again;
        again = null;
        if (next) look(next);
      });
  }

  const timer = setInterval(() => look(), LOOK_EVERY_MS);
  return { look, stop: () => clearInterval(timer) };
}

/** Those of these sessions that still open the door: neither ended nor expired, of an active account. One query. */
async function validSessions(ids: string[]): Promise<Set<string>> {
  const { rows } = await pool().query<{ id: string }>(
    `select session.id from http_session session join account on account.id = session.account_id
     where session.id = any($1::uuid[]) and session.revoked_at is null and session.expires_at > now()
       and account.status = 'ACTIVE'`,
    [[...new Set(ids)]],
  );
  return new Set(rows.map(({ id }) => id));
}

/** One question for all of them. */
async function readRoles(sockets: Connection[]): Promise<void> {
  const people = await findActorsByPeople(sockets.map(({ data }) => data.actor.personId));
  const byId = new Map(people.map((actor) => [actor.personId, actor]));
  for (const socket of sockets) {
    const actor = byId.get(socket.data.actor.personId);
    if (!actor) end(socket, "session_ended");
    else socket.data.actor = { ...actor, sessionId: socket.data.actor.sessionId };
  }
}
