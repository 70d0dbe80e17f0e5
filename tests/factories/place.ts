import { db } from "~/platform/db.server";

let serial = 0;
/** A number no other row of this file has. */
export const next = () => ++serial;

const always = new Date("2000-01-01");

/** The nation: one root for each database. */
export async function theNation() {
  const known = await db.place.findFirst({ where: { kind: "NATION" } });
  return known ?? db.place.create({ data: { kind: "NATION", code: "FR", name: "France", validFrom: always } });
}

export async function anAcademie(over: { code?: string; name?: string } = {}) {
  const code = over.code ?? `X${next()}`;
  const name = over.name ?? `Académie ${code}`;
  const nation = await theNation();
  return db.place.create({ data: { kind: "ACADEMIE", code, name, parentId: nation.id, validFrom: always } });
}

type SchoolOver = {
  type?: "ECOLE" | "COLLEGE" | "LYCEE" | "EREA";
  sector?: "PUBLIC" | "PRIVATE_CONTRACT";
  name?: string;
  uai?: string;
};

/** A fictional school of an académie; a public collège unless told. */
export async function aSchool(academie: { id: string }, over: SchoolOver = {}) {
  const uai = over.uai ?? fictionalUai(next());
  return db.place.create({
    data: {
      kind: "SCHOOL",
      code: uai,
      name: over.name ?? `Collège ${uai}`,
      parentId: academie.id,
      fictional: true,
      validFrom: always,
      school: { create: { uai, type: over.type ?? "COLLEGE", sector: over.sector ?? "PUBLIC", town: "Ville-Fictive" } },
    },
  });
}

/** UAI with a right check letter, in a range no real school has. */
export function fictionalUai(number: number): string {
  const digits = String(9_900_000 + number);
  return digits + "ABCDEFGHJKLMNPRSTUVWXYZ".charAt(Number(digits) % 23);
}
