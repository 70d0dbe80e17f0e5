import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import type { Participant } from "~/editor/protocol";
import { toFrame } from "./frames";
import type { LiveDocument } from "./live-document.server";

/** A tab that reloads its editor may hold a second Yjs client for a moment. */
const SPEAKERS_PER_CONNECTION = 2;

/** Told apart in black and white by the name beside them; dark enough for white text. */
const colors = ["#0f5c66", "#6b3a7a", "#8a4a12", "#1f5aa6", "#9b2242", "#3f6212", "#4a4e8f", "#7a5200"];

export function participantOf(actor: { personId: string; name: string }): Participant {
  let sum = 0;
  for (const character of actor.personId) sum = (sum * 31 + character.charCodeAt(0)) % 9_973;
  return { personId: actor.personId, name: actor.name, color: colors[sum % colors.length] ?? "#0f5c66" };
}

/**
 * Takes from a presence frame what this connection may say: the caret of its own Yjs clients, under the name the server
 * knows. Gives the frame for the others; null when nothing is left of it. @throws on a malformed frame
 */
export function receivePresence(live: LiveDocument, frame: Uint8Array, connectionId: string, me: Participant) {
  const decoder = decoding.createDecoder(frame);
  const kept: { client: number; clock: number; state: unknown }[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const state: unknown = JSON.parse(decoding.readVarString(decoder));
    if (!live.owners.claim(client, me.personId) || !speaksFor(live, client, connectionId)) continue;
    const cursor = typeof state === "object" && state !== null && "cursor" in state ? state.cursor : null;
    kept.push({ client, clock, state: state === null ? null : { user: me, cursor } });
  }
  if (kept.length === 0) return null;
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kept.length);
  for (const { client, clock, state } of kept) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  }
  const clean = encoding.toUint8Array(encoder);
  applyAwarenessUpdate(live.presence, clean, connectionId);
  return toFrame(clean);
}

function speaksFor(live: LiveDocument, client: number, connectionId: string): boolean {
  const speaker = live.speakers.get(client);
  if (speaker !== undefined) return speaker === connectionId;
  const mine = [...live.speakers.values()].filter((id) => id === connectionId).length;
  if (mine >= SPEAKERS_PER_CONNECTION) return false;
  live.speakers.set(client, connectionId);
  return true;
}

/** Forgets a connection; gives the frame that tells the others, null where it had said nothing. */
export function leavePresence(live: LiveDocument, connectionId: string): Buffer | null {
  const clients = [...live.speakers].flatMap(([client, speaker]) => (speaker === connectionId ? [client] : []));
  for (const client of clients) live.speakers.delete(client);
  const present = clients.filter((client) => live.presence.states.has(client));
  if (present.length === 0) return null;
  removeAwarenessStates(live.presence, present, connectionId);
  return toFrame(encodeAwarenessUpdate(live.presence, present));
}

/** Everybody who is there, for somebody who arrives. */
export function presenceFrame(live: LiveDocument): Buffer {
  return toFrame(encodeAwarenessUpdate(live.presence, [...live.presence.states.keys()]));
}

/** Carries who is there, and who speaks for which client, from one copy of a scenario to the next. */
export function movePresence(from: LiveDocument, to: LiveDocument): void {
  applyAwarenessUpdate(to.presence, encodeAwarenessUpdate(from.presence, [...from.presence.states.keys()]), "renewal");
  for (const [client, { user }] of to.presence.states as Map<number, { user?: Participant }>)
    if (user) to.owners.claim(client, user.personId);
  for (const [client, connectionId] of from.speakers) to.speakers.set(client, connectionId);
}
