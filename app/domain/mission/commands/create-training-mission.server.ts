import type { Actor } from "../../actor";
import type { CreateTrainingMission } from "../schema";
import { createMission } from "./create-mission.server";

/**
 * The training office entrusts hours of training to a person for a school year, paid in HSE. Distinct from the function
 * of référent, which the IFIC pays: one mission, one channel.
 */
export const createTrainingMission = (actor: Actor, input: CreateTrainingMission): Promise<{ missionId: string }> =>
  createMission(actor, { ...input, channel: "HSE" });
