import { aSchool, fictionalUai, theNation } from "@tests/factories/place";
import { db } from "~/platform/db.server";
import { academieName, academies } from "../frameworks/academies";

/** The départements of the académie de Rennes. The schools below are invented; their UAI are in a range no real school has. */
const departements = [
  ["022", "Côtes-d’Armor"],
  ["029", "Finistère"],
  ["035", "Ille-et-Vilaine"],
  ["056", "Morbihan"],
] as const;

type SchoolSeed = {
  key: string;
  name: string;
  departement: string;
  type: "ECOLE" | "COLLEGE" | "LYCEE";
  sector: "PUBLIC" | "PRIVATE_CONTRACT";
};

export const schools = [
  { key: "tilleuls", name: "Collège des Tilleuls", departement: "035", type: "COLLEGE", sector: "PUBLIC" },
  { key: "phare", name: "Collège du Phare", departement: "029", type: "COLLEGE", sector: "PUBLIC" },
  { key: "lande", name: "Collège de la Lande", departement: "056", type: "COLLEGE", sector: "PUBLIC" },
  { key: "estran", name: "Collège de l’Estran", departement: "022", type: "COLLEGE", sector: "PRIVATE_CONTRACT" },
  { key: "genets", name: "Lycée des Genêts", departement: "035", type: "LYCEE", sector: "PUBLIC" },
  { key: "balise", name: "Lycée de la Balise", departement: "056", type: "LYCEE", sector: "PUBLIC" },
  { key: "mouettes", name: "École des Mouettes", departement: "029", type: "ECOLE", sector: "PUBLIC" },
  { key: "bocage", name: "École du Bocage", departement: "022", type: "ECOLE", sector: "PUBLIC" },
] as const satisfies SchoolSeed[];

export type SchoolKey = (typeof schools)[number]["key"];
export type Places = {
  nation: { id: string };
  rennes: { id: string };
  schools: Record<SchoolKey, { id: string; name: string }>;
};

const since = new Date("2000-01-01");

/** The 30 académies of 2012, and fictional schools in Rennes alone. */
export async function seedPlaces(): Promise<Places> {
  const nation = await theNation();
  for (const { code, name } of academies)
    await db.place.create({
      data: {
        kind: "ACADEMIE",
        code,
        name: academieName(name),
        parentId: nation.id,
        timeZone: zoneOf(code),
        validFrom: since,
      },
    });
  const rennes = await db.place.findFirstOrThrow({ where: { kind: "ACADEMIE", code: "14" } });
  const byCode = new Map<string, { id: string }>();
  for (const [code, name] of departements)
    byCode.set(
      code,
      await db.place.create({ data: { kind: "DEPARTEMENT", code, name, parentId: rennes.id, validFrom: since } }),
    );
  const made: Partial<Record<SchoolKey, { id: string; name: string }>> = {};
  for (const [index, { key, departement, ...school }] of schools.entries()) {
    const parent = byCode.get(departement) ?? rennes;
    made[key] = await aSchool(parent, { ...school, uai: fictionalUai(100 + index) });
  }
  return { nation, rennes, schools: made as Places["schools"] };
}

/** Overseas académies live in their own time. */
function zoneOf(code: string): string {
  const zones: Record<string, string> = {
    "28": "Indian/Reunion",
    "31": "America/Martinique",
    "32": "America/Guadeloupe",
    "33": "America/Cayenne",
  };
  return zones[code] ?? "Europe/Paris";
}
