import * as Y from "yjs";
import type { Dialect, Heard, Member } from "../dialects/dialect";
import { dialectOf } from "../dialects/dialects";
import type { Order, Seat, Table } from "../plan";
import { type Listener, Reader, type Window } from "./arrivals";
import { type Line, openPolling, openWebSocket } from "./lines";
import { Writer } from "./writer";

/** How many arrive at once. */
const AT_ONCE = 10;
const emptyState = Uint8Array.of(0);

export type Present = {
  line: Line;
  member: Member;
  listener: Listener;
  writer: Writer | null;
  table: number;
  /** Clocks sent and not acknowledged end here; what is typed meanwhile waits, where one goes at a time. */
  underWay: number | null;
  waiting: Uint8Array[];
};

/** Everybody connected to the server under test. */
export class Crowd {
  readonly present: Present[] = [];
  /** Why connections ended by themselves. */
  readonly lost: string[] = [];
  refused = 0;
  window: Window | null = null;
  private readonly dialect: Dialect;
  private readonly reader: Reader;
  private clientId: number;

  constructor(private readonly order: Order) {
    this.dialect = dialectOf(order.subject, order.transport);
    this.reader = new Reader(this.dialect.decode);
    // Beyond the first text's 1, and the same for each subject of a round.
    this.clientId = 1_000_000 + (order.seed % 1_000) * 10_000;
  }

  get acknowledges(): boolean {
    return this.dialect.acknowledges;
  }

  writersOf = (table: number): number => this.present.filter((one) => one.table === table && one.writer).length;
  listenersOf = (table: number): number => this.present.filter((one) => one.table === table).length;

  /** Lets everybody of these tables in, up to so many writers of each. Those already there stay. @throws when one may not */
  async enter(tables: readonly Table[], writers = Number.POSITIVE_INFINITY): Promise<void> {
    const arriving = tables.flatMap((table, place) => {
      const known = this.writersOf(place);
      const readers = table.readers.slice(this.listenersOf(place) - known);
      return [
        ...table.writers
          .slice(known, writers)
          .map((seat, nth) => () => this.come(table, place, seat, known + nth, table.writers.length)),
        ...readers.map((seat) => () => this.come(table, place, seat, null, table.writers.length)),
      ];
    });
    for (let from = 0; from < arriving.length; from += AT_ONCE)
      await Promise.all(arriving.slice(from, from + AT_ONCE).map((arrive) => arrive()));
  }

  private async come(table: Table, place: number, seat: Seat, nth: number | null, writers: number) {
    const { order, dialect } = this;
    const member: Member = { document: table.document, headers: seat.headers, writes: nth !== null };
    const address = dialect.address(order.origin, table.document);
    const open = order.transport === "polling" ? openPolling : openWebSocket;
    const line = await open(address, seat.headers);
    const writer = nth === null ? null : new Writer(this.clientId++, nth, order.firstText);
    if (writer) this.reader.expect(writer);
    await dialect.join(line, member, writer?.stateVector ?? emptyState);
    const listener: Listener = { seen: new Int32Array(writers), own: writer };
    const here: Present = { line, member, listener, writer, table: place, underWay: writer ? 0 : null, waiting: [] };
    const paragraph = writer?.begin();
    line.receive = this.hears(here);
    line.ended = (reason) => this.lost.push(reason);
    this.present.push(here);
    if (paragraph) for (const frame of dialect.frames(member, paragraph, 0)) line.send(frame);
  }

  /** One character of a writer, due at `due`. */
  type(here: Present, due: number): void {
    const { writer, waiting } = here;
    if (!writer) return;
    writer.due[writer.clock] = due;
    waiting.push(writer.type());
    if (!this.dialect.oneAtATime || here.underWay === null) this.send(here, writer);
  }

  private send(here: Present, writer: Writer): void {
    const updates = here.waiting.splice(0);
    const [first] = updates;
    if (!first) return;
    const last = writer.clock - 1;
    const now = performance.now();
    for (let clock = writer.clock - updates.length; clock <= last; clock++) writer.sent[clock] = now;
    here.underWay = last;
    const update = updates.length === 1 ? first : Y.mergeUpdates(updates);
    for (const frame of this.dialect.frames(here.member, update, last)) here.line.send(frame);
  }

  private hears(here: Present): (data: Buffer | string) => void {
    const { line, listener, writer } = here;
    // Where acknowledgements have no number they come in order; the first one is the paragraph's.
    let inOrder = (writer?.first ?? 0) - 1;
    let acknowledgedTo = inOrder;
    const acknowledged = (heard: Heard) => {
      if (heard.kind !== "ack" || !writer) return;
      const last = heard.id ?? inOrder++;
      const now = performance.now();
      if (!heard.ok) this.refused++;
      // One acknowledgement may stand for several characters.
      else
        for (let clock = this.dialect.oneAtATime ? acknowledgedTo + 1 : last; clock <= last; clock++)
          this.window?.acknowledge(writer, clock, now);
      acknowledgedTo = last;
      if (here.underWay === last) here.underWay = null;
      if (this.dialect.oneAtATime && here.underWay === null) this.send(here, writer);
    };
    return (data) => {
      if (typeof data === "string") {
        const heard = this.dialect.text(line, data);
        if (heard) acknowledged(heard);
        return;
      }
      const heard = this.reader.read(data);
      if (Array.isArray(heard)) this.window?.deliver(listener, heard, performance.now());
      else acknowledged(heard);
    };
  }

  /** @throws when connections ended by themselves: fewer people are another load */
  hold(): void {
    if (this.lost.length > 0) throw new Error(`${this.lost.length} connections were lost: ${this.lost[0]}`);
  }

  leave(): void {
    for (const { line } of this.present) {
      line.ended = () => undefined;
      line.close();
    }
  }
}
