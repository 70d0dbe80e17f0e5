import { createServer, type Socket } from "node:net";
import { afterAll, expect, test } from "vitest";

// Not the demonstration: mail really leaves, and the pages of the demonstration do not exist. The environment is parsed
// once, at the first import that asks: it is set before.
const sink = await smtpSink();
process.env.ENTREPAIRS_DEMONSTRATION = "0";
process.env.SMTP_URL = `smtp://127.0.0.1:${sink.port}`;
const { sendMail } = await import("~/domain/delivery/commands.server");
const { queueMail } = await import("~/domain/notification/commands.server");
const { makeMove, moveClock } = await import("~/domain/demonstration/commands.server");
const { demonstrationBar } = await import("~/domain/demonstration/queries.server");
const { getMailboxMessage, listMailbox } = await import("~/domain/notification/queries.server");
const { db, inTransaction } = await import("~/platform/db.server");
const { anOpenCohort, aSealedSheet } = await import("../factories/hours");
const { aPerson } = await import("../factories/person");
afterAll(sink.close);

test("a message leaves by SMTP once, plain text, under an identifier its key makes", async () => {
  const person = await aPerson({ email: "jeanne@fictif.example" });
  const { seance } = await aSealedSheet(await anOpenCohort(), { sealed: false });
  const at = new Date("2012-10-10T07:00:00Z");
  const params = { seanceId: seance.id };
  await inTransaction((tx) =>
    queueMail(tx, { toPersonId: person.id, template: "convocation", params, key: "smtp", at }),
  );
  const { id } = await db.mail.findUniqueOrThrow({ where: { key: "smtp" } });
  await sendMail(id);
  await sendMail(id);
  expect(sink.received).toHaveLength(1);
  const [letter = ""] = sink.received;
  expect(letter).toMatch(/^To: jeanne@fictif\.example$/m);
  expect(letter).toMatch(/^Message-ID: <[0-9a-f]{40}@localhost>$/m);
  expect(letter).toMatch(/^Content-Type: text\/plain/m);
  expect(letter).not.toContain("smtp:");
  expect(await db.mailboxMessage.count()).toBe(0);
});

test("a message that a server refuses stays to be sent", async () => {
  const at = new Date("2012-10-10T07:00:00Z");
  const { seance } = await aSealedSheet(await anOpenCohort(), { sealed: false });
  const params = { seanceId: seance.id };
  await inTransaction((tx) =>
    queueMail(tx, { toEmail: "refused@fictif.example", template: "reminder", params, key: "refused", at }),
  );
  const { id } = await db.mail.findUniqueOrThrow({ where: { key: "refused" } });
  await expect(sendMail(id)).rejects.toThrow();
  expect((await db.mail.findUniqueOrThrow({ where: { id } })).sentAt).toBeNull();
});

test("outside the demonstration there is no bar, no mailbox, and nobody moves the clock", async () => {
  expect(await demonstrationBar("fr")).toBeUndefined();
  await expect(moveClock(null, new Date("2030-01-01"))).rejects.toMatchObject({ code: "not_found" });
  await expect(makeMove(null, "date")).rejects.toMatchObject({ code: "not_found" });
  await expect(listMailbox({ to: null, after: null })).rejects.toMatchObject({ code: "not_found" });
  await expect(getMailboxMessage(crypto.randomUUID())).rejects.toMatchObject({ code: "not_found" });
});

/** A mail server of a few lines: keeps what it is given, refuses one address. */
async function smtpSink() {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let body: string | null = null;
    let rest = "";
    socket.write("220 sink\r\n");
    socket.on("data", (chunk) => {
      rest += chunk.toString();
      for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (body !== null && line === ".") {
          received.push(body);
          body = null;
          socket.write("250 kept\r\n");
        } else if (body !== null) body += `${line}\n`;
        else if (line === "DATA") {
          body = "";
          socket.write("354 go on\r\n");
        } else if (line === "QUIT") socket.end("221 bye\r\n");
        else socket.write(/^RCPT.*refused@/.test(line) ? "550 nobody here\r\n" : "250 ok\r\n");
      }
    });
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    received,
    port: typeof address === "object" && address ? address.port : 0,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
