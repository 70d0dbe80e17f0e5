import { anActor, aPerson } from "@tests/factories/person";
import { getCareer } from "~/domain/career/queries.server";
import { weighList } from "~/domain/pay/career-lines.server";
import type { World } from "./records";
import type { Attempt, Write } from "./writes";

/** Reads what a form carries: a colleague of those who are tried, whose role never ends. */
const aReader = (world: World) => anActor({ role: "RECTORAT", place: world.academie });
const aColleague = (world: World) => aPerson({ role: "TEACHER", place: { id: world.ids.schoolId } });

async function aPromotion(world: World): Promise<Attempt> {
  const { id: personId } = await aColleague(world);
  const { seen } = await getCareer(await aReader(world), personId);
  const facts = { category: "TEACHER", corps: "CERTIFIE", grade: "HC", fullService: "yes", mainDuty: "TEACHING" };
  return { params: { personId }, fields: { kind: "ADD", seen, from: "2012-09-01", ...facts } };
}

async function aList(world: World): Promise<Attempt> {
  const { email } = await aColleague(world);
  const list = `${email};certifié;hors classe;complet;enseignement;01/09/2012`;
  const { seen } = await weighList(await aReader(world), list);
  return { fields: { list, seen } };
}

/** Careers are the rectorat's to write; a list of another académie is read, and every line of it refused. */
export const careerWrites: Record<string, Write> = {
  "/academie/personnes/:personId/carriere check": { who: ["RECTORAT:own"], form: aPromotion },
  "/academie/personnes/:personId/carriere write": { who: ["RECTORAT:own"], form: aPromotion },
  "/academie/personnes/carrieres check": { who: ["RECTORAT:own", "RECTORAT:other"], form: aList },
  "/academie/personnes/carrieres write": { who: ["RECTORAT:own", "RECTORAT:other"], form: aList },
};
