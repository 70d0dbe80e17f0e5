import { randomUUID } from "node:crypto";
import { proposeAmount, recordCouncil } from "~/domain/mission/commands/record-fact.server";
import { signLetter } from "~/domain/mission/commands/sign-letter.server";
import { engage } from "~/domain/pay/commands/engage.server";
import { db } from "~/platform/db.server";
import type { People } from "./people";
import type { Places } from "./places";
import { as, drain } from "./stage";

const YEAR = "2012-2013";

/** Other channels than HSE, told by the same invented people: hours paid as vacations, and an IFIC that waits for the recteur. */
export async function seedChannels(places: Places, people: People): Promise<void> {
  await entrustVacations(places, people);
  await proposeIfic(places, people);
  await drain();
}

/** Six hours of a workshop in a lycée, at a rate within the bracket of its level (arrêté of 7 May 2012). */
async function entrustVacations({ schools }: Places, { trainingOffice, heads, teachers }: People) {
  const [trainer] = teachers.balise;
  if (!trainer) throw new Error("nobody teaches there");
  const { missionId } = await engage(await as(trainingOffice), {
    id: randomUUID(),
    personId: trainer.id,
    schoolId: schools.balise.id,
    schoolYearId: YEAR,
    title: "Atelier : monter une vidéo de cours (exemple inventé)",
    channel: "VACATION",
    level: "approfondissement",
    rateCents: 45_00,
    plannedMinutes: 360,
    letter: { tasks: [{ label: "Animer deux ateliers de trois heures", minutes: 360 }], startsOn: null, endsOn: null },
  });
  await signLetter(await as(heads.balise), missionId);
}

/** Both councils heard of it, the head proposes an amount above the floor: the rectorat has it to decide. */
async function proposeIfic({ schools }: Places, { heads, teachers }: People) {
  const [referent] = teachers.phare;
  const { id } = await db.mission.findFirstOrThrow({
    where: { personId: referent?.id ?? "", placeId: schools.phare.id, schoolYearId: YEAR, channel: "IFIC" },
  });
  const head = await as(heads.phare);
  await recordCouncil(head, id, { kind: "CONSEIL_PEDAGOGIQUE", heldOn: "2012-09-18" });
  await recordCouncil(head, id, { kind: "CONSEIL_ADMINISTRATION", heldOn: "2012-09-27" });
  await proposeAmount(head, id, { amountCents: 600_00 });
}
