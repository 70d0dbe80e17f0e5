import type { Operation } from "./operation";
import { getEnvelope, listEnvelopes } from "./operations/budget.server";
import {
  checkPayRecovery,
  getPayRate,
  payInstalments,
  simulatePay,
  simulatePayCorrection,
} from "./operations/pay.server";
import { getMe, listPlaces } from "./operations/people.server";
import { getCohort, getHour, listCohorts, listHours } from "./operations/training.server";

/** Everything the API can do; openapi.json and the matrix of rights are drawn from this list. */
export const operations: readonly Operation[] = [
  getMe,
  listPlaces,
  listCohorts,
  getCohort,
  listHours,
  getHour,
  listEnvelopes,
  getEnvelope,
  getPayRate,
  simulatePay,
  payInstalments,
  simulatePayCorrection,
  checkPayRecovery,
];
