import { randomUUID } from "node:crypto";
import { aPerson } from "@tests/factories/person";
import { decideWork } from "~/domain/hours/commands/attest-work.server";
import { signLetter } from "~/domain/mission/commands/sign-letter.server";
import { certifyService } from "~/domain/pay/commands/certify.server";
import { declareWork } from "~/domain/pay/commands/declare-work.server";
import { engage } from "~/domain/pay/commands/engage.server";
import { db } from "~/platform/db.server";
import { addressOf, type People } from "./people";
import type { Places } from "./places";
import { as, drain } from "./stage";

// Somebody who came in September, invented as everybody here: nobody has told the rectorat's career of her, so that what she
// made is held until whoever visits the demonstration writes it.

const name = { givenName: "Morgane", familyName: "Nouvelle-Venue" };
const task = "Fiches d’accueil";

export async function welcomeNewcomer({ schools }: Places, { ctice, heads }: People, passwordHash: string) {
  const person = await aPerson({
    ...name,
    ...{ email: addressOf(name.givenName, name.familyName), functionLabel: "professeure" },
    ...{ role: "TEACHER", place: schools.tilleuls, roleSince: new Date("2012-09-03"), passwordHash, career: false },
  });
  const { missionId } = await engage(await as(ctice), {
    ...{ id: randomUUID(), personId: person.id, schoolId: schools.tilleuls.id, schoolYearId: "2012-2013" },
    title: "Accueillir les collègues : fiches du cahier de textes (exemple inventé)",
    ...{ purpose: "DESIGN", channel: "VACATION", level: "expertise", rateCents: 42_00, plannedMinutes: 240 },
    letter: { tasks: [{ label: task, minutes: 240 }], startsOn: null, endsOn: null },
  });
  await signLetter(await as(heads.tilleuls), missionId);
  await drain();
}

/** Two works of September, attested by the CTICE and certified by the head: their draft holds them (PAY-13). */
export async function newcomerWorks({ ctice, heads }: People) {
  const { id: missionId, personId } = await db.mission.findFirstOrThrow({
    where: { kind: "DESIGN", person: { familyName: name.familyName } },
  });
  for (const [day, minutes, made] of [
    ["2012-09-20", 90, "Six fiches pour ouvrir une session et remplir le cahier de textes"],
    ["2012-09-25", 60, "Une affiche pour la salle des professeurs"],
  ] as const) {
    const id = randomUUID();
    const work = { id, day, minutes, made, task, pathId: null, scenarioId: null };
    await declareWork(await as({ id: personId }), missionId, work);
    await decideWork(await as(ctice), missionId, { workId: id, attest: true });
  }
  const entries = await db.hourEntry.findMany({ where: { missionId } });
  await certifyService(
    await as(heads.tilleuls),
    entries.map(({ id }) => id),
  );
  await drain();
}
