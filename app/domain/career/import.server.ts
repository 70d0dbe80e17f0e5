import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Tx } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";
import type { Actor } from "../actor";
import { authorize, can } from "../authorize";
import { canonicalJson } from "../canonical";
import { refuse } from "../errors";
import { columnsOf, isFault, type LineFault, readCsv, type Typed, typedIn } from "./list";
import { careerPolicy } from "./policy";
import { dayNow, findManaged, type Managed } from "./queries.server";
import { changed, isSaid } from "./rules";
import { type CareerRow, MOST_BYTES, MOST_LINES } from "./schema";

/** One line as it is shown: what it would write, that it is so already, or why it is refused. */
export type ListedLine = {
  number: number;
  person: string;
  name: string | null;
  outcome: { kind: "writes"; from: string } | { kind: "same" } | { kind: "refused"; fault: LineFault };
};
type Change = { person: Managed["person"]; before: CareerRow[]; after: CareerRow[] };
export type PlannedList = {
  lines: ListedLine[];
  changes: Change[];
  refused: number;
  /** The careers it was read beside: others by now are not changed unread. */
  seen: string;
};

const fault = (name: string, facts: LineFault["facts"] = {}): LineFault => ({ key: `career.line.${name}`, facts });

/** The page that takes a list, for whoever may give one. @throws forbidden */
export async function openImport(actor: Actor): Promise<void> {
  authorize(actor, careerPolicy, "career.import", null);
}

/**
 * What a list would write, each line « from a day on ». Somebody unknown and somebody of another académie are told alike:
 * whether a stranger exists is not ours to say. @throws Refusal invalid career.list*
 */
export async function planList(tx: Tx, actor: Actor, text: string): Promise<PlannedList> {
  authorize(actor, careerPolicy, "career.import", null);
  if (Buffer.byteLength(text) > MOST_BYTES) throw refuse("invalid", "career.listTooLarge", { most: MOST_BYTES / 1024 });
  const all = readCsv(text);
  const { at, titled } = columnsOf(all[0]);
  const lines = titled ? all.slice(1) : all;
  if (lines.length === 0) throw refuse("invalid", "career.listEmpty");
  if (lines.length > MOST_LINES)
    throw refuse("invalid", "career.listTooLong", { lines: lines.length, most: MOST_LINES });
  const typed = lines.map((line) => ({
    number: line.number,
    called: line.cells[at.get("person") ?? -1] ?? "",
    said: typedIn(line, at),
  }));
  const people = await peopleNamed(
    tx,
    actor,
    typed.flatMap(({ said }) => (isFault(said) ? [] : [said.person])),
  );
  const today = await dayNow(tx, actor);
  const after = new Map<string, CareerRow[]>();
  const met = new Map<string, number>();
  const listed = typed.map(({ number, called, said }): ListedLine => {
    if (isFault(said)) return { number, person: called, name: null, outcome: refusedFor(said) };
    const found = people.get(said.person.toLowerCase());
    const outcome = found ? outcomeOf(found, said, number) : refusedFor(fault("personUnknown", { word: said.person }));
    return { number, person: said.person, name: found?.person.name ?? null, outcome };
  });

  function outcomeOf(
    { person, rows, subject }: Managed,
    { from, facts }: Typed,
    number: number,
  ): ListedLine["outcome"] {
    if (!can(actor, careerPolicy, "career.write", subject)) return refusedFor(fault("ownCareer"));
    const key = `${person.id} ${from}`;
    const twice = met.get(key);
    if (twice !== undefined) return refusedFor(fault("twice", { line: twice }));
    met.set(key, number);
    const now = after.get(person.id) ?? rows;
    const change = { kind: "ADD", seen: "", from, ...facts } as const;
    if (isSaid(now, change)) return { kind: "same" };
    const result = changed(now, change, { newId: randomUUID(), today });
    if (!result.ok) {
      const { key: why, facts: about } = result.fault;
      // From an earlier day on it is so already: a list of the whole school is given again each year.
      if (why === "career.nothingChanges") return { kind: "same" };
      return refusedFor({ key: why, facts: about as LineFault["facts"] });
    }
    after.set(person.id, result.rows);
    return { kind: "writes", from };
  }

  const changes = [...new Set(people.values())].flatMap(({ person, rows }) => {
    const rowsAfter = after.get(person.id);
    return rowsAfter ? [{ person, before: rows, after: rowsAfter }] : [];
  });
  return {
    lines: listed,
    changes,
    refused: listed.filter(({ outcome }) => outcome.kind === "refused").length,
    seen: sha256(canonicalJson(changes.map(({ person, before }) => [person.id, before]).sort())).slice(0, 32),
  };
}

const refusedFor = (why: LineFault): ListedLine["outcome"] => ({ kind: "refused", fault: why });

/** People by what a list calls them: an address, or an identifier of ours. */
async function peopleNamed(tx: Tx, actor: Actor, words: readonly string[]): Promise<Map<string, Managed>> {
  const named = [...new Set(words.map((word) => word.toLowerCase()))];
  const ids = named.filter((word) => z.uuid().safeParse(word).success);
  const found = await findManaged(tx, actor, { OR: [{ email: { in: named } }, { id: { in: ids } }] });
  return new Map(found.flatMap((one) => [one.person.email, one.person.id].map((word) => [word, one] as const)));
}
