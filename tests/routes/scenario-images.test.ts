import { aScenario, pictureFile } from "@tests/factories/scenario";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSession } from "~/domain/account/sessions.server";
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

async function asMember() {
  const { scenarioId, members } = await aScenario();
  const account = await db.account.findUniqueOrThrow({ where: { personId: members[0]?.id ?? "" } });
  const cookie = (await sessionCookie().serialize(await openSession(account.id, "test"))).split(";")[0] ?? "";
  const address = `${site.url}/scenarios/${scenarioId}/images`;
  const send = (file: Uint8Array<ArrayBuffer>, name = "image.png") => {
    const body = new FormData();
    body.set("intent", "addImage");
    body.set("file", new Blob([file], { type: "image/png" }), name);
    return fetch(address, { method: "POST", body, headers: { cookie, origin: ORIGIN } });
  };
  return { scenarioId, cookie, address, send };
}

test("what is sent is answered with an id, and served as a picture and nothing else", async () => {
  const { cookie, address, send } = await asMember();
  const file = pictureFile("envoyée");
  const sent = await send(file);
  expect(sent.status).toBe(201);
  const { id } = (await sent.json()) as { id: string };
  const served = await fetch(`${address}/${id}`, { headers: { cookie } });
  expect(served.status).toBe(200);
  expect(Buffer.compare(new Uint8Array(await served.arrayBuffer()), file)).toBe(0);
  const headers = Object.fromEntries(served.headers);
  expect(headers).toMatchObject({
    "content-type": "image/png",
    "content-disposition": "inline",
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringContaining("default-src 'self'"),
    "cache-control": expect.stringContaining("no-store"),
  });
});

test("a picture in name only is refused in words, as data, and nothing is kept", async () => {
  const { scenarioId, send } = await asMember();
  const refused = await send(new TextEncoder().encode("<svg onload='alert(1)'/>") as Uint8Array<ArrayBuffer>);
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ refusal: { key: "scenario.imageUnreadable", field: "file" } });
  expect(await db.scenarioImage.count({ where: { scenarioId } })).toBe(0);
});

test.each(["unknown", "018f3a52-7d11-7c55-9d0e-2b1c3d4e5f60"])("no image stands at %s", async (id) => {
  const { cookie, address } = await asMember();
  expect((await fetch(`${address}/${id}`, { headers: { cookie } })).status).toBe(404);
});
