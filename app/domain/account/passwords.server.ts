import { hash, verify } from "@node-rs/argon2";
import { randomSecret } from "~/platform/secrets.server";
import { refuse } from "../errors";
import { passwordFault } from "./rules";

/** argon2id (the library's default) with the costs OWASP names first: 19 MiB, 2 passes, 1 lane. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// The same letter may be typed in two ways; both are one password.
const typed = (password: string) => password.normalize("NFKC");

/** A PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(typed(password), COSTS);
}

let decoy: Promise<string> | undefined;

/** Whether the password is right. Without a hash the same work is done for nothing: time must not tell who exists. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomSecret());
  const right = await verify(stored ?? (await decoy), typed(password)).catch(() => false);
  return right && stored !== null;
}

/** @throws invalid, naming the field, for a password too short, too common or made of the address. */
export function requireGoodPassword(password: string, email: string, field = "password"): void {
  const fault = passwordFault(password, email);
  if (fault) throw refuse("invalid", fault, {}, field);
}
