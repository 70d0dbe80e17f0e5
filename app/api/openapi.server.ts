import { z } from "zod";
import { apiScopes } from "~/domain/account/schema";
import type { Operation } from "./operation";
import { operations } from "./operations.server";

/** The description of the API, OpenAPI 3.1, drawn from the schemas the operations are checked with. */
export function openapi(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = paths[operation.path] ?? {};
    path[operation.method] = described(operation);
    paths[operation.path] = path;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "EntrePairs",
      version: "1",
      description: `Reads and computes; changes nothing. A token is made in « Mon compte »; its scopes are among ${apiScopes.join(", ")}. Every refusal is a problem (RFC 9457).`,
    },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", bearerFormat: "ep_…" } },
      schemas: { Problem: problem },
      responses: {
        Problem: {
          description: "A refusal",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    },
  };
}

const problem = schemaOf(
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("A sentence in the language asked for (Accept-Language: fr, en)"),
    code: z.string().describe("Stable, for programs"),
    facts: z.record(z.string(), z.unknown()),
  }),
  "output",
);

const refusal = { $ref: "#/components/responses/Problem" };

function described({ operationId, summary, scope, policy, params, query, body, response }: Operation) {
  return {
    operationId,
    summary,
    security: [{ token: [scope] }],
    "x-policy": policy,
    parameters: [...parametersOf(params, "path"), ...parametersOf(query, "query")],
    ...(body
      ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(body, "input") } } } }
      : {}),
    responses: {
      200: { description: "Done", content: { "application/json": { schema: schemaOf(response, "output") } } },
      401: refusal,
      403: refusal,
      404: refusal,
      422: refusal,
      429: refusal,
    },
  };
}

function parametersOf(schema: z.ZodObject, where: "path" | "query") {
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: shape,
    ...(shape.description ? { description: shape.description } : {}),
  }));
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _version, ...shape } = z.toJSONSchema(schema, { io, target: "draft-2020-12" });
  return shape;
}
