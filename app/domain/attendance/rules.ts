import type { Facts } from "../errors";

/** Why something is refused: a key of the catalogue of refusals and its facts; null means it is allowed. */
export type Fault = { key: string; facts: Facts } | null;

export type SigningSeance = { startsAt: Date; signingLeadMinutes: number; status: "PLANNED" | "CANCELLED" };
export type SheetState = { status: "OPEN" | "SEALED" };
export type PresenceLine = { seq: number; sign: number };

/** Business time from which a sheet may be signed. */
export const signingOpensAt = ({ startsAt, signingLeadMinutes }: SigningSeance): Date =>
  new Date(startsAt.getTime() - signingLeadMinutes * 60_000);

export type SigningState = "CANCELLED" | "NOT_YET" | "OPEN" | "SEALED";

/** Signing opens some minutes before the planned start and ends when the sheet is sealed, all in business time. */
export function signingState(seance: SigningSeance, sheet: SheetState, now: Date): SigningState {
  if (seance.status === "CANCELLED") return "CANCELLED";
  if (sheet.status === "SEALED") return "SEALED";
  return now < signingOpensAt(seance) ? "NOT_YET" : "OPEN";
}

/** Why nobody may sign or be ticked now. */
export function whyNotOpen(seance: SigningSeance, sheet: SheetState, now: Date): Fault {
  const state = signingState(seance, sheet, now);
  if (state === "OPEN") return null;
  if (state === "CANCELLED") return fault("seanceCancelled");
  if (state === "SEALED") return fault("sheetSealed");
  return fault("notYetOpen", { at: signingOpensAt(seance).toISOString() });
}

/** Present = the last line of the series is a presence; a series alternates +1, −1, +1… */
export const isPresent = (lines: readonly PresenceLine[]): boolean => last(lines)?.sign === 1;

/** The next line of a series: its number and sign. */
export function nextLine(lines: readonly PresenceLine[]): { seq: number; sign: 1 | -1 } {
  const seq = (last(lines)?.seq ?? 0) + 1;
  return { seq, sign: seq % 2 === 1 ? 1 : -1 };
}

function last(lines: readonly PresenceLine[]): PresenceLine | undefined {
  return lines.reduce<PresenceLine | undefined>((best, line) => (best && best.seq > line.seq ? best : line), undefined);
}

/** Why a person may not sign (again): she must be enrolled, and not present already. */
export function whyNotSign(person: { enrolled: boolean; lines: readonly PresenceLine[] }): Fault {
  if (!person.enrolled) return fault("notEnrolled");
  return isPresent(person.lines) ? fault("alreadyPresent") : null;
}

/** Why the one who leads may not tick somebody by hand: a reason is kept, and nobody ticks herself. */
export function whyNotTick(tick: {
  byId: string;
  personId: string | null;
  enrolled: boolean;
  lines: readonly PresenceLine[];
  reason: string;
}): Fault {
  if (!tick.enrolled) return fault("notEnrolled");
  if (tick.personId === tick.byId) return fault("tickSelf");
  if (tick.reason.trim().length < 3) return fault("reasonRequired");
  return isPresent(tick.lines) ? fault("alreadyPresent") : null;
}

/** Why a presence may not be undone: its author alone, while the sheet is open, and only what stands. */
export function whyNotUndo(undo: {
  byId: string;
  authorIds: readonly string[];
  lines: readonly PresenceLine[];
}): Fault {
  if (!isPresent(undo.lines)) return fault("notPresent");
  return undo.authorIds.includes(undo.byId) ? null : fault("undoOther");
}

/** A sheet closes once signing is open; what was closed too early is corrected, never reopened. */
export const whyNotClose = whyNotOpen;

export type CorrectionKind = "ADD" | "REMOVE";

/** Why a change to a sealed sheet may not be proposed. */
export function whyNotPropose(proposal: {
  sheet: SheetState;
  kind: CorrectionKind;
  lines: readonly PresenceLine[];
  reason: string;
  byId: string;
  personId: string | null;
  /** A proposal about the same person still waits. */
  pending: boolean;
}): Fault {
  if (proposal.sheet.status !== "SEALED") return fault("notSealed");
  if (proposal.reason.trim().length < 3) return fault("reasonRequired");
  if (proposal.personId === proposal.byId) return fault("correctSelf");
  if (proposal.pending) return fault("correctionPending");
  const present = isPresent(proposal.lines);
  if (proposal.kind === "ADD" && present) return fault("alreadyPresent");
  if (proposal.kind === "REMOVE" && !present) return fault("notPresent");
  return null;
}

/** Why a person may not decide a correction: a second person does, who is not the one concerned, once. */
export function whyNotDecide(decision: {
  status: "PROPOSED" | "APPROVED" | "REFUSED";
  proposedById: string;
  deciderId: string;
  personId: string | null;
}): Fault {
  if (decision.status !== "PROPOSED") return fault("alreadyDecided");
  if (decision.deciderId === decision.proposedById) return fault("secondPerson");
  return decision.deciderId === decision.personId ? fault("correctSelf") : null;
}

const fault = (name: string, facts: Facts = {}) => ({ key: `attendance.${name}`, facts });
