import { limit } from "~/platform/limits.server";
import { mac, sha256 } from "~/platform/secrets.server";
import { refuse } from "../errors";

/** Who asks, as far as limits need to know. */
export type Browser = {
  /** Hash of the browser's own cookie. */
  browserHash: string;
  /** Marks of the accounts that signed in with this browser before. */
  marks: readonly string[];
  /** The true client address, after the proxies we trust. */
  address: string;
  userAgent: string;
  /** Secret of the session this browser has now, if any. */
  formerSecret?: string | undefined;
};

const QUARTER = 15 * 60;
/** Strangers share ten failures for one account; a browser the owner has used has ten of its own. */
const byStrangers = limit("signin-account", 10, QUARTER);
const byKnownBrowser = limit("signin-browser", 10, QUARTER);
/** A school is one address: only failures of unknown browsers count, and there may be many. */
const byAddress = limit("signin-address", 300, QUARTER);
const resetsOfAccount = limit("reset-account", 3, 3600);
const resetsOfAddress = limit("reset-address", 100, QUARTER);

/** Proof, kept by the browser, that this account has signed in there. Worth nothing for another account or browser. */
export function browserMark(email: string, browserHash: string): string {
  return mac("browser-mark", `${email}:${browserHash}`).toString("base64url").slice(0, 22);
}

/** IPv6 gives a whole /64 to one house. */
function addressKey(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  return sha256(v4 ?? address.split(":").slice(0, 4).join(":"));
}

const tooMany = (seconds: number) =>
  refuse("too_many", "account.tooManyAttempts", { minutes: Math.ceil(seconds / 60), seconds });

/**
 * Counts a try at an account before it is judged, so that tries at the same time are all counted.
 * @returns what to call when the try was right, or wrong
 * @throws too_many with the time to wait; somebody else's failures never stop a browser the owner has used
 */
export async function takeSignInTry(email: string, browser: Browser) {
  const known = browser.marks.includes(browserMark(email, browser.browserHash));
  const address = addressKey(browser.address);
  if (!known) {
    const wait = await byAddress.ask(address);
    if (wait > 0) throw tooMany(wait);
  }
  const [counter, key] = known
    ? [byKnownBrowser, sha256(`${email}:${browser.browserHash}`)]
    : [byStrangers, sha256(email)];
  const wait = await counter.take(key);
  if (wait > 0) throw tooMany(wait);
  return {
    right: () => counter.giveBack(key),
    wrong: async () => {
      if (!known) await byAddress.take(address);
    },
  };
}

/** Whether one more reset may be mailed to this account. @throws too_many for the address it is asked from. */
export async function takeResetTry(email: string, browser: Browser): Promise<boolean> {
  const wait = await resetsOfAddress.take(addressKey(browser.address));
  if (wait > 0) throw tooMany(wait);
  return (await resetsOfAccount.take(sha256(email))) === 0;
}
