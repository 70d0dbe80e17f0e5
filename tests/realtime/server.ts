import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openSession } from "~/domain/account/sessions.server";
import { schemaVersion } from "~/editor/protocol";
import { sessionCookie } from "~/http/cookies.server";
import { db } from "~/platform/db.server";
import { env } from "~/platform/env.server";
import { attachRealtime } from "~/realtime/attach.server";
import { Client } from "./client";

/** The real sockets on a port of their own; `stop` as the web process stops. */
export async function startRealtime() {
  const http = createServer();
  const realtime = attachRealtime(http);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return { url, io: realtime.io, stop: realtime.close };
}

/** The cookie of a browser where this person has signed in, and the id of the session. */
export async function signedIn(person: { id: string }): Promise<{ cookie: string; sessionId: string }> {
  const account = await db.account.findUniqueOrThrow({ where: { personId: person.id } });
  const secret = await openSession(account.id, "test");
  const session = await db.httpSession.findFirstOrThrow({
    where: { accountId: account.id },
    orderBy: { createdAt: "desc" },
  });
  const header = await sessionCookie().serialize(secret);
  return { cookie: header.split(";")[0] ?? "", sessionId: session.id };
}

type Over = Partial<ConstructorParameters<typeof Client>[0]>;

/** A client of that person, connected from our own pages. */
export async function connect(url: string, person: { id: string }, over: Over = {}): Promise<Client> {
  const { cookie } = over.cookie ? { cookie: over.cookie } : await signedIn(person);
  return new Client({ url, origin: env().ORIGIN[0] ?? "", schema: schemaVersion, ...over, cookie }).connected();
}

/** Waits until `holds`, at most `timeout` ms. Gives how long it took. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, timeout = 5_000): Promise<number> {
  const from = Date.now();
  while (!(await holds())) {
    if (Date.now() - from > timeout) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return Date.now() - from;
}

/** Everything that is committed, applied to an empty document. */
export async function committedText(scenarioId: string): Promise<string> {
  const Y = await import("yjs");
  const document = new Y.Doc();
  const snapshot = await db.scenarioSnapshot.findUnique({ where: { scenarioId } });
  if (snapshot) Y.applyUpdate(document, new Uint8Array(snapshot.state));
  const rows = await db.scenarioUpdate.findMany({ where: { scenarioId }, orderBy: { id: "asc" } });
  for (const { update } of rows) Y.applyUpdate(document, new Uint8Array(update));
  return document.getXmlFragment("content").toString();
}
