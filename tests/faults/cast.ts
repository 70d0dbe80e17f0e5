import type { Chance } from "./chance";
import { formOf } from "./page";
import { type Effect, Person } from "./person";
import type { Writer } from "./writer";

export const UUID = "[0-9a-f]{8}-[0-9a-f-]{27}";
/** What the session and its training mission are called. */
export const TITLE = "Enseigner avec le TNI";

const signing = [
  "Amélie Roy",
  "Florence Guérin",
  "David Lemoine",
  "Inès Caron",
  "Antoine Pélissier",
  "Sophie Legrand",
  "Karim Benali",
  "Hélène Marchand",
  "Marc Aubry",
  "Julien Morvan",
];
const ticked = ["Thomas Vasseur", "Nadia Saïdi"];

/** One run of the thread: who plays, what was asked for and acknowledged, what was written. */
export type Play = ReturnType<typeof assemble>;
export type Story = Pick<Play, "effects" | "writers" | "scenarioId">;
export type Step = { name: string; play: () => Promise<unknown> };

export function assemble(origin: string, drawn: Chance) {
  const effects: Effect[] = [];
  const person = (name: string) => new Person(origin, name, effects);
  return {
    drawn,
    effects,
    writers: [] as Writer[],
    cohort: "",
    seance: "",
    scenarioId: "",
    pilot: person("Hélène Dupré-Nation"),
    ctice: person("Mathieu Vasselin"),
    rectorat: person("Agnès Lorcy"),
    office: person("Didier Hascoët"),
    head: person("Bernard Castel"),
    claire: person("Claire Delmas"),
    passerby: person("Quelqu'un"),
    teachers: signing.map(person),
    ticked: ticked.map(person),
  };
}

/** Whether a page offers a form of this intent, that holds this text. */
export function has(html: string, intent: string, among = ""): boolean {
  try {
    return formOf(html, intent, among) !== null;
  } catch {
    return false;
  }
}
