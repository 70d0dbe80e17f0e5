import * as Y from "yjs";
import type { Heard } from "../dialects/dialect";
import { Histogram } from "./histogram";
import type { Writer } from "./writer";

/** The characters of one writer that an update brings: clocks `from` (included) to `to`. */
type Span = { writer: Writer; from: number; to: number };

/** What one listener has received so far: by place of the writer, the clock expected next. */
export type Listener = { seen: Int32Array; own: Writer | null };

/**
 * Reads what comes in. A broadcast is the same bytes for everybody: they are read once and looked up for the others, so
 * that four hundred listeners do not cost the generator four hundred decodings.
 */
export class Reader {
  private readonly known = new Map<string, Span[] | Heard>();
  private readonly writers = new Map<number, Writer>();

  constructor(private readonly decode: (data: Buffer) => Heard) {}

  expect(writer: Writer): void {
    this.writers.set(writer.clientId, writer);
  }

  read(data: Buffer): Span[] | Heard {
    if (data.length > 16_384) return this.understand(data);
    const key = data.toString("latin1");
    const known = this.known.get(key);
    if (known) return known;
    const understood = this.understand(data);
    if (this.known.size >= 2_000) this.known.clear();
    this.known.set(key, understood);
    return understood;
  }

  private understand(data: Buffer): Span[] | Heard {
    const heard = this.decode(data);
    if (heard.kind !== "update") return heard;
    const { from, to } = Y.parseUpdateMeta(heard.update);
    const spans: Span[] = [];
    for (const [client, end] of to) {
      const writer = this.writers.get(client);
      if (writer) spans.push({ writer, from: from.get(client) ?? 0, to: end });
    }
    return spans;
  }
}

/** The part of a run that counts: updates due in [from, to), and everything that arrives while `counting`. */
export class Window {
  from = Number.POSITIVE_INFINITY;
  to = Number.POSITIVE_INFINITY;
  counting = false;
  /** Deliveries that arrived while the processor time was being counted. */
  arrived = 0;
  /** Milliseconds from the moment an update was due, late sending included, and from the moment it was sent. */
  readonly delivery = new Histogram();
  readonly deliverySent = new Histogram();
  readonly acknowledgement = new Histogram();
  readonly acknowledgementSent = new Histogram();

  includes = (due: number): boolean => due >= this.from && due < this.to;

  /** Counts what `listener` had not received yet of these spans; its own text is no delivery. */
  deliver(listener: Listener, spans: readonly Span[], now: number): void {
    for (const { writer, from, to } of spans) {
      if (writer === listener.own) continue;
      const start = Math.max(from, listener.seen[writer.place] ?? 0, writer.first);
      for (let clock = start; clock < to; clock++) {
        if (this.counting) this.arrived++;
        const due = writer.due[clock] ?? 0;
        if (!this.includes(due)) continue;
        this.delivery.add(now - due);
        this.deliverySent.add(now - (writer.sent[clock] ?? 0));
      }
      if (to > start) listener.seen[writer.place] = to;
    }
  }

  acknowledge(writer: Writer, clock: number, now: number): void {
    const due = writer.due[clock];
    if (due === undefined || !this.includes(due)) return;
    this.acknowledgement.add(now - due);
    this.acknowledgementSent.add(now - (writer.sent[clock] ?? 0));
  }
}
