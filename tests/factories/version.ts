import { createHash } from "node:crypto";
import * as Y from "yjs";
import { applyParts } from "~/domain/scenario/document.server";
import { appendToLog, loadFromLog } from "~/domain/scenario/log.server";
import { db } from "~/platform/db.server";

type Edit = (content: Y.XmlFragment) => void;

/** A tab of somebody: what it writes is committed under their name, as the sockets do it. */
export function aTab(scenarioId: string, person: { id: string } | undefined) {
  const document = new Y.Doc();
  const personId = person?.id ?? "";
  const read = async () => void applyParts(document, scenarioId, await loadFromLog(scenarioId));
  return {
    document,
    read,
    async write(edit: Edit): Promise<void> {
      await read();
      const made: Uint8Array[] = [];
      const collect = (update: Uint8Array) => made.push(update);
      document.on("update", collect);
      document.transact(() => edit(document.getXmlFragment("content")));
      document.off("update", collect);
      const clients = [{ client: document.clientID, personId }];
      await appendToLog([{ scenarioId, authorId: personId, update: Y.mergeUpdates(made), clients }], "test");
    },
  };
}

export const paragraph = (text: string): Y.XmlElement => block("paragraph", {}, text);

export function block(name: string, attributes: Record<string, unknown>, text?: string): Y.XmlElement {
  const element = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value as string);
  if (text !== undefined) element.insert(0, [new Y.XmlText(text)]);
  return element;
}

/** The text of the block at that place. */
export function textAt(content: Y.XmlFragment, place: number): Y.XmlText {
  const element = content.get(place);
  const text = element instanceof Y.XmlElement ? element.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error(`no text at ${place}`);
  return text;
}

/** A named version as it stands in the database, of an empty text unless a state is given. */
export async function aVersion(
  scenarioId: string,
  authorId: string,
  name: string,
  state = new Uint8Array([0, 0]),
  over: { kind?: "BEFORE_RESTORE"; beforeNumber?: number } = {},
) {
  const last = await db.scenarioVersion.aggregate({ where: { scenarioId }, _max: { number: true } });
  return db.scenarioVersion.create({
    data: {
      scenarioId,
      authorId,
      name,
      state: new Uint8Array(state),
      kind: "NAMED",
      number: (last._max.number ?? 0) + 1,
      at: new Date("2012-10-01T08:00:00Z"),
      upTo: 0n,
      size: state.byteLength,
      sha256: new Uint8Array(createHash("sha256").update(state).digest()),
      words: 0,
      minutes: 0,
      ...over,
    },
    select: { id: true, number: true },
  });
}
