import { z } from "zod";
import type { Facts } from "../errors";
import type { ExportWindow } from "./windows";

export type StatementStatus = "DRAFT" | "CONTROLLED" | "DECIDED" | "EXPORTED";

/** What the steps of a statement are judged on, for the person who asks. */
export type StepFacts = {
  actorId: string;
  status: StatementStatus;
  /** Lines to pay. */
  paidLines: number;
  /** Who last wrote the draft (null: the clock), who last controlled it. */
  writtenById: string | null;
  controlledById: string | null;
  /** The actor certified one of its hours, or is paid for one. */
  interested: boolean;
  window: ExportWindow;
};
export type Fault = { code: "conflict" | "forbidden"; key: string; facts: Facts };

const conflict = (name: string, facts: Facts = {}): Fault => ({ code: "conflict", key: `pay.${name}`, facts });
const forbidden = (name: string): Fault => ({ code: "forbidden", key: `pay.${name}`, facts: {} });
const faults = (...all: (Fault | false)[]): Fault[] => all.filter((one) => one !== false);

/** EVD-03: who wrote the draft, certified or earns one of its hours neither controls nor decides it. */
const separated = (facts: StepFacts): (Fault | false)[] => [
  facts.writtenById === facts.actorId && forbidden("authorDecides"),
  facts.interested && forbidden("interestedDecides"),
];

/** What keeps a draft from being controlled by this person; nothing: it may be. */
export function whyNotControl(facts: StepFacts): Fault[] {
  if (facts.status === "DECIDED" || facts.status === "EXPORTED") return [conflict("alreadyDecided")];
  return faults(...separated(facts), facts.paidLines === 0 && conflict("nothingToDecide"));
}

/** What keeps a statement from being decided by this person. Only a controlled one is, by somebody else. */
export function whyNotDecide(facts: StepFacts): Fault[] {
  return faults(
    facts.status === "DRAFT" && conflict("notControlled"),
    ...separated(facts),
    facts.status === "CONTROLLED" && facts.controlledById === facts.actorId && forbidden("controllerDecides"),
    facts.paidLines === 0 && conflict("nothingToDecide"),
  );
}

/** What keeps a statement from being handed over: outside the window of its application it is prepared, not exported. */
export function whyNotExport({ status, window }: Pick<StepFacts, "status" | "window">): Fault[] {
  const { application, nextOpensOn } = window;
  const outside = nextOpensOn
    ? conflict("outsideWindow", { application, opensOn: nextOpensOn })
    : conflict("afterLastWindow", { application });
  return faults(status !== "DECIDED" && status !== "EXPORTED" && conflict("notDecided"), !window.open && outside);
}

const reason = z.string().trim().min(3, "pay.reasonRequired").max(300, "pay.reasonTooLong");

/** The total that was read on the page goes with what is said of it. */
export const WithTotal = z.object({ totalCents: z.coerce.number().int() });
export const WithReason = z.object({ reason });
export const ExportStatement = z.object({ password: z.string().min(1, "pay.passwordRequired").max(200) });
