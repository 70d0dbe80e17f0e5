import { setTimeout as sleep } from "node:timers/promises";
import { aScenario } from "@tests/factories/scenario";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "~/platform/db.server";
import { chance } from "../faults/chance";
import { connect, signedIn, startRealtime, until } from "./server";

// REVOCATION_RUNS says how often each right is withdrawn while its holder writes; REVOCATION_SEED plays a series again.
const runs = Array.from({ length: Number(process.env.REVOCATION_RUNS ?? 2) }, (_, n) => n);
const seed = process.env.REVOCATION_SEED ?? String(Date.now() % 1_000_000);
const after: number[] = [];

let server: Awaited<ReturnType<typeof startRealtime>>;
beforeAll(async () => {
  server = await startRealtime();
});
afterAll(async () => {
  await server.stop();
  const worst = Math.max(...after);
  process.stdout.write(
    `revocation: seed ${seed}, n = ${after.length}, last accepted write at most ${worst} ms after\n`,
  );
});

type World = Awaited<ReturnType<typeof aScenario>> & { sessionId: string; writer: { id: string } };
const withdrawals: Record<string, { who: "member" | "referent"; withdraw: (world: World) => Promise<unknown> }> = {
  "the session ends": {
    who: "member",
    withdraw: ({ sessionId }) => db.httpSession.update({ where: { id: sessionId }, data: { revokedAt: new Date() } }),
  },
  "the account is suspended": {
    who: "member",
    withdraw: ({ writer }) => db.account.update({ where: { personId: writer.id }, data: { status: "SUSPENDED" } }),
  },
  "the trainee leaves the session": {
    who: "member",
    async withdraw({ writer }) {
      const enrolment = await db.enrolment.findFirstOrThrow({ where: { personId: writer.id } });
      return db.enrolmentEvent.create({ data: { enrolmentId: enrolment.id, status: "WITHDRAWN", at: new Date() } });
    },
  },
  "the trainee leaves the team": {
    who: "member",
    withdraw: ({ writer }) => db.teamMember.deleteMany({ where: { enrolment: { personId: writer.id } } }),
  },
  "the référent's role ends": {
    who: "referent",
    withdraw: ({ writer }) =>
      db.roleAssignment.updateMany({
        where: { personId: writer.id },
        data: { validTo: new Date(Date.now() - 48 * 3_600_000) },
      }),
  },
};

const cases = Object.keys(withdrawals).flatMap((what) => runs.map((run) => ({ what, run })));
test.each(cases)(
  "$what: nothing is accepted two seconds later, whoever goes on writing (run $run)",
  {
    timeout: 60_000,
  },
  async ({ what, run }) => {
    const drawn = chance(`${seed}-${what}-${run}`);
    const chosen = withdrawals[what];
    if (!chosen) throw new Error(what);
    const world = await aScenario();
    const { scenarioId } = world;
    const writer = chosen.who === "member" ? world.members[0] : world.referent;
    if (!writer) throw new Error("no writer");
    const { cookie, sessionId } = await signedIn(writer);
    const client = await connect(server.url, writer, {
      cookie,
      transports: [drawn.below(2) === 0 ? "websocket" : "polling"],
    });
    await client.join(scenarioId);

    let writing = true;
    const hands = (async () => {
      for (let n = 0; writing; n++) {
        await client.write(`${n};`, 2_000).catch(() => undefined);
        await sleep(10);
      }
    })();
    await sleep(drawn.below(1_000));
    await chosen.withdraw({ ...world, sessionId, writer });
    const [{ at } = { at: new Date() }] = await db.$queryRaw<{ at: Date }[]>`select clock_timestamp() as at`;
    await until("the door or the pen is gone", () => client.closed.length > 0 || client.accesses.includes("read"));
    await sleep(1_000);
    writing = false;
    await hands;
    client.close();

    const last = await db.scenarioUpdate.findFirstOrThrow({
      where: { scenarioId, authorId: writer.id },
      orderBy: { id: "desc" },
    });
    const late = last.createdAt.getTime() - at.getTime();
    after.push(late);
    expect(late).toBeLessThan(2_000);
  },
);
