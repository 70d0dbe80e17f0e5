import { scenarioEvents } from "~/editor/protocol";

/** Every event a client may send, and the right asked each time it comes. Whatever is not listed is dropped unread. */
export const clientEvents = [
  { event: scenarioEvents.join, policy: "scenario.read" },
  { event: scenarioEvents.update, policy: "scenario.edit" },
  { event: scenarioEvents.awareness, policy: "scenario.edit" },
] as const;

const names: ReadonlySet<string> = new Set(clientEvents.map(({ event }) => event));

export function isClientEvent(name: unknown): boolean {
  return typeof name === "string" && names.has(name);
}
