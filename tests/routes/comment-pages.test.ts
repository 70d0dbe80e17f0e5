import { randomUUID } from "node:crypto";
import { aComment, anAnchorOn, aThread } from "@tests/factories/comment";
import { actorOf, aPerson } from "@tests/factories/person";
import { aScenario } from "@tests/factories/scenario";
import { payloads } from "@tests/support/exchange";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSession } from "~/domain/account/sessions.server";
import { withdrawComment } from "~/domain/comment/commands/change.server";
import { beginThread } from "~/domain/comment/commands/say.server";
import { sendMail } from "~/domain/delivery/commands.server";
import { listMessages } from "~/domain/delivery/queries.server";
import { sessionCookie } from "~/http/cookies.server";
import { db } from "~/platform/db.server";
import { loadBuild } from "./authorization/manifest";
import { startSite } from "./site";

const ORIGIN = "http://localhost:3000";
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite(await loadBuild());
});
afterAll(() => site.stop());

async function asReader() {
  const made = await aScenario({ title: "Lire un graphique" });
  const account = await db.account.findUniqueOrThrow({ where: { personId: made.otherTrainee.id } });
  const cookie = (await sessionCookie().serialize(await openSession(account.id, "test"))).split(";")[0] ?? "";
  const page = `/scenarios/${made.scenarioId}/commentaires`;
  const ask = (path: string) => fetch(`${site.url}${path}`, { headers: { cookie, accept: "text/html" } });
  const post = (path: string, fields: Record<string, string>) =>
    fetch(`${site.url}${path}`, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { cookie, origin: ORIGIN, accept: "text/html" },
      redirect: "manual",
    });
  return { ...made, actor: await actorOf(made.otherTrainee), page, ask, post };
}

/** What a form of the page would send: the hidden fields as they stand there. */
function hidden(html: string, intent: string): Record<string, string> {
  const form = html.split("<form").find((one) => one.includes(`value="${intent}"`)) ?? "";
  const inputs = [
    ...(form.split("</form>")[0]?.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g) ?? []),
  ];
  return Object.fromEntries(inputs.map(([, name = "", value = ""]) => [name, value]));
}

test("without JavaScript: read under the text, comment, answer, settle", async () => {
  const { scenarioId, page, ask, post, referent } = await asReader();
  const author = await actorOf(referent);
  const anchor = await anAnchorOn(scenarioId, "un graphique");
  await beginThread(author, scenarioId, { ...aComment("Lequel ?"), ...anchor });
  const read = await (await ask(`/scenarios/${scenarioId}`)).text();
  const under = /<noscript>.*<\/noscript>/s.exec(read)?.[0] ?? "";
  expect(under).toContain("Lequel ?");
  expect(under).toContain("un graphique");
  expect(under).toContain(`action="${page}"`);
  // Scripts that are there and fail: then the browser shows nothing of the above.
  expect(read.replace(under, "")).toContain(`href="${page}"`);

  const answer = hidden(await (await ask(page)).text(), "answer");
  const sent = await post(page, { ...answer, body: "Celui des températures.", mention: referent.id });
  expect(sent.status).toBe(302);
  expect(sent.headers.get("location")).toBe(`${page}#fil-${answer.threadId}`);
  const begin = hidden(await (await ask(page)).text(), "begin");
  expect(begin).toMatchObject({ intent: "begin", anchor: "SCENARIO" });
  expect((await post(page, { ...begin, body: "Sur le tout.", mention: "" })).status).toBe(302);
  // The button pressed twice.
  expect((await post(page, { ...begin, body: "Sur le tout.", mention: "" })).status).toBe(302);
  const after = await (await ask(page)).text();
  for (const words of ["Celui des températures.", "Sur le tout."])
    expect(after.split(`<p class="ep-said__words">${words}</p>`)).toHaveLength(2);

  expect((await post(page, { intent: "resolve", threadId: begin.threadId ?? "" })).status).toBe(302);
  expect(await (await ask(page)).text()).toContain("Résolue par");
});

