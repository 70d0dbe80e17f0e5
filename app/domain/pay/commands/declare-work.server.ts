import type { Actor } from "../../actor";
import { recordWork } from "../../hours/commands/declare-work.server";
import type { DeclareWork } from "../../hours/work";
import { isByUnit } from "../rules/vacation";

/** Declares a work of design; a vacation that is paid by unit pays it once, whatever its hours (arrêté of 7 May 2012). */
export const declareWork = (actor: Actor, missionId: string, input: DeclareWork): Promise<void> =>
  recordWork(actor, missionId, input, (level, day) => level !== null && isByUnit(level, day));
