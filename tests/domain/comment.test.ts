import { randomUUID } from "node:crypto";
import { aComment, anAnchorOn, anAnswer, aThread } from "@tests/factories/comment";
import { aSeance as aPaySeance } from "@tests/factories/pay";
import { actorOf, aPerson } from "@tests/factories/person";
import { aScenario } from "@tests/factories/scenario";
import { queriesOf } from "@tests/support/queries";
import { expect, test } from "vitest";
import { amendComment, reopenThread, resolveThread, withdrawComment } from "~/domain/comment/commands/change.server";
import { answerThread, beginThread } from "~/domain/comment/commands/say.server";
import { getDiscussion, getPlacedDiscussion } from "~/domain/comment/queries.server";
import { CommentForms, commentLimits } from "~/domain/comment/schema";
import { db } from "~/platform/db.server";

async function around() {
  const made = await aScenario({ title: "Lire un graphique" });
  const [one, two] = made.members;
  return {
    ...made,
    member: await actorOf(one ?? { id: "" }),
    other: await actorOf(two ?? { id: "" }),
    reader: await actorOf(made.otherTrainee),
    leader: await actorOf(made.referent),
  };
}
const bodies = async (actor: Awaited<ReturnType<typeof actorOf>>, scenarioId: string) =>
  (await getDiscussion(actor, scenarioId)).threads.flatMap(({ comments }) => comments.map(({ body }) => body));
const told = async (commentId: string) =>
  (await db.mail.findMany({ where: { template: "scenarioComment", key: { startsWith: `comment:${commentId}:` } } }))
    .map(({ toPersonId }) => toPersonId)
    .sort();

test("a reader opens a discussion on a passage, a writer answers, and the text is as it was", async () => {
  const { scenarioId, member, reader } = await around();
  const written = () => db.scenarioUpdate.count({ where: { scenarioId } });
  const before = await written();
  const anchor = await anAnchorOn(scenarioId, "un graphique");
  const { threadId, commentId } = aComment();
  await beginThread(reader, scenarioId, { threadId, commentId, body: "Lequel ?", mention: [], ...anchor });
  await anAnswer(member, scenarioId, threadId, "Celui des températures.");
  const { threads } = await getPlacedDiscussion(member, scenarioId);
  expect(threads).toMatchObject([
    {
      id: threadId,
      anchor: "TEXT",
      quote: "un graphique",
      before: "Lire ",
      gone: false,
      from: 6,
      resolved: null,
      can: { resolve: true },
      comments: [
        { id: commentId, body: "Lequel ?", author: { id: reader.personId, name: reader.name }, mine: false },
        { body: "Celui des températures.", mine: true, edited: false },
      ],
    },
  ]);
  expect(await written()).toBe(before);
});

test("threads come in the order of the text; one whose passage is gone stays, with its quote", async () => {
  const { scenarioId, member } = await around();
  const begin = async (body: string, anchor: object) =>
    beginThread(member, scenarioId, { ...aComment(body), ...anchor } as Parameters<typeof beginThread>[2]);
  await begin("sur la fin", await anAnchorOn(scenarioId, "graphique"));
  await begin("sur ce qui n'est plus", {
    ...(await anAnchorOn(scenarioId, "un")),
    starts: "AP//AwE=",
    ends: "AP//AwF/",
    quote: "relevé disparu",
  });
  await begin("sur le début", await anAnchorOn(scenarioId, "Lire"));
  await begin("sur le tout", {});
  const { threads } = await getPlacedDiscussion(member, scenarioId);
  expect(threads.map(({ comments, gone }) => [comments[0]?.body, gone])).toEqual([
    ["sur le tout", false],
    ["sur le début", false],
    ["sur la fin", false],
    ["sur ce qui n'est plus", true],
  ]);
  expect(threads.at(-1)?.quote).toBe("relevé disparu");
});

test("the same form sent twice, or twice at once, makes one comment and one message", async () => {
  const { scenarioId, member, leader } = await around();
  const form = aComment("Une seule fois", { mention: [leader.personId] });
  await Promise.all([beginThread(member, scenarioId, form), beginThread(member, scenarioId, form)]);
  await beginThread(member, scenarioId, form);
  expect(await bodies(member, scenarioId)).toEqual(["Une seule fois"]);
  expect(await told(form.commentId)).toEqual([leader.personId]);
  const answer = { threadId: form.threadId, commentId: randomUUID(), body: "Oui", mention: [] };
  await Promise.all([answerThread(leader, scenarioId, answer), answerThread(leader, scenarioId, answer)]);
  expect(await bodies(member, scenarioId)).toEqual(["Une seule fois", "Oui"]);
  expect(await told(answer.commentId)).toEqual([member.personId]);
});

