import { type Actor, holds, holdsAnywhere, type Role } from "../actor";
import { definePolicy } from "../authorize";

/** Who reads individual pay besides the person herself: up to the académie, never the nation. */
export const payReaders = ["HEAD", "CTICE", "RECTORAT", "TRAINING_OFFICE"] as const satisfies readonly Role[];
/** Who reads whole statements of an académie. */
export const statementReaders = ["CTICE", "RECTORAT", "TRAINING_OFFICE"] as const satisfies readonly Role[];

type HourRole = "TRAINEE" | "TRAINER" | "DESIGN";
/** Who certifies the service: the head of school; of design, which no séance shows, the CTICE too. */
export const certifiersOf = (role: HourRole): readonly Role[] => (role === "DESIGN" ? ["HEAD", "CTICE"] : ["HEAD"]);

type Placed = { lineage: readonly string[] };

export const payPolicy = definePolicy({
  /** The list: each sees what concerns them, the nation sums only. */
  "pay.listStatements": (_actor: Actor, _subject: null) => true,
  /** Rules and rates are public; the simulation reads nothing of anybody. */
  "pay.simulate": (_actor: Actor, _subject: null) => true,
  /** Rates are public: whoever is signed in reads them. */
  "pay.readRates": (_actor: Actor, _subject: null) => true,
  /** They are national, and so is whoever writes them: never who orders the pay, never who runs the platform. */
  "pay.writeRates": (actor: Actor, _subject: null) => holdsAnywhere(actor, ["NATIONAL_PILOT"]),
  "pay.readLine": (actor: Actor, line: Placed & { personId: string }) =>
    line.personId === actor.personId || holds(actor, payReaders, line.lineage),
  "pay.readStatement": (actor: Actor, academie: Placed) => holds(actor, statementReaders, academie.lineage),
  "pay.readSums": (actor: Actor, academie: Placed) =>
    holds(actor, [...statementReaders, "NATIONAL_PILOT"], academie.lineage),
  /** The audit pack: everything behind a decided statement, names included. */
  "pay.takePack": (actor: Actor, academie: Placed) => holds(actor, statementReaders, academie.lineage),
  /** What the rules hold and ask a person: whoever orders the pay answers, never for herself. */
  "pay.answer": (actor: Actor, mission: Placed & { personId: string }) =>
    mission.personId !== actor.personId && holds(actor, ["RECTORAT"], mission.lineage),
  "pay.draft": (actor: Actor, academie: Placed) => holds(actor, ["RECTORAT"], academie.lineage),
  /** Whoever follows the training of the académie: a control, never an order to pay. */
  "pay.control": (actor: Actor, academie: Placed) => holds(actor, ["CTICE", "TRAINING_OFFICE"], academie.lineage),
  "pay.decide": (actor: Actor, academie: Placed) => holds(actor, ["RECTORAT"], academie.lineage),
  "pay.export": (actor: Actor, academie: Placed) => holds(actor, ["RECTORAT"], academie.lineage),
  "pay.certify": (actor: Actor, service: (Placed & { role: HourRole }) | null) =>
    service ? holds(actor, certifiersOf(service.role), service.lineage) : holdsAnywhere(actor, certifiersOf("DESIGN")),
  /** One's own month, whatever it holds. */
  "pay.declare": (_actor: Actor, _own: null) => true,
  "pay.readClosings": (actor: Actor, place: Placed | null) =>
    place ? holds(actor, statementReaders, place.lineage) : holdsAnywhere(actor, statementReaders),
  "pay.close": (actor: Actor, place: Placed) => holds(actor, ["RECTORAT"], place.lineage),
  /** Declared, certified and paid: the head of her schools, the académie of all of them. */
  "pay.readReconciliation": (actor: Actor, place: Placed | null) =>
    place ? holds(actor, payReaders, place.lineage) : holdsAnywhere(actor, payReaders),
  /** What the monthly reconciliation wrote down: of the whole académie. */
  "pay.readReconciled": (actor: Actor, academie: Placed) => holds(actor, statementReaders, academie.lineage),
  "pay.readWindows": (actor: Actor, academie: Placed | null) =>
    academie ? holds(actor, statementReaders, academie.lineage) : holdsAnywhere(actor, statementReaders),
  "pay.writeWindows": (actor: Actor, academie: Placed) => holds(actor, ["RECTORAT"], academie.lineage),
});
