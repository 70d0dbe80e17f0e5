import type { CareerFacts } from "../career/schema";
import type { Channel, Finding } from "./schema";

const waiting = ["HRS-06", "PAY-05", "PAY-13"];

/** Held because nobody said what the person's career was on the day: a career that covers it lifts it. */
export const awaitsCareer = ({ code, decision, params }: Finding): boolean =>
  decision === "HOLD" && waiting.includes(code) && params.reason === "unknown";

/** Channels whose lines are judged on each fact of a career. */
const judgedOn: Record<keyof CareerFacts, readonly Channel[]> = {
  category: ["IFIC"],
  corps: ["HSE", "HSA"],
  grade: ["HSE", "HSA"],
  fullService: ["IFIC"],
  mainDuty: ["VACATION"],
};

export const channelsJudgedOn = (facts: readonly (keyof CareerFacts)[]): Channel[] => [
  ...new Set(facts.flatMap((name) => judgedOn[name])),
];
