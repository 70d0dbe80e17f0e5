import { aPerson } from "@tests/factories/person";
import type { Role } from "~/domain/actor";
import type { Places, SchoolKey } from "./places";

/** Everybody here is invented; addresses end in a domain that cannot exist. */
export const domain = "demo.entrepairs.example";

/** Every account of the demonstration opens with it. The demonstration holds nobody's data. */
export const demoPassword = "entrepairs-2012";

type Seeded = { id: string; email: string; givenName: string; familyName: string };
export type People = {
  pilot: Seeded;
  ctice: Seeded;
  rectorat: Seeded;
  trainingOffice: Seeded;
  admin: Seeded;
  heads: Record<SchoolKey, Seeded>;
  /** Teachers of each school; the first one leads cohorts where the school has a référent. */
  teachers: Record<SchoolKey, Seeded[]>;
};

const heads: Record<SchoolKey, [string, string]> = {
  tilleuls: ["Bernard", "Castel"],
  phare: ["Soizic", "Marzin"],
  lande: ["Hervé", "Couëdic"],
  estran: ["Odile", "Trémeur"],
  genets: ["Malika", "Rouxel"],
  balise: ["Gildas", "Penhoët"],
  mouettes: ["Annick", "Kersual"],
  bocage: ["Loïc", "Guivarch"],
};

const teachers: Record<SchoolKey, string[]> = {
  tilleuls: [
    "Claire Delmas",
    "Yann Kermarec",
    "Amélie Roy",
    "Florence Guérin",
    "David Lemoine",
    "Inès Caron",
    "Antoine Pélissier",
    "Sophie Legrand",
    "Karim Benali",
    "Hélène Marchand",
    "Marc Aubry",
    "Julien Morvan",
    "Thomas Vasseur",
    "Nadia Saïdi",
    "Erwan Le Bihan",
  ],
  phare: [
    "Nolwenn Cariou",
    "Paul Quéré",
    "Lucie Hamon",
    "Rachid Amrani",
    "Maëlle Stéphan",
    "Olivier Daniel",
    "Sarah Cohen-Riou",
    "Benoît Madec",
  ],
  lande: ["Gwenaëlle Robic", "Fabien Jégo", "Céline Evano", "Mehdi Kaci", "Anne-Laure Thébaud", "Pierre Guillemot"],
  estran: ["Isabelle Briand", "Xavier Le Goff", "Delphine Noir", "Samuel Hervé"],
  genets: ["Tanguy Prigent", "Laure Vidal", "Hamid Ziani", "Marion Blot", "Étienne Roussel"],
  balise: ["Kevin Allain", "Rozenn Tanguy", "Camille Dubreuil", "Noé Fichou"],
  mouettes: ["Jeanne Abgrall", "Tristan Roudaut"],
  bocage: ["Émilie Rault", "Corentin Hinault", "Lise Oger"],
};

const since = new Date("2011-09-01");

/** Sixty people, each with an active account that opens with the demonstration password. */
export async function seedPeople(places: Places, passwordHash: string): Promise<People> {
  const make = (
    givenName: string,
    familyName: string,
    role: Role,
    place: { id: string },
    functionLabel: string,
    career = {},
  ) =>
    aPerson({
      givenName,
      familyName,
      email: addressOf(givenName, familyName),
      role,
      place,
      functionLabel,
      passwordHash,
      roleSince: since,
      ...career,
    });
  const office = { category: "OTHER", corps: "OTHER" } as const;
  const people = {
    pilot: await make("Hélène", "Dupré-Nation", "NATIONAL_PILOT", places.nation, "pilote nationale", office),
    ctice: await make("Mathieu", "Vasselin", "CTICE", places.rennes, "conseiller TICE du recteur", office),
    rectorat: await make("Agnès", "Lorcy", "RECTORAT", places.rennes, "division des personnels enseignants", office),
    trainingOffice: await make(
      "Didier",
      "Hascoët",
      "TRAINING_OFFICE",
      places.rennes,
      "délégation à la formation",
      office,
    ),
    admin: await make("Alex", "Technique", "PLATFORM_ADMIN", places.nation, "administration de la plateforme", office),
  };
  const inSchools = { heads: {} as People["heads"], teachers: {} as People["teachers"] };
  for (const [key, school] of Object.entries(places.schools) as [SchoolKey, { id: string }][]) {
    const [given, family] = heads[key];
    inSchools.heads[key] = await make(given, family, "HEAD", school, "chef d’établissement", office);
    const firstDegree = key === "mouettes" || key === "bocage";
    inSchools.teachers[key] = [];
    for (const [index, name] of teachers[key].entries()) {
      const [givenName = "", ...rest] = name.split(" ");
      const corps = firstDegree ? "PE" : index % 5 === 4 ? "AGREGE" : "CERTIFIE";
      inSchools.teachers[key].push(
        await make(givenName, rest.join(" "), "TEACHER", school, firstDegree ? "professeur des écoles" : "professeur", {
          corps,
          grade: index % 4 === 3 ? "HC" : "CN",
        }),
      );
    }
  }
  return { ...people, ...inSchools };
}

/** « Anne-Laure Thébaud » → anne-laure.thebaud@… */
export function addressOf(givenName: string, familyName: string): string {
  const plain = (text: string) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^a-z-]+/g, "-");
  return `${plain(givenName)}.${plain(familyName)}@${domain}`;
}
