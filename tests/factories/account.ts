import { hash } from "@node-rs/argon2";
import type { Browser } from "~/domain/account/limits.server";
import { randomSecret } from "~/platform/secrets.server";
import { next } from "./place";

export const PASSWORD = "une phrase à retenir";

let cheap: Promise<string> | undefined;

/** The hash of PASSWORD at the lowest cost argon2 allows: tests sign in many times. */
export function passwordHash(): Promise<string> {
  cheap ??= hash(PASSWORD.normalize("NFKC"), { memoryCost: 8, timeCost: 1, parallelism: 1 });
  return cheap;
}

/** A browser nobody knows, from an address of a school unless told. */
export function aBrowser(over: Partial<Browser> = {}): Browser {
  return {
    browserHash: randomSecret(12),
    marks: [],
    address: `192.0.2.${next() % 250}`,
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    ...over,
  };
}
