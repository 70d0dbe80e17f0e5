import { type Actor, holds, holdsAnywhere, type Role } from "../actor";
import { definePolicy } from "../authorize";

/** Who follows the missions of the places they answer for. The nation does not: a mission names a person and her pay. */
export const missionReaders = ["HEAD", "CTICE", "RECTORAT", "TRAINING_OFFICE"] as const satisfies readonly Role[];

/** Who entrusts a mission; the rectorat too, whose decision an HSA needs (PAY-08). */
export const missionMakers = ["TRAINING_OFFICE", "CTICE", "RECTORAT"] as const satisfies readonly Role[];

export type MissionSubject = { personId: string; lineage: readonly string[] };
type Placed = { lineage: readonly string[] };

export const missionPolicy = definePolicy({
  "mission.read": (actor: Actor, mission: MissionSubject) =>
    mission.personId === actor.personId || holds(actor, missionReaders, mission.lineage),
  "mission.listReferents": (actor: Actor, _subject: null) => holdsAnywhere(actor, ["CTICE", "RECTORAT"]),
  "mission.nameReferent": (actor: Actor, school: Placed) => holds(actor, ["CTICE"], school.lineage),
  /** Nobody signs a letter that engages themselves. */
  "mission.signLetter": (actor: Actor, mission: MissionSubject) =>
    mission.personId !== actor.personId && holds(actor, ["HEAD"], mission.lineage),
  /** Other tasks, hours or dates of a letter: by whoever entrusts missions, never for herself. */
  "mission.amendLetter": (actor: Actor, mission: MissionSubject) =>
    mission.personId !== actor.personId && holds(actor, missionMakers, mission.lineage),
  "mission.recordCouncil": (actor: Actor, mission: MissionSubject) =>
    mission.personId !== actor.personId && holds(actor, ["HEAD"], mission.lineage),
  "mission.propose": (actor: Actor, mission: MissionSubject) =>
    mission.personId !== actor.personId && holds(actor, ["HEAD"], mission.lineage),
  /** Nobody attests the service that pays themselves (EVD-03). */
  "mission.attest": (actor: Actor, mission: MissionSubject) =>
    mission.personId !== actor.personId && holds(actor, ["HEAD"], mission.lineage),
  "mission.decide": (actor: Actor, mission: MissionSubject) =>
    mission.personId !== actor.personId && holds(actor, ["RECTORAT"], mission.lineage),
  "mission.createTraining": (actor: Actor, school: Placed | null) =>
    school ? holds(actor, missionMakers, school.lineage) : holdsAnywhere(actor, missionMakers),
  /** A mission ends, or another person takes it over: by an office, never by whoever it engages. */
  "mission.end": (actor: Actor, mission: MissionSubject) =>
    mission.personId !== actor.personId && holds(actor, ["CTICE", "TRAINING_OFFICE"], mission.lineage),
  "mission.handOver": (actor: Actor, mission: MissionSubject) =>
    mission.personId !== actor.personId && holds(actor, ["CTICE"], mission.lineage),
  "mission.listChannels": (actor: Actor, _subject: null) =>
    holdsAnywhere(actor, ["RECTORAT", "CTICE", "TRAINING_OFFICE"]),
  "mission.openChannel": (actor: Actor, academie: Placed) => holds(actor, ["RECTORAT"], academie.lineage),
});