test("what is refused comes back with its reason and what was typed, under new ids", async () => {
  const { scenarioId, page, ask, post } = await asReader();
  const begin = hidden(await (await ask(page)).text(), "begin");
  const stranger = await aPerson();
  const refused = await post(page, { ...begin, body: "Psst, à lire", mention: stranger.id });
  expect(refused.status).toBe(422);
  const html = await refused.text();
  expect(html).toContain("ne peut pas lire ce scénario");
  expect(html).toContain("Psst, à lire</textarea>");
  expect(hidden(html, "begin").commentId).not.toBe(begin.commentId);
  expect((await post(page, { ...begin, body: " " })).status).toBe(422);
  expect((await post(page, { ...begin, body: "Un" })).status).toBe(302);
  // A page gone back to.
  const again = await post(page, { ...begin, body: "Deux" });
  expect(again.status).toBe(409);
  expect(await again.text()).toContain("Deux</textarea>");
  expect(await db.scenarioComment.count({ where: { thread: { scenarioId } } })).toBe(1);
});

test.each(payloads)("%j is words, in the page, under the text and in the panel's answer", async (payload) => {
  const { scenarioId, page, ask, post } = await asReader();
  const anchor = {
    ...(await anAnchorOn(scenarioId, "un graphique")),
    quote: payload.slice(0, 300).replaceAll("\0", ""),
  };
  const ids = { threadId: randomUUID(), commentId: randomUUID() };
  const fields = { intent: "begin", ...ids, ...anchor, tells: String(anchor.tells), body: payload };
  const sent = await post(`${page}/direct`, fields);
  expect(sent.status).toBe(200);
  expect(sent.headers.get("content-type")).toContain("application/json");
  const { threads } = (await sent.json()) as { threads: { comments: { body: string }[] }[] };
  expect(threads[0]?.comments[0]?.body.length).toBeGreaterThan(0);
  for (const path of [page, `/scenarios/${scenarioId}`]) {
    const html = await (await ask(path)).text();
    const ours = html.replace(/<script nonce.*?<\/script>/gs, "");
    expect(ours).not.toMatch(/<script>alert|<img src=x|<svg\/onload|<javascript:|href="\s*(java|vb)script:/i);
  }
});

test("the panel is refused in data, with the status of the refusal", async () => {
  const { page, post } = await asReader();
  const answer = await post(`${page}/direct`, {
    intent: "answer",
    threadId: randomUUID(),
    commentId: randomUUID(),
    body: "x",
  });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ refusal: { key: "comment.threadNotFound" } });
  const empty = await post(`${page}/direct`, { intent: "answer", threadId: randomUUID(), commentId: randomUUID() });
  expect(empty.status).toBe(422);
  expect(await empty.json()).toMatchObject({ fields: { body: "comment.bodyRequired" } });
});

test("a message carries the words while they stand and while its reader may read them", async () => {
  const { scenarioId, actor, referent, members } = await asReader();
  const [member] = members;
  const form = aComment("Qu'en dites-vous ?", { mention: [referent.id, member?.id ?? ""] });
  await beginThread(actor, scenarioId, { ...form, ...(await anAnchorOn(scenarioId, "un graphique")) });
  const leader = await actorOf(referent);
  const mail = await db.mail.findFirstOrThrow({ where: { template: "scenarioComment", toPersonId: referent.id } });
  await sendMail(mail.id);
  const kept = await db.mailboxMessage.findUniqueOrThrow({ where: { mailKey: mail.key } });
  expect(kept.subject).toContain("Lire un graphique");
  for (const words of ["Qu’en dites-vous", "un graphique", `/commentaires#fil-${form.threadId}`])
    expect(kept.text).toContain(words);
  expect(await listMessages(leader)).toHaveLength(1);

  const left = await actorOf(member ?? { id: "" });
  expect(await listMessages(left)).toHaveLength(1);
  await db.enrolment.updateMany({ where: { personId: left.personId }, data: { status: "WITHDRAWN" } });
  expect(await listMessages(left)).toHaveLength(0);
  await withdrawComment(actor, scenarioId, { commentId: form.commentId });
  expect(await listMessages(leader)).toHaveLength(0);
});

test("the page of a stranger's scenario is an unknown address", async () => {
  const { post, ask } = await asReader();
  const elsewhere = await aScenario();
  const { threadId } = await aThread(await actorOf(elsewhere.referent), elsewhere.scenarioId, "Là-bas");
  const page = `/scenarios/${elsewhere.scenarioId}/commentaires`;
  for (const path of [page, `${page}/direct`]) {
    expect((await ask(path)).status).toBe(404);
    expect((await post(path, { intent: "reopen", threadId })).status).toBe(404);
  }
});
