import { PASSWORD, passwordHash } from "@tests/factories/account";
import { anActor } from "@tests/factories/person";
import { previewRates } from "~/domain/pay/commands/write-rates.server";
import { db } from "~/platform/db.server";
import type { World } from "./records";
import type { Write } from "./writes";

const row = { hourlyCents: 2_500, yearlyCents: 72_000, firstYearlyCents: 86_400 };
const fields = { validFrom: "2010-09-01", validTo: "", source: "Arrêté d'essai", rows: "PE;HC;25;720;864" };
const who: Write["who"] = ["NATIONAL_PILOT:own"];

/** Rates are written by the nation alone, which types its password again. */
export const rateWrites: Record<string, Write> = {
  "/etats/taux/nouveaux preview": { who, form: () => ({ fields }) },
  "/etats/taux/nouveaux write": {
    who,
    form: async (world) => {
      await thePilot(world);
      const facts = { point: null, others: null, agreges: null };
      const { key } = await previewRates(await anotherPilot(), {
        ...{ validFrom: fields.validFrom, validTo: null, source: fields.source, facts },
        rows: [{ corps: "PE", grade: "HC", ...row }],
      });
      return { fields: { ...fields, seen: key, confirmed: "on", password: PASSWORD } };
    },
  },
  "/etats/taux/:rateId end": {
    who,
    form: async (world) => ({
      ...(await aRow(world, "CN")),
      fields: { endsOn: "2001-12-31", password: PASSWORD },
    }),
  },
  "/etats/taux/:rateId withdraw": {
    who,
    form: async (world) => ({
      ...(await aRow(world, "HC")),
      fields: { reason: "Motif de l'essai", password: PASSWORD },
    }),
  },
};

async function thePilot({ people }: World): Promise<void> {
  const { accountId } = people("NATIONAL_PILOT:own");
  await db.account.update({ where: { id: accountId }, data: { passwordHash: await passwordHash() } });
}

/** Reads the preview where the planted one may hold her role no longer; its key is the same for both. */
async function anotherPilot() {
  return anActor({ role: "NATIONAL_PILOT", place: await db.place.findFirstOrThrow({ where: { kind: "NATION" } }) });
}

/** An open row that paid nobody. */
async function aRow(world: World, grade: "CN" | "HC") {
  await thePilot(world);
  const { id } = await db.rateRow.create({
    data: {
      ...{ channel: "HSE", corps: "CPE", grade, ...row, source: "test", rounding: "test" },
      validFrom: new Date("2001-01-01"),
    },
  });
  return { params: { rateId: id } };
}
