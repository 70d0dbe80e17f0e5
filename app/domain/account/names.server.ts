import { db, type Tx } from "~/platform/db.server";

/** Names of people by id, in the order of the alphabet. */
export async function namesOf(ids: Iterable<string | null>, tx: Tx = db): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const people = await tx.person.findMany({
    where: { id: { in: wanted } },
    orderBy: [{ familyName: "asc" }, { givenName: "asc" }],
    select: { id: true, givenName: true, familyName: true },
  });
  return new Map(people.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]));
}
