import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { namelessPath } from "~/http/request-log.server";
import { startDoors } from "./doors-server";

const ORIGIN = "http://localhost:3000";
let server: Awaited<ReturnType<typeof startDoors>>;
beforeAll(async () => {
  server = await startDoors();
});
afterAll(() => server.stop());

type Sent = { method?: string; path?: string; headers?: Record<string, string>; body?: string };

/** Plain HTTP: fetch would not send the headers that only browsers may. */
function send({ method = "GET", path = "/", headers = {}, body }: Sent) {
  return new Promise<{ status: number; headers: Record<string, string | string[] | undefined>; text: string }>(
    (resolve, reject) => {
      const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
      const form = body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" };
      const sent = httpRequest(`${server.url}${path}`, { method, headers: { ...length, ...form, ...headers } });
      sent.on("response", (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      sent.on("error", reject);
      sent.end(body);
    },
  );
}

const foreign: [string, Record<string, string>][] = [
  ["another site", { origin: "https://autre.example" }],
  ["a subdomain beside us", { origin: "http://autre.localhost:3000" }],
  ["another port", { origin: "http://localhost:3001" }],
  ["the same name over https", { origin: "https://localhost:3000" }],
  ["no origin, said as null", { origin: "null" }],
  ["no origin at all", {}],
  ["no origin, from another site", { "sec-fetch-site": "cross-site" }],
  ["no origin, from the same site but another origin", { "sec-fetch-site": "same-site" }],
  ["a forged host", { origin: "https://autre.example", "x-forwarded-host": "autre.example", host: "autre.example" }],
  ["an empty origin", { origin: "" }],
];

test.each(foreign)("nothing is changed for a request of %s", async (_what, headers) => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"])
    for (const path of [
      "/connexion",
      "/langue",
      "/deconnexion",
      "/sessions/1",
      "/sessions/1.data",
      "/metrics",
      "/apinon",
    ]) {
      const before = server.reached.length;
      const answer = await send({ method, path, headers, body: "intent=x" });
      expect(answer.status, `${method} ${path}`).toBe(403);
      expect(answer.text).toContain("vient d'un autre site".replace("'", "’"));
      expect(server.reached.length).toBe(before);
    }
});

test("our own pages pass, with an origin or with the browser's word for it", async () => {
  for (const headers of [{ origin: ORIGIN }, { "sec-fetch-site": "same-origin" }] as Record<string, string>[]) {
    const answer = await send({ method: "POST", path: "/langue", headers, body: "locale=en" });
    expect(answer.status).toBe(200);
    expect(server.reached.at(-1)?.body).toBe("locale=en");
  }
  expect((await send({ headers: { origin: "https://autre.example" } })).status).toBe(200);
});

test("a program that asks for no page gets the refusal as a problem, in its language", async () => {
  const headers = { accept: "application/json", "accept-language": "en-GB,en;q=0.9" };
  const answer = await send({ method: "POST", path: "/langue", headers, body: "x=1" });
  expect(answer.headers["content-type"]).toContain("application/problem+json");
  expect(JSON.parse(answer.text)).toMatchObject({ status: 403, code: "common.crossSite" });
  expect(answer.headers["content-language"]).toBe("en");
});

const files = { "content-type": "multipart/form-data; boundary=x" };
const images = "/scenarios/018f3a52-7d11-7c55-9d0e-2b1c3d4e5f60/images";

test.each([
  ["an image of five megabytes", { path: images, headers: files, body: "x".repeat(5 * 1024 * 1024) }, 200],
  ["its data", { path: `${images}.data`, headers: files, body: "--x--" }, 200],
  ["a heavier one", { path: images, headers: files, body: "x".repeat(5 * 1024 * 1024 + 65_537) }, 413],
  ["something else at that address", { path: images, headers: { "content-type": "image/png" }, body: "x" }, 415],
  ["files beside that address", { path: `${images}/autres`, headers: files, body: "--x--" }, 415],
] as [string, Sent, number][])("%s is let in or refused before it is read", async (_what, sent, status) => {
  const before = server.reached.length;
  const answer = await send({ method: "POST", ...sent, headers: { origin: ORIGIN, ...sent.headers } });
  expect(answer.status).toBe(status);
  expect(server.reached.length - before).toBe(status === 200 ? 1 : 0);
});

test.each([
  ["too large", { method: "POST", body: "a=".padEnd(1_000_001, "x") }, 413],
  ["of no said length", { method: "POST", headers: { "transfer-encoding": "chunked" } }, 411],
  ["of another kind", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" }, 415],
  ["of files", { method: "POST", headers: { "content-type": "multipart/form-data; boundary=x" }, body: "--x--" }, 415],
] as [string, Sent, number][])("a body %s is refused in words, and reaches nothing", async (_what, sent, status) => {
  const before = server.reached.length;
  const answer = await send({ ...sent, path: "/connexion", headers: { origin: ORIGIN, ...sent.headers } });
  expect(answer.status).toBe(status);
  expect(answer.text).toContain("refusé");
  expect(server.reached.length).toBe(before);
});

test("security headers stand on every answer: pages, files, the API, refusals and faults", async () => {
  const silence = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const answers = [
    await send({}),
    await send({ path: "/assets/doors-server.ts" }),
    await send({ path: "/assets/rien.js" }),
    await send({ path: "/api/v1/me" }),
    await send({ path: "/api/v1/openapi.json" }),
    await send({ path: "/metrics" }),
    await send({ path: "/panne" }),
    await send({ path: "/assets/%E0%A4%A" }),
    await send({ method: "POST", path: "/x", body: "a=b" }),
    await send({ method: "POST", path: "/x", headers: { origin: ORIGIN }, body: "a=".padEnd(1_000_001, "x") }),
  ];
  silence.mockRestore();
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 401, 200, 404, 500, 400, 403, 413]);
  for (const { headers } of answers) {
    const policy = String(headers["content-security-policy"]);
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w-]{20,}'/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    for (const rule of [
      "default-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
      "form-action 'self'",
    ])
      expect(policy).toContain(rule);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "x-frame-options": "DENY",
    });
    expect(headers["permissions-policy"]).toContain("geolocation=()");
    expect(headers["x-powered-by"]).toBeUndefined();
    // Over plain HTTP a promise of HTTPS would be a lie.
    expect(headers["strict-transport-security"]).toBeUndefined();
  }
  expect(answers[6]?.text).not.toContain("un secret de la base");
});

