import type { Actor } from "~/domain/actor";
import { can } from "~/domain/authorize";
import { type ScenarioSubject, scenarioPolicy } from "~/domain/scenario/policy";
import { findScenarioSubjects } from "~/domain/scenario/queries.server";
import { type Access, schemaVersion } from "~/editor/protocol";

/** How long an answer of the database about rights may be used. */
export const RIGHTS_MS = 1_000;

/** The right of one person on one scenario; null: not even to read. An editor of another schema only reads. */
export function accessOf(actor: Actor, subject: ScenarioSubject | null, schema: number): Access | null {
  if (!subject || !can(actor, scenarioPolicy, "scenario.read", subject)) return null;
  return schema === schemaVersion && can(actor, scenarioPolicy, "scenario.edit", subject) ? "edit" : "read";
}

/** What the database says about scenarios, asked again when older than RIGHTS_MS; many writers share one question. */
export function scenarioRights() {
  type Known = { askedAt: number; subject: Promise<ScenarioSubject | null> };
  const known = new Map<string, Known>();

  function ask(scenarioId: string): Known {
    const asked: Known = {
      askedAt: Date.now(),
      subject: findScenarioSubjects([scenarioId]).then(([subject]) => subject ?? null),
    };
    // A failure is not an answer: the next one asks again.
    asked.subject.catch(() => known.delete(scenarioId));
    known.set(scenarioId, asked);
    return asked;
  }

  return {
    /** @throws when the database does not answer: then nobody writes. */
    subjectOf(scenarioId: string): Promise<ScenarioSubject | null> {
      const last = known.get(scenarioId);
      const fresh = last && Date.now() - last.askedAt < RIGHTS_MS ? last : ask(scenarioId);
      return fresh.subject;
    },
    /** Asks about all of them in one query. */
    async refresh(scenarioIds: readonly string[]): Promise<void> {
      const askedAt = Date.now();
      const subjects = await findScenarioSubjects(scenarioIds);
      for (const scenarioId of scenarioIds) {
        const subject = subjects.find((one) => one.scenarioId === scenarioId) ?? null;
        known.set(scenarioId, { askedAt, subject: Promise.resolve(subject) });
      }
    },
    forget: (scenarioId: string) => void known.delete(scenarioId),
  };
}

export type ScenarioRights = ReturnType<typeof scenarioRights>;