test("an id that was used, with other words or by somebody else, is refused and loses nothing", async () => {
  const { scenarioId, member, leader } = await around();
  const form = aComment("Premier");
  await beginThread(member, scenarioId, form);
  const sent = { code: "conflict", key: "comment.alreadySent" };
  await expect(beginThread(member, scenarioId, { ...form, body: "Second" })).rejects.toMatchObject(sent);
  await expect(beginThread(leader, scenarioId, form)).rejects.toMatchObject(sent);
  await expect(beginThread(leader, scenarioId, { ...aComment(), commentId: form.commentId })).rejects.toMatchObject(
    sent,
  );
  expect(await bodies(member, scenarioId)).toEqual(["Premier"]);
});

test("a stranger learns nothing and says nothing; the head of the school neither", async () => {
  const { scenarioId, member, school } = await around();
  const { threadId, commentId } = await aThread(member, scenarioId, "Entre nous");
  const strangers = [await aPerson(), await aPerson({ role: "HEAD", place: school })];
  for (const stranger of await Promise.all(strangers.map(actorOf))) {
    const mention: string[] = [];
    for (const deed of [
      () => getDiscussion(stranger, scenarioId),
      () => getPlacedDiscussion(stranger, scenarioId),
      () => beginThread(stranger, scenarioId, aComment()),
      () => answerThread(stranger, scenarioId, { threadId, commentId: randomUUID(), body: "x", mention }),
      () => amendComment(stranger, scenarioId, { commentId, body: "x", mention }),
      () => withdrawComment(stranger, scenarioId, { commentId }),
      () => resolveThread(stranger, scenarioId, { threadId }),
      () => reopenThread(stranger, scenarioId, { threadId }),
    ])
      await expect(deed()).rejects.toMatchObject({ code: "not_found" });
  }
  expect(await bodies(member, scenarioId)).toEqual(["Entre nous"]);
});

test("a thread or a comment of another scenario is not reached through one's own", async () => {
  const [mine, theirs] = [await around(), await around()];
  const { threadId, commentId } = await aThread(theirs.member, theirs.scenarioId, "Là-bas");
  const actor = mine.member;
  const mention: string[] = [];
  for (const deed of [
    () => answerThread(actor, mine.scenarioId, { threadId, commentId: randomUUID(), body: "x", mention }),
    () => beginThread(actor, mine.scenarioId, { ...aComment("x"), threadId }),
    () => amendComment(actor, mine.scenarioId, { commentId, body: "x", mention }),
    () => withdrawComment(actor, mine.scenarioId, { commentId }),
    () => resolveThread(actor, mine.scenarioId, { threadId }),
    () => reopenThread(actor, mine.scenarioId, { threadId }),
  ])
    await expect(deed()).rejects.toMatchObject({ code: "not_found" });
  expect(await bodies(theirs.member, theirs.scenarioId)).toEqual(["Là-bas"]);
  expect(await bodies(actor, mine.scenarioId)).toEqual([]);
});

