/** What waits for a person, in the order of its consequence: `today.waiting.<kind>` says it in words. */
export const waitingKinds = [
  "sheetToClose",
  "letterToSign",
  "letterUnsigned",
  "amendmentToSign",
  "amendmentUnsigned",
  "monthCloses",
  "monthClosesOwn",
  "monthReopened",
  "monthReopenedOwn",
  "toCertify",
  "correctionToDecide",
  "hourCorrectionToDecide",
  "withdrawalToDecide",
  "workToAttest",
  "workRefused",
  "statementReturned",
  "statementRefused",
  "statementToControl",
  "statementToDecide",
  "statementToExport",
  "hoursUnsettled",
  "missionToDecide",
  "missionLeft",
  "questionToAnswer",
  "rateAwaited",
  "careerToComplete",
  "serviceToAttest",
  "factToRecord",
  "monthOpenAgain",
  "monthClosed",
  "channelClosed",
  "allocationToPublish",
  "schoolsWithoutReferent",
  "cohortToOpen",
  "scenarioToReview",
  "licenceToAnswer",
  "returnToWrite",
  "workToDeclare",
  "scenario",
] as const;

export type WaitingKind = (typeof waitingKinds)[number];
export type Waiting = { kind: WaitingKind; to: string; facts: Record<string, string | number> };

/** Declared, certified and paid minutes of a month, for one person. */
export type MonthOfHours = { month: string; declared: number; certified: number; paid: number };
