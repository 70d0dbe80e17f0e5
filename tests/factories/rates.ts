import type { Actor } from "~/domain/actor";
import { previewRates, writeRates } from "~/domain/pay/commands/write-rates.server";
import type { RateProposal, TypedRate } from "~/domain/pay/rate-plan";
import { db } from "~/platform/db.server";
import { passwordHash } from "./account";
import { proof } from "./pay";
import { anActor } from "./person";
import { theNation } from "./place";

/** Whoever writes the rates, with a password to type again. */
export async function aPilot(): Promise<Actor> {
  const pilot = await anActor({ role: "NATIONAL_PILOT", place: await theNation() });
  await db.account.update({ where: { id: pilot.accountId }, data: { passwordHash: await passwordHash() } });
  return pilot;
}

/** A rate of the certifiés of the classe normale, or of another cell. */
export const aRate = (hourlyCents: number, over: Partial<TypedRate> = {}): TypedRate => ({
  ...{ corps: "CERTIFIE", grade: "CN", hourlyCents, yearlyCents: 107_601, firstYearlyCents: 129_121 },
  ...over,
});

export const aSetOfRates = (over: Partial<RateProposal> = {}): RateProposal => ({
  ...{ validFrom: "2010-07-01", validTo: "2016-06-30", source: "Arrêté d'essai du 1er juillet 2010" },
  ...{ facts: { point: null, others: null, agreges: null }, rows: [aRate(4_000)] },
  ...over,
});

/** Reads the preview, and writes it as it was read. */
export async function writeAsRead(pilot: Actor, proposal: RateProposal, confirmed = true) {
  const { key } = await previewRates(pilot, proposal);
  return writeRates(pilot, proposal, { ...proof(), seen: key, confirmed });
}

export const theRowOn = (validFrom: string, corps: TypedRate["corps"] = "CERTIFIE", grade: TypedRate["grade"] = "CN") =>
  db.rateRow.findFirstOrThrow({ where: { corps, grade, validFrom: new Date(validFrom), withdrawnAt: null } });
