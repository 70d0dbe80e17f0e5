import * as Y from "yjs";

const fragmentName = "content";
const sentence = "Les élèves observent la figure, décrivent ce qu’ils voient, puis comparent leurs constructions. ";

/** The text every subject starts from, as one update: the same bytes for all of them. */
export function firstText(paragraphs: number): Uint8Array {
  const document = new Y.Doc();
  document.clientID = 1;
  const content = document.getXmlFragment(fragmentName);
  for (let n = 0; n < paragraphs; n++) {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(`${n + 1}. ${sentence.repeat(3)}`)]);
    content.push([paragraph]);
  }
  return Y.encodeStateAsUpdate(document);
}

/**
 * Somebody who types: a paragraph of their own at the end of the text, one character at each key. What others write is
 * not applied here, which would cost the generator as much as a browser and change nothing for the server.
 */
export class Writer {
  private readonly document = new Y.Doc();
  private readonly text = new Y.XmlText();
  private made: Uint8Array | undefined;
  /** When the character with this Yjs clock was due, and when it was sent; milliseconds of this process. */
  readonly due: number[] = [];
  readonly sent: number[] = [];
  /** Clock of the first typed character, once the paragraph is there. */
  first = 0;

  /** `place` is the writer's place among those of the same text. */
  constructor(
    readonly clientId: number,
    readonly place: number,
    state: Uint8Array,
  ) {
    this.document.clientID = clientId;
    Y.applyUpdate(this.document, state);
    this.document.on("update", (update) => {
      this.made = update;
    });
  }

  get stateVector(): Uint8Array {
    return Y.encodeStateVector(this.document);
  }

  /** The clock the next character will have. */
  get clock(): number {
    return Y.getState(this.document.store, this.clientId);
  }

  /** Makes the paragraph; gives the update. */
  begin(): Uint8Array {
    const update = this.change(() => {
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [this.text]);
      this.document.getXmlFragment(fragmentName).push([paragraph]);
    });
    this.first = this.clock;
    return update;
  }

  /** One character; gives the update. */
  type(): Uint8Array {
    const { length } = this.text;
    return this.change(() => this.text.insert(length, sentence.charAt(length % sentence.length)));
  }

  private change(edit: () => void): Uint8Array {
    this.made = undefined;
    this.document.transact(edit);
    if (!this.made) throw new Error("nothing was written");
    return this.made;
  }
}
