import { io, type Socket } from "socket.io-client";
import parser from "socket.io-msgpack-parser";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { keepUnsent } from "~/components/scenario/kept";
import { type Line, openLine } from "~/components/scenario/line";
import type { SaveWord } from "~/components/scenario/status";
import { env } from "~/platform/env.server";
import type { Chance } from "../faults/chance";
import { signedIn } from "./server";

type Options = {
  scenarioId: string;
  transports?: ("polling" | "websocket")[];
  /** Where its person keeps what is not saved, if anywhere. */
  device?: Parameters<typeof keepUnsent>[0];
  /** Updates come twice, late, and one before the other, both ways. */
  unruly?: Chance;
};

/** The product's own line, without a browser: somebody's tab, with what it shows at the top of the page. */
export class Editor {
  readonly typed: string[] = [];
  /** The words of saving in the order they were shown, with how much had been typed. */
  readonly said: { word: SaveWord; typed: number; at: number }[] = [];
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);

  private constructor(
    readonly line: Line,
    private readonly letter: string,
    doc: Y.Doc,
    awareness: Awareness,
  ) {
    this.doc = doc;
    this.awareness = awareness;
    const read = () => this.said.push({ word: line.getStatus().word, typed: this.typed.length, at: Date.now() });
    line.subscribe(read);
    read();
  }

  static async open(url: string, person: { id: string }, letter: string, options: Options): Promise<Editor> {
    const { cookie } = await signedIn(person);
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    const socket = io(url, {
      path: "/temps-reel",
      parser,
      transports: options.transports ?? ["polling", "websocket"],
      autoConnect: false,
      forceNew: true,
      reconnectionDelay: 300,
      reconnectionDelayMax: 2_000,
      timeout: 10_000,
      extraHeaders: { cookie, origin: env().ORIGIN[0] ?? "" },
    });
    const { scenarioId, device, unruly } = options;
    if (unruly) disturb(socket, unruly);
    const keep = device && ((personId: string) => keepUnsent(device, personId, scenarioId));
    return new Editor(openLine({ scenarioId, document: doc, awareness, socket, keep }), letter, doc, awareness);
  }

  get word(): SaveWord {
    return this.line.getStatus().word;
  }

  get text(): string {
    return this.doc.getXmlFragment("content").toString();
  }

  /** What the page has called saved so far: all that had been typed when it last did. */
  saved(): string[] {
    return this.typed.slice(
      0,
      Math.max(0, ...this.said.filter(({ word }) => word === "saved").map(({ typed }) => typed)),
    );
  }

  /** Adds a paragraph that stands nowhere else. Off line too. */
  type(): void {
    const marker = `${this.letter}${this.typed.length};`;
    this.typed.push(marker);
    const element = new Y.XmlElement("paragraph");
    element.insert(0, [new Y.XmlText(marker)]);
    this.doc.getXmlFragment("content").push([element]);
  }

  close(): void {
    this.line.close();
    this.awareness.destroy();
    this.doc.destroy();
  }
}

/** Between a socket and its line: what comes and goes is doubled and held back, and later overtakes what it followed. */
function disturb(socket: Socket, drawn: Chance): void {
  const late = (step: () => void) => {
    if (drawn.below(3) === 0) setTimeout(step, drawn.below(60));
    else step();
  };
  const { on, emit } = { on: socket.on.bind(socket), emit: socket.emit.bind(socket) };
  const send = (words: unknown[]) => late(() => void (socket.connected && emit("scenario.update", ...words)));
  socket.on = ((event: string, heard: (...words: unknown[]) => void) =>
    on(event, (...words: unknown[]) => {
      if (event !== "scenario.update") return heard(...words);
      for (let times = drawn.below(4) === 0 ? 2 : 1; times > 0; times--) late(() => heard(...words));
    })) as never;
  socket.emit = ((event: string, ...words: unknown[]) => {
    if (event !== "scenario.update") emit(event, ...words);
    else {
      send(words);
      // The second has an answer of its own, which nobody waits for.
      if (drawn.below(4) === 0) send([words[0], () => undefined]);
    }
    return socket;
  }) as never;
}

/** How often each marker stands in a text: all once is right. */
export function wrongly(markers: readonly string[], text: string): string[] {
  return markers.filter((marker) => text.split(`>${marker}<`).length !== 2);
}
