import { PASSWORD, passwordHash } from "@tests/factories/account";
import { aPerson } from "@tests/factories/person";
import { createLink, findLinkPath } from "~/domain/account/links.server";
import { liveCode } from "~/domain/attendance/codes.server";
import { realNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import { aSigningSeance, somebodySignedIn } from "./records";
import type { Write } from "./writes";

/** The doors of the site: who comes in is nobody yet. */
export const doorWrites: Record<string, Write> = {
  "/connexion signIn": {
    who: "public",
    form: async () => {
      const { email } = await aPerson({ passwordHash: await passwordHash() });
      return { fields: { email, password: PASSWORD, suite: "/" } };
    },
  },
  "/deconnexion signOut": { who: "public", form: async () => ({ as: (await somebodySignedIn()).cookie, fields: {} }) },
  "/mot-de-passe askReset": {
    who: "public",
    form: async () => ({ fields: { email: (await aPerson()).email } }),
  },
  "/mot-de-passe/:linkId/:secret resetPassword": {
    who: "public",
    form: async () => ({ ...(await aLink("RESET")), fields: { password: "une autre phrase à retenir" } }),
  },
  "/invitation/:linkId/:secret activate": {
    who: "public",
    form: async () => ({
      ...(await aLink("INVITATION")),
      fields: { givenName: "Camille", familyName: "Essai", password: "une phrase à retenir" },
    }),
  },
  "/invitation/:linkId/:secret accept": {
    who: ["TEACHER:own"],
    // Whoever holds the secret of somebody's invitation knows that there is one.
    refused: 409,
    form: async (world) => ({ ...(await aLink("INVITATION", world.ids.teacherId)), fields: {} }),
  },
  "/e receive": {
    who: "public",
    form: async (world) => {
      const { sheetId } = await aSigningSeance(world);
      return { fields: { code: liveCode(sheetId, realNow()).code } };
    },
  },
};

/** A mailed link of somebody who may use it: a fresh account for an invitation, unless told whose. */
async function aLink(kind: "INVITATION" | "RESET", personId?: string) {
  const person = personId ?? (await aPerson()).id;
  if (kind === "INVITATION" && !personId)
    await db.account.update({ where: { personId: person }, data: { status: "INVITED" } });
  const account = await db.account.findUniqueOrThrow({ where: { personId: person } });
  const found = await findLinkPath(await createLink(db, account.id, kind));
  const [, , linkId = "", secret = ""] = found?.path.split("/") ?? [];
  return { params: { linkId, secret } };
}
