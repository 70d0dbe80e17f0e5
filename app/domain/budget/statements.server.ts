import type { Actor } from "../actor";
import { control } from "../pay/commands/control.server";
import { decide } from "../pay/commands/decide.server";
import { redraft } from "../pay/commands.server";
import { draftMonth, redraftDrafts as redraftAll, redraftChanged as redraftChangedLines } from "../pay/run.server";
import { chargesOf } from "./charges.server";

// A line is charged to an envelope, which the pay room may not look up: the budget room hands it over.

/** Drafts the statements of a month of service, "2012-10". Idempotent; a decided statement stays as it is. */
export const draftStatements = (month: string): Promise<void> => draftMonth(month, chargesOf);

/** Judges every draft anew: after a rate, a text, an allotment or a channel changed. */
export const redraftDrafts = (): Promise<void> => redraftAll(chargesOf);

/** Judges anew the lines of whoever's hours changed since the drafts were written. */
export const redraftChanged = (): Promise<void> => redraftChangedLines(chargesOf);

export const redraftStatement = (actor: Actor, statementId: string): Promise<void> =>
  redraft(actor, statementId, chargesOf);

/** `totalCents`: the total the person read on the page; another total by now is a refusal. */
export const controlStatement = (actor: Actor, statementId: string, totalCents?: number): Promise<void> =>
  control(actor, statementId, { totalCents }, chargesOf);

/** `totalCents`: the total the person read on the page; another total by now is a refusal. */
export const decideStatement = (actor: Actor, statementId: string, totalCents?: number): Promise<void> =>
  decide(actor, statementId, { totalCents }, chargesOf);
