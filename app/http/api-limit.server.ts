import { limit } from "~/platform/limits.server";

/** A spreadsheet refreshing every second fits; a loop does not. For each account, whatever its tokens. */
const requests = limit("api", 600, 60);

/** Counts one request. @returns the seconds to wait, 0 when it may go on */
export const takeApiRequest = (accountId: string): Promise<number> => requests.take(accountId);
