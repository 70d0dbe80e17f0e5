import { setClock } from "@tests/factories/clock";
import { findActorByPerson } from "~/domain/account/sessions.server";
import type { Actor } from "~/domain/actor";
import { instantOf } from "~/domain/calendar";
import { moveClock } from "~/domain/demonstration/commands.server";
import type { EventName, EventPayload, JobName } from "~/domain/jobs/catalogue";
import { db } from "~/platform/db.server";
import { handlers } from "../../workers/handlers";
import { jobsOf } from "../../workers/subscriptions";

/** Sets the clock of an empty house: the story begins here. */
export async function setStage(day: string, time: string): Promise<void> {
  const to = instantOf(day, time, "Europe/Paris");
  if (!to) throw new Error(`no such instant: ${day} ${time}`);
  await setClock(to.toISOString());
}

/** Plays the term on the real stage: business time moves on, and every job it starts is done before the next scene. */
export async function at(day: string, time: string): Promise<void> {
  const to = instantOf(day, time, "Europe/Paris");
  if (!to) throw new Error(`no such instant: ${day} ${time}`);
  await moveClock(null, to);
  await drain();
}

/** The actor a person is at this moment of the story. */
export async function as(person: { id: string }): Promise<Actor> {
  const actor = await findActorByPerson(person.id);
  if (!actor) throw new Error("this person cannot sign in");
  return actor;
}

/** Does what the relay and the workers do, in order, until nothing waits. */
export async function drain(): Promise<void> {
  for (;;) {
    const waiting = await db.outbox.findMany({ where: { relayedAt: null }, orderBy: { id: "asc" }, take: 200 });
    if (waiting.length === 0) return;
    for (const { id, kind, name, payload } of waiting) {
      const wanted =
        kind === "JOB"
          ? [{ job: name as JobName, payload: payload as object }]
          : jobsOf(name as EventName, payload as EventPayload<EventName> as never);
      for (const { job, payload: given } of wanted) await (handlers[job] as (payload: object) => Promise<void>)(given);
      await db.outbox.update({ where: { id }, data: { relayedAt: new Date() } });
    }
  }
}
