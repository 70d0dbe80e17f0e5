/** The servers measured side by side. */
export const subjectNames = [
  "entrepairs",
  "hocuspocus-3",
  "hocuspocus-3-logged",
  "hocuspocus-4",
  "socket.io",
  "socket.io-msgpack",
  "ws",
] as const;
export type SubjectName = (typeof subjectNames)[number];
export type Transport = "websocket" | "polling";

export const titles: Record<SubjectName, string> = {
  entrepairs: "EntrePairs, committed before acknowledged",
  "hocuspocus-3": "Hocuspocus 3.4, in memory",
  "hocuspocus-3-logged": "Hocuspocus 3.4, PostgreSQL before acknowledged",
  "hocuspocus-4": "Hocuspocus 4, in memory",
  "socket.io": "Socket.IO room, stock parser",
  "socket.io-msgpack": "Socket.IO room, msgpack parser",
  ws: "ws broadcast",
};

/** Those that work where WebSocket is refused. */
export const polls: readonly SubjectName[] = ["entrepairs", "socket.io", "socket.io-msgpack"];

export type Load = { name: string; documents: number; writers: number; readers: number };

export const loads: readonly Load[] = [
  { name: "1 document × 50 writers", documents: 1, writers: 50, readers: 0 },
  { name: "40 documents × 5 writers", documents: 40, writers: 5, readers: 0 },
  { name: "1 document, 20 writers, 400 readers", documents: 1, writers: 20, readers: 400 },
  { name: "1 document, 1 writer, 9 readers", documents: 1, writers: 1, readers: 9 },
];

export const quickLoads: readonly Load[] = [
  { name: "1 document × 8 writers", documents: 1, writers: 8, readers: 0 },
  { name: "2 documents, 2 writers, 3 readers each", documents: 2, writers: 2, readers: 3 },
];

/** Somebody who connects: the headers of their browser, and whether they may write. */
export type Seat = { headers: Record<string, string> };
export type Table = { document: string; writers: Seat[]; readers: Seat[] };

/** Processes whose processor time is read, by what they are; PostgreSQL with its children. */
export type Pids = { server: number; worker?: number; postgres?: number };

type Common = {
  subject: SubjectName;
  transport: Transport;
  origin: string;
  pids: Pids;
  tables: Table[];
  firstText: Uint8Array;
  seed: number;
  /** Updates per second of each writer. */
  pace: number;
};

/** What the generator is asked, in milliseconds. */
export type Order =
  | (Common & { kind: "load"; warmMs: number; windowMs: number; drainMs: number })
  | (Common & { kind: "ramp"; steps: number[]; settleMs: number; windowMs: number; drainMs: number; limitMs: number })
  | (Common & { kind: "idle"; before: number; after: number; settleMs: number });

type Percentiles = { p50: number | null; p95: number | null; p99: number | null };

/** Durations in milliseconds, processor times in microseconds. */
export type Measured = {
  /** From the moment an update was due. */
  delivery: Percentiles;
  /** From the moment it was sent: what the generator was late is left out. */
  deliverySent: Percentiles;
  acknowledgement: Percentiles | null;
  acknowledgementSent: Percentiles | null;
  sent: number;
  /** Deliveries of updates due in the window, and those that never came. */
  deliveries: number;
  missing: number;
  /** Acknowledgements that never came, and refusals. */
  unacknowledged: number;
  refused: number;
  serverMicros: number | null;
  postgresMicros: number | null;
  workerMicros: number | null;
  /** Share of one core: server, and the generator itself. */
  serverShare: number;
  generatorShare: number;
  /** Delay of the generator's own loop, 99th percentile. */
  generatorLateMs: number;
};

export type RampStep = { writers: number; p95: number | null; missing: number; generatorShare: number };

export type Report =
  | { kind: "load"; measured: Measured }
  | { kind: "ramp"; steps: RampStep[]; stopped: string }
  /** Resident memory of the server, bytes, before and after so many more idle connections. */
  | { kind: "idle"; before: number; after: number; connections: number }
  | { kind: "failed"; reason: string };
