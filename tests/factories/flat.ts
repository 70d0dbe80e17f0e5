import { createAllotment } from "~/domain/budget/commands/create-allotment.server";
import { recordPayment } from "~/domain/budget/commands/record-payment.server";
import type { Nature } from "~/domain/budget/schema";
import { recordCouncil } from "~/domain/mission/commands/record-fact.server";
import { nameByRules } from "~/domain/pay/commands/engage.server";
import { proposeIfic } from "~/domain/pay/commands/ific.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import type { Workplace } from "./mission";
import { next } from "./place";

/** A titre-2 allotment of a place for some natures, 5 000,00 € unless told. */
export async function anAllotment(place: { id: string }, natures: Nature[], amountCents = 500_000) {
  const at = await businessNow();
  const allotment = { exercise: 2012, programme: 141 as const, titre2: true, label: "Dotation", fictional: true };
  const { envelopeId } = await inTransaction((tx) =>
    createAllotment(tx, { ...allotment, placeId: place.id, natures, amountCents, key: `all:${next()}` }, { at }),
  );
  return envelopeId;
}

type Terms = {
  channel: "IFIC" | "IMP" | "PACTE";
  amountCents: number;
  yearId?: string;
  letter?: [string, string];
  facts?: [kind: "CONSEIL_PEDAGOGIQUE" | "CONSEIL_ADMINISTRATION" | "DECISION_RECTEUR" | "SERVICE_FAIT", on: string][];
};
/** A function of the teacher, with a signed letter and the facts its channel asks for. */
export async function aFunction(
  work: Workplace,
  { channel, amountCents, yearId = work.year.id, letter, facts }: Terms,
) {
  const at = new Date("2012-09-10T08:00:00Z");
  const mission = await db.mission.create({
    data: {
      personId: work.teacher.id,
      placeId: work.school.id,
      schoolYearId: yearId,
      kind: "FUNCTION",
      functionCode: "REFERENT_NUMERIQUE",
      title: "Référent numérique",
      channel,
      amountCents,
      at,
      createdById: work.ctice.personId,
    },
  });
  const [startsOn, endsOn] = letter ?? ["2012-09-04", "2013-07-05"];
  await db.missionLetter.create({
    data: {
      missionId: mission.id,
      number: `L-${next()}`,
      status: "SIGNED",
      tasks: [],
      startsOn: new Date(startsOn),
      endsOn: new Date(endsOn),
      issuedAt: at,
      issuedById: work.ctice.personId,
      signedAt: at,
      signedById: work.head.personId,
      hash: "h",
    },
  });
  for (const [kind, heldOn] of facts ?? [])
    await db.missionFact.create({
      data: {
        missionId: mission.id,
        kind,
        heldOn: new Date(heldOn),
        at,
        recordedById: kind === "DECISION_RECTEUR" ? work.rectorat.personId : work.head.personId,
      },
    });
  return mission;
}
/** What an IFIC waits for, dated. */
export const decided: NonNullable<Terms["facts"]> = [
  ["CONSEIL_PEDAGOGIQUE", "2012-09-20"],
  ["CONSEIL_ADMINISTRATION", "2012-09-27"],
  ["DECISION_RECTEUR", "2012-10-01"],
];

/** An IFIC of a teacher of the workplace, proposed by the head: the recteur's decision is awaited. It is October 2012. */
export async function aProposedIfic(work: Workplace, amountCents = 60_000, personId = work.teacher.id) {
  const { missionId } = await nameByRules(work.ctice, {
    schoolId: work.school.id,
    personId,
    schoolYearId: work.year.id,
  });
  await recordCouncil(work.head, missionId, { kind: "CONSEIL_PEDAGOGIQUE", heldOn: "2012-09-20" });
  await recordCouncil(work.head, missionId, { kind: "CONSEIL_ADMINISTRATION", heldOn: "2012-10-04" });
  await proposeIfic(work.head, missionId, { amountCents });
  return missionId;
}

/** As if it had been decided and handed over: what the workflow does is told elsewhere. */
export async function exported(statementId: string) {
  const { status: now } = await db.payStatement.findUniqueOrThrow({ where: { id: statementId } });
  for (const status of (["CONTROLLED", "DECIDED", "EXPORTED"] as const).filter(() => now === "DRAFT"))
    await db.payStatement.update({ where: { id: statementId }, data: { status } });
  await recordPayment(statementId);
}
