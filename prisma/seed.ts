import { parseArgs } from "node:util";
import { hashPassword } from "~/domain/account/passwords.server";
import { replaceToken } from "~/domain/account/tokens.server";
import type { Role } from "~/domain/actor";
import { db, disconnect } from "~/platform/db.server";
import { seedGroundwork } from "./seed/groundwork";
import { seedHistory } from "./seed/history";
import { demoPassword, seedPeople } from "./seed/people";
import { seedPlaces } from "./seed/places";
import { at, setStage } from "./seed/stage";

/** One account of each role, as the launcher prints them: the most telling person of the story. */
const shown: [Role, string][] = [
  ["NATIONAL_PILOT", "helene.dupre-nation"],
  ["CTICE", "mathieu.vasselin"],
  ["RECTORAT", "agnes.lorcy"],
  ["TRAINING_OFFICE", "didier.hascoet"],
  ["HEAD", "bernard.castel"],
  ["REFERENT", "claire.delmas"],
  ["TRAINER", "yann.kermarec"],
  ["TEACHER", "amelie.roy"],
  ["PLATFORM_ADMIN", "alex.technique"],
];

async function seed(profile: "full" | "thread") {
  // The story of the full profile begins before the credits were split; the thread begins where everybody stands.
  await setStage(profile === "full" ? "2012-05-29" : "2012-10-10", profile === "full" ? "08:00" : "09:00");
  const places = await seedPlaces();
  const passwordHash = await hashPassword(demoPassword);
  const people = await seedPeople(places, passwordHash);
  await seedGroundwork(places);
  if (profile === "full") {
    await seedHistory(places, people, passwordHash);
    await at("2012-10-10", "09:00");
  }
}

/** The accounts, the password, and a fresh API token of the rectorat's account; the former one is revoked. */
async function credentials() {
  const people = await db.person.findMany({ include: { account: true, roleAssignments: true } });
  const accounts = shown.flatMap(([role, local]) => {
    const person = people.find(({ email }) => email.startsWith(`${local}@`));
    return person
      ? [
          {
            role,
            name: `${person.givenName} ${person.familyName}`,
            email: person.email,
            accountId: person.account?.id ?? "",
          },
        ]
      : [];
  });
  const rectorat = accounts.find(({ role }) => role === "RECTORAT");
  const token = rectorat ? await replaceToken(rectorat.accountId, "demonstration") : "";
  return { password: demoPassword, accounts: accounts.map(({ role, name, email }) => ({ role, name, email })), token };
}

const { values } = parseArgs({
  options: { profile: { type: "string", default: "full" }, credentials: { type: "boolean" } },
});
if (values.credentials) console.log(JSON.stringify(await credentials()));
else await seed(values.profile === "thread" ? "thread" : "full");
await disconnect();