test("pages are kept by nobody, files are", async () => {
  expect((await send({})).headers["cache-control"]).toBe("no-store");
  expect((await send({ path: "/api/v1/me" })).headers["cache-control"]).toBe("no-store");
  expect((await send({ path: "/assets/doors-server.ts" })).headers["cache-control"]).toContain("immutable");
  expect((await send({ path: "/assets/rien.js" })).headers["cache-control"]).toBe("no-store");
});

test("each answer has a nonce of its own", async () => {
  const nonce = async () => /nonce-([\w-]+)/.exec(String((await send({})).headers["content-security-policy"]))?.[1];
  expect(await nonce()).not.toBe(await nonce());
});

test("a forged forwarding header does not change the address; a trusted proxy's does", async () => {
  const headers = { "x-forwarded-for": "203.0.113.9", "x-real-ip": "203.0.113.9" };
  expect((await send({ headers })).text).toContain("127.0.0.1");
  const behind = await startDoors({ trustProxy: 1 });
  const answer = await fetch(`${behind.url}/`, { headers: { "x-forwarded-for": "198.51.100.1, 203.0.113.9" } });
  expect(await answer.text()).toContain("203.0.113.9");
  await behind.stop();
});

test("metrics ask for their token", async () => {
  expect((await send({ path: "/metrics" })).status).toBe(404);
  expect((await send({ path: "/metrics", headers: { authorization: "Bearer faux" } })).status).toBe(404);
  const token = `Bearer ${process.env.METRICS_TOKEN}`;
  const answer = await send({ path: "/metrics", headers: { authorization: token } });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain("http_request_duration_seconds");
});

test.each([
  ["/sessions/0190a6a0-0000-7000-8000-000000000000", "/sessions/:x"],
  ["/e/K7PM3Q", "/e/:x"],
  ["/invitation/0190a6a0-0000-7000-8000-000000000000/AbC-def_0123456789", "/invitation/:x/:x"],
  ["/api/v1/hours", "/api/v1/hours"],
  ["/academie/etablissements.data", "/academie/etablissements.data"],
  ["/claire.delmas@demo.example", "/:x"],
])("the log writes %s as %s", (path, written) => {
  expect(namelessPath(path)).toBe(written);
});
