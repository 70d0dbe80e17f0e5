import { limit } from "~/platform/limits.server";
import { sha256 } from "~/platform/secrets.server";
import { refuse } from "../errors";

const SECONDS = 600;
/** Wrong codes only. By browser and by account, never by address: a whole school comes from one. */
const byBrowser = limit("code-browser", 20, SECONDS);
const byAccount = limit("code-account", 20, SECONDS);

/**
 * Counts a try before the code is looked at, so that tries at the same time are all counted; `right` gives it back.
 * @throws Refusal too_many with the minutes to wait
 */
export async function takeCodeTry({ browserHash, accountId }: { browserHash: string; accountId: string | null }) {
  const keys = [{ counter: byBrowser, key: sha256(browserHash) }];
  if (accountId) keys.push({ counter: byAccount, key: sha256(accountId) });
  const waits = await Promise.all(keys.map(({ counter, key }) => counter.take(key)));
  const wait = Math.max(...waits);
  if (wait > 0) throw refuse("too_many", "attendance.tooManyTries", { minutes: Math.ceil(wait / 60) });
  return {
    right: async () => {
      await Promise.all(keys.map(({ counter, key }) => counter.giveBack(key)));
    },
  };
}
