import { beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { Reader, Window } from "./arrivals";
import { firstText, Writer } from "./writer";

const text = firstText(2);
let writers: [Writer, Writer];
let typed: Uint8Array[];
let reader: Reader;
let window: Window;

beforeEach(() => {
  writers = [new Writer(101, 0, text), new Writer(102, 1, text)];
  reader = new Reader((data) => ({ kind: "update", update: data }));
  window = Object.assign(new Window(), { from: 0, to: 1_000, counting: true });
  typed = writers.flatMap((writer) => {
    writer.begin();
    reader.expect(writer);
    return [1, 2, 3].map(() => {
      const { clock } = writer;
      writer.due[clock] = 10;
      writer.sent[clock] = 12;
      return writer.type();
    });
  });
});

const deliver = (update: Uint8Array, seen: Int32Array, own: Writer | null = null, now = 20) => {
  const spans = reader.read(Buffer.from(update));
  if (!Array.isArray(spans)) throw new Error("not an update");
  window.deliver({ seen, own }, spans, now);
};

test("a merged frame counts once for each character, and again nothing", () => {
  const seen = new Int32Array(2);
  deliver(Y.mergeUpdates(typed), seen);
  expect([window.arrived, window.delivery.count]).toEqual([6, 6]);
  for (const update of typed) deliver(update, seen);
  expect(window.delivery.count).toBe(6);
  expect(window.delivery.max).toBe(10);
  expect(window.deliverySent.max).toBe(8);
});

test("what one writes oneself is no delivery", () => {
  deliver(Y.mergeUpdates(typed), new Int32Array(2), writers[0]);
  expect(window.delivery.count).toBe(3);
});

test("a character that was lost on the way is not counted with the next one", () => {
  const seen = new Int32Array(2);
  const [first, _lost, third] = typed;
  if (!first || !third) throw new Error("unreachable");
  deliver(first, seen);
  deliver(third, seen);
  expect(window.delivery.count).toBe(2);
});

test("what was due outside the window does not count, whenever it arrives", () => {
  window.from = 11;
  deliver(Y.mergeUpdates(typed), new Int32Array(2));
  expect([window.arrived, window.delivery.count]).toEqual([6, 0]);
});
