import { createAllotment } from "~/domain/budget/commands/create-allotment.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import { academieName, academies, keySource } from "../../prisma/frameworks/academies";
import { anAcademie, next } from "./place";

type Place = { id: string };

/** The titre-2 HSE allotment of a school, 1 500,00 € unless told. */
export async function anHseAllotment(school: Place, cents = 150_000) {
  const at = await businessNow();
  const { envelopeId } = await inTransaction((tx) =>
    createAllotment(
      tx,
      {
        placeId: school.id,
        exercise: 2012,
        programme: 141,
        titre2: true,
        natures: ["HSE"],
        label: "Dotation HSE",
        fictional: true,
        amountCents: cents,
        key: `hse:${next()}`,
      },
      { at },
    ),
  );
  return db.envelope.findUniqueOrThrow({ where: { id: envelopeId } });
}

/** Training credits of an académie, outside titre 2, programme 141: 80 548,25 € unless told. */
export async function aTrainingEnvelope(
  academie: Place,
  { cents = 8_054_825, programme = 141 as 139 | 140 | 141 } = {},
) {
  const at = await businessNow();
  const { envelopeId } = await inTransaction((tx) =>
    createAllotment(
      tx,
      {
        placeId: academie.id,
        exercise: 2012,
        programme,
        titre2: false,
        natures: [],
        label: `Formation, P${programme}`,
        amountCents: cents,
        key: `training:${next()}`,
      },
      { at },
    ),
  );
  return db.envelope.findUniqueOrThrow({ where: { id: envelopeId } });
}

/** The 30 académies of 2012 and their keys for the three programmes. */
export async function theThirtyAcademies() {
  for (const { code, name, publicPupils, privatePupils } of academies) {
    const { id: academieId } = await anAcademie({ code, name: academieName(name) });
    await db.allocationKey.createMany({
      data: [139, 140, 141].map((programme) => ({
        exercise: 2012,
        programme,
        academieId,
        weight: programme === 139 ? privatePupils : publicPupils,
        source: keySource,
      })),
    });
  }
}

/** What the table of an envelope's lines adds up to, move by move: the counters must say the same. */
export async function sumsOf(envelopeId: string) {
  const entries = await db.envelopeEntry.findMany({ where: { envelopeId } });
  const sum = (...moves: string[]) =>
    entries.filter(({ move }) => moves.includes(move)).reduce((all, { amountCents }) => all + amountCents, 0);
  return {
    delegatedCents: sum("DELEGATE"),
    committedCents: sum("COMMIT") - sum("RELEASE"),
    serviceDoneCents: sum("SERVICE_DONE"),
    paidCents: sum("PAY"),
  };
}

export async function countersOf(envelopeId: string) {
  const { delegatedCents, committedCents, serviceDoneCents, paidCents } = await db.envelope.findUniqueOrThrow({
    where: { id: envelopeId },
  });
  return { delegatedCents, committedCents, serviceDoneCents, paidCents };
}
