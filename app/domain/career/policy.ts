import { type Actor, holds, holdsAnywhere } from "../actor";
import { definePolicy } from "../authorize";

/** `lineage`: the places where the person works, and what is above them. */
type Subject = { personId: string; lineage: readonly string[] };

const isWriter = (actor: Actor, { personId, lineage }: Subject) =>
  personId !== actor.personId && holds(actor, ["RECTORAT"], lineage);

export const careerPolicy = definePolicy({
  /** Personal data of whoever is paid: the person, and whoever manages her pay. */
  "career.read": (actor: Actor, person: Subject) => person.personId === actor.personId || isWriter(actor, person),
  /** Never of oneself: corps and grade make one's own pay. */
  "career.write": isWriter,
  /** A list of people; each is asked of again. */
  "career.import": (actor: Actor, _list: null) => holdsAnywhere(actor, ["RECTORAT"]),
});
