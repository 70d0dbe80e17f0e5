import { inForce } from "./rules/letter";
import { LetterTasks } from "./schema";

/** What a query reads of the amendments of a letter, so that it can be said as it stands. */
export const signedAmendments = { where: { status: "SIGNED" }, orderBy: { seq: "desc" }, take: 1 } as const;

type Terms = { tasks: unknown; startsOn: Date; endsOn: Date };
type Amendment = Terms & { status: "ISSUED" | "SIGNED" | "WITHDRAWN" };

/** A letter as it stands, its tasks read. `amendments`: the last one first. */
export function letterInForce<Letter extends Terms & { amendments: readonly Amendment[] }>(letter: Letter) {
  return inForce({ ...withTasks(letter), amendments: letter.amendments.map(withTasks) });
}

const withTasks = <Row extends Terms>(row: Row) => ({ ...row, tasks: LetterTasks.parse(row.tasks) });
