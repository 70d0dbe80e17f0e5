import type { Actor } from "~/domain/actor";
import { changeCareer } from "~/domain/career/commands/change.server";
import { getCareer } from "~/domain/career/queries.server";
import type { CareerFacts, ChangeCareer } from "~/domain/career/schema";
import { db } from "~/platform/db.server";

export const certifie = {
  ...{ category: "TEACHER", corps: "CERTIFIE", grade: "CN" },
  ...{ fullService: true, mainDuty: "TEACHING" },
} as const satisfies CareerFacts;
export const hc = { ...certifie, grade: "HC" } as const satisfies CareerFacts;

/** Somebody invited through the product: nobody said what her career is. */
export const forget = (person: { id: string }) => db.career.deleteMany({ where: { personId: person.id } });

/** A change as the page carries it, read a moment ago. */
export async function say(
  actor: Actor,
  personId: string,
  change: DistributedOmit<ChangeCareer, "seen">,
): Promise<void> {
  const { seen } = await getCareer(actor, personId);
  await changeCareer(actor, personId, { ...change, seen } as ChangeCareer);
}
type DistributedOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The rows of a person as they stand: first and last day, corps, grade. */
export async function careerOf(personId: string) {
  const rows = await db.career.findMany({ where: { personId }, orderBy: { validFrom: "asc" } });
  const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null;
  return rows.map(({ validFrom, validTo, corps, grade }) => [day(validFrom), day(validTo), corps, grade]);
}