test("only its author changes or takes back a comment; what is withdrawn is erased, its place kept", async () => {
  const { scenarioId, member, other, leader } = await around();
  const { threadId, commentId } = await aThread(member, scenarioId, "Mot malheureux");
  await anAnswer(other, scenarioId, threadId, "Pardon ?");
  const mention = [leader.personId];
  for (const stranger of [other, leader]) {
    await expect(amendComment(stranger, scenarioId, { commentId, body: "x", mention })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(withdrawComment(stranger, scenarioId, { commentId })).rejects.toMatchObject({ code: "forbidden" });
  }
  await amendComment(member, scenarioId, { commentId, body: "Mieux dit", mention });
  await amendComment(member, scenarioId, { commentId, body: "Mieux dit encore", mention });
  expect(await told(commentId)).toEqual([leader.personId]);
  const [thread] = (await getDiscussion(other, scenarioId)).threads;
  expect(thread?.comments[0]).toMatchObject({
    body: "Mieux dit encore",
    edited: true,
    mentioned: [{ id: leader.personId, name: leader.name }],
  });

  await withdrawComment(member, scenarioId, { commentId });
  await withdrawComment(member, scenarioId, { commentId });
  expect(await bodies(other, scenarioId)).toEqual([null, "Pardon ?"]);
  expect(JSON.stringify(await db.scenarioComment.findMany({ where: { threadId } }))).not.toContain("Mieux");
  const again = amendComment(member, scenarioId, { commentId, body: "Finalement", mention: [] });
  await expect(again).rejects.toMatchObject({ code: "conflict", key: "comment.withdrawn" });
});

test("those who write and who asked settle a discussion; of two at once the first is named; any reader reopens", async () => {
  const { scenarioId, member, leader, reader } = await around();
  const { threadId } = await aThread(member, scenarioId);
  await expect(resolveThread(reader, scenarioId, { threadId })).rejects.toMatchObject({ code: "forbidden" });
  await Promise.all([resolveThread(member, scenarioId, { threadId }), resolveThread(leader, scenarioId, { threadId })]);
  const { resolved } = (await getDiscussion(reader, scenarioId)).threads[0] ?? {};
  expect([member.name, leader.name]).toContain(resolved?.by);
  await resolveThread(resolved?.by === member.name ? leader : member, scenarioId, { threadId });
  expect((await getDiscussion(reader, scenarioId)).threads[0]?.resolved).toEqual(resolved);
  await reopenThread(reader, scenarioId, { threadId });
  await reopenThread(reader, scenarioId, { threadId });
  expect((await getDiscussion(member, scenarioId)).threads[0]?.resolved).toBeNull();

  const asked = await aThread(reader, scenarioId, "Ma question");
  await resolveThread(reader, scenarioId, { threadId: asked.threadId });
});

test("who is called is told, and who took part; who may not read is neither called nor told", async () => {
  const { scenarioId, member, other, reader, leader, academie } = await around();
  const ctice = await actorOf(await aPerson({ role: "CTICE", place: academie }));
  const stranger = await aPerson();
  const form = aComment("Qu'en pensez-vous ?", { mention: [leader.personId, ctice.personId, member.personId] });
  await beginThread(member, scenarioId, form);
  expect(await told(form.commentId)).toEqual([leader.personId, ctice.personId].sort());
  const second = await anAnswer(other, scenarioId, form.threadId);
  expect(await told(second)).toEqual([member.personId, leader.personId, ctice.personId].sort());

  for (const id of [stranger.id, randomUUID()])
    await expect(beginThread(member, scenarioId, aComment("Psst", { mention: [id] }))).rejects.toMatchObject({
      code: "invalid",
      key: "comment.mentionUnknown",
      field: "mention",
    });
  expect(await bodies(member, scenarioId)).toHaveLength(2);

  // Somebody who has left the cohort since hears nothing more.
  await db.enrolment.updateMany({ where: { personId: other.personId }, data: { status: "WITHDRAWN" } });
  const third = await anAnswer(reader, scenarioId, form.threadId);
  expect(await told(third)).not.toContain(other.personId);
});

test("those one may call are the people of the scenario, oneself left out", async () => {
  const { scenarioId, member, other, reader, leader, academie } = await around();
  const expected = [other, reader, leader].map(({ personId }) => personId).sort();
  expect((await getDiscussion(member, scenarioId)).people.map(({ id }) => id).sort()).toEqual(expected);
  const ctice = await actorOf(await aPerson({ role: "CTICE", place: academie }));
  expect((await getDiscussion(ctice, scenarioId)).people).toHaveLength(4);
});

test("a person sends sixty comments in ten minutes, then waits", async () => {
  const { scenarioId, member, leader } = await around();
  const { threadId } = await aThread(member, scenarioId);
  for (let n = 1; n < 60; n++) await anAnswer(member, scenarioId, threadId, `n° ${n}`);
  await expect(anAnswer(member, scenarioId, threadId)).rejects.toMatchObject({
    code: "too_many",
    key: "comment.tooMany",
  });
  await anAnswer(leader, scenarioId, threadId);
});

test("a person settles, reopens and takes back sixty times in ten minutes, then waits", async () => {
  const { scenarioId, member, leader } = await around();
  const { threadId, commentId } = await aThread(member, scenarioId);
  for (let n = 0; n < 30; n++) {
    await resolveThread(member, scenarioId, { threadId });
    await reopenThread(member, scenarioId, { threadId });
  }
  const tooMany = { code: "too_many", key: "comment.tooManyDeeds" };
  for (const deed of [
    () => resolveThread(member, scenarioId, { threadId }),
    () => reopenThread(member, scenarioId, { threadId }),
    () => withdrawComment(member, scenarioId, { commentId }),
  ])
    await expect(deed()).rejects.toMatchObject(tooMany);
  await resolveThread(leader, scenarioId, { threadId });
  await anAnswer(member, scenarioId, threadId);
});

test("the rights of all whom one may call, or who hear of a comment, are one question", async () => {
  const { scenarioId, cohort, school, member, other, leader } = await around();
  const trainers = await Promise.all(Array.from({ length: 4 }, () => aPerson({ role: "TRAINER", place: school })));
  for (const { id } of trainers) await aPaySeance(cohort, id, "2012-10-17T12:00:00Z");
  const ofPeople = (asked: string[]) => asked.filter((sql) => /from account\b/.test(sql)).length;
  const read = await queriesOf(async () => {
    const { people } = await getDiscussion(member, scenarioId);
    expect(people.map(({ id }) => id)).toEqual(expect.arrayContaining(trainers.map(({ id }) => id)));
  });
  expect(ofPeople(read)).toBe(1);
  const mention = [other.personId, leader.personId, ...trainers.map(({ id }) => id)];
  expect(ofPeople(await queriesOf(() => beginThread(member, scenarioId, aComment("Venez", { mention }))))).toBe(1);
});

test("a scenario holds so many discussions and comments, and says so", async () => {
  const { scenarioId, member } = await around();
  const { threadId } = await aThread(member, scenarioId);
  const authorId = member.personId;
  await db.scenarioComment.createMany({
    data: Array.from({ length: commentLimits.comments - 1 }, () => ({
      id: randomUUID(),
      threadId,
      authorId,
      body: "…",
    })),
  });
  await expect(anAnswer(member, scenarioId, threadId)).rejects.toMatchObject({ key: "comment.commentsFull" });
  await db.scenarioThread.createMany({
    data: Array.from({ length: commentLimits.threads - 1 }, () => ({
      id: randomUUID(),
      scenarioId,
      authorId,
      anchor: "SCENARIO" as const,
    })),
  });
  await expect(aThread(member, scenarioId)).rejects.toMatchObject({ key: "comment.threadsFull" });
  expect(await db.scenarioComment.count({ where: { threadId } })).toBe(commentLimits.comments);
});

const ids = { threadId: randomUUID(), commentId: randomUUID() };
const quoted = { starts: "AP//AwE=", ends: "AP//AwF/", quote: "mot" };
test.each<[string, object, string]>([
  ["no word", { anchor: "SCENARIO", body: " \n " }, "comment.bodyRequired"],
  ["too many words", { anchor: "SCENARIO", body: "x".repeat(2_001) }, "comment.bodyTooLong"],
  ["a call to no id", { anchor: "SCENARIO", body: "x", mention: "Claire" }, "comment.mentionUnknown"],
  [
    "too many calls",
    { anchor: "SCENARIO", body: "x", mention: Array.from({ length: 11 }, () => randomUUID()) },
    "comment.mentionsTooMany",
  ],
  ["a position that is none", { anchor: "TEXT", body: "x", ...quoted, starts: "<script>" }, "comment.placeInvalid"],
  ["a position of another kind", { anchor: "BLOCK", body: "x", ...quoted }, "comment.placeInvalid"],
  ["a passage without words", { anchor: "TEXT", body: "x", ...quoted, quote: " " }, "comment.placeInvalid"],
])("a form with %s is refused in words", (_what, form, key) => {
  const { error } = CommentForms.begin.safeParse({ ...ids, ...form });
  expect(error?.issues.map(({ message }) => message)).toContain(key);
});

test("what a form sends is brought to one shape: ends of lines, spaces, NUL, repeated names", () => {
  const id = randomUUID();
  const parsed = CommentForms.answer.parse({ ...ids, body: "  une\r\nli\u0007gne\0\r", mention: ["", id, id] });
  expect(parsed).toMatchObject({ body: "une\nligne", mention: [id] });
  expect(CommentForms.answer.parse({ ...ids, body: "x", mention: "" }).mention).toEqual([]);
  expect(CommentForms.answer.parse({ ...ids, body: "x" }).mention).toEqual([]);
});

test("the database keeps the same promises for whoever would go round the code", async () => {
  const { scenarioId, member } = await around();
  const { threadId, commentId } = await aThread(member, scenarioId);
  const at = new Date();
  const thread = (data: object) => db.scenarioThread.update({ where: { id: threadId }, data });
  const comment = (data: object) => db.scenarioComment.update({ where: { id: commentId }, data });
  for (const wrong of [
    () => thread({ anchor: "TEXT" }),
    () => thread({ anchor: "BLOCK" }),
    () => thread({ resolvedAt: at }),
    () => thread({ quote: "x" }),
    () => thread({ anchor: "BLOCK", startsAt: new Uint8Array(129) }),
    () => comment({ body: null }),
    () => comment({ body: "" }),
    () => comment({ body: "x".repeat(2_001) }),
    () => comment({ withdrawnAt: at }),
    () => comment({ mentionedIds: Array.from({ length: 11 }, () => randomUUID()) }),
  ])
    await expect(wrong()).rejects.toThrow(/check|23514/i);
});
