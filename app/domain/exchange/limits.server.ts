import { type Limit, limit } from "~/platform/limits.server";
import { sha256 } from "~/platform/secrets.server";
import { refuse } from "../errors";

/** A file costs far more than a page: enough for a whole cohort's, too few to keep a process busy. By account. */
const downloads = limit("scenario-file", 40, 600);

const uploads = limit("scenario-import", 30, 600);

/** @throws Refusal too_many with the minutes to wait */
export const takeDownload = (accountId: string) => take(downloads, accountId);
/** @throws Refusal too_many with the minutes to wait */
export const takeUpload = (accountId: string) => take(uploads, accountId);

async function take(counter: Limit, accountId: string): Promise<void> {
  const seconds = await counter.take(sha256(accountId));
  if (seconds > 0) throw refuse("too_many", "exchange.slowDown", { minutes: Math.ceil(seconds / 60), seconds });
}
