import { type Actor, holds, type PlaceKind, type Role } from "../actor";

export const PASSWORD_MIN = 12;
/** Hashing a book would be an attack. */
export const PASSWORD_MAX = 200;

/** The commonest long passwords, and those this product invites; compared without case, spaces and accents. */
const common = new Set([
  "123456789012",
  "1234567890123",
  "12345678901234",
  "123456789123",
  "123123123123",
  "111111111111",
  "000000000000",
  "aaaaaaaaaaaa",
  "azertyuiopqs",
  "azertyuiop123",
  "azertyazerty",
  "qwertyuiop12",
  "qwertyuiop123",
  "qwertyqwerty",
  "motdepasse12",
  "motdepasse123",
  "motdepasse1234",
  "motdepassemotdepasse",
  "passwordpassword",
  "password1234",
  "password12345",
  "administrateur",
  "administrator",
  "entrepairs2012",
  "entrepairsentrepairs",
  "educationnationale",
  "jetaimejetaime",
]);

const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}\s]/gu, "")
    .toLowerCase();

/** Why a password is refused, as a key of the catalogue; null when it may be used. Length counts, composition does not. */
export function passwordFault(password: string, email: string): string | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return "account.passwordTooShort";
  if (length > PASSWORD_MAX) return "account.passwordTooLong";
  const bare = plain(password);
  if (common.has(bare) || new Set(bare).size < 4) return "account.passwordTooCommon";
  const local = plain(email.split("@")[0] ?? "");
  if (local.length >= 3 && bare.includes(local)) return "account.passwordHoldsAddress";
  return null;
}

/** Where a role has a meaning. */
export const placeKindsOf: Record<Role, readonly PlaceKind[]> = {
  NATIONAL_PILOT: ["NATION"],
  PLATFORM_ADMIN: ["NATION"],
  CTICE: ["ACADEMIE"],
  RECTORAT: ["ACADEMIE"],
  TRAINING_OFFICE: ["ACADEMIE"],
  HEAD: ["SCHOOL"],
  REFERENT: ["SCHOOL"],
  TRAINER: ["SCHOOL", "ACADEMIE"],
  TEACHER: ["SCHOOL"],
};

/** Who names whom. A référent is named with a lettre de mission (the mission room), not here. */
const naming: Partial<Record<Role, readonly Role[]>> = {
  PLATFORM_ADMIN: [
    "NATIONAL_PILOT",
    "CTICE",
    "RECTORAT",
    "TRAINING_OFFICE",
    "HEAD",
    "REFERENT",
    "TRAINER",
    "TEACHER",
    "PLATFORM_ADMIN",
  ],
  RECTORAT: ["CTICE", "TRAINING_OFFICE", "HEAD"],
  HEAD: ["TEACHER"],
};

/** The roles an actor may give or end at a place of this lineage. */
export function nameableRoles(actor: Actor, place: { kind: PlaceKind; lineage: readonly string[] }): Role[] {
  const named = (Object.keys(naming) as Role[])
    .filter((role) => holds(actor, [role], place.lineage))
    .flatMap((role) => naming[role] ?? []);
  return [...new Set(named)].filter((role) => placeKindsOf[role].includes(place.kind));
}
