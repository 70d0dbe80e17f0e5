import { data } from "@remix-run/node";
import type { z } from "zod";
import type { RefusedForm } from "./refusal.server";

type Schemas = Record<string, z.ZodType>;
type Accepted<S extends Schemas> = {
  [I in keyof S & string]: { ok: true; intent: I; value: z.output<S[I]>; values: Record<string, string> };
}[keyof S & string];

/** Never sent back to the page. */
const SECRET = /password|secret|token/i;

/**
 * Reads a form by its `intent` (the button's name and value; one schema needs none). Repeated names become arrays. Zod
 * messages of visible fields are keys of the catalogue (`errors.<key>`).
 */
export async function parseForm<S extends Schemas>(request: Request, schemas: S) {
  return parseFields(toObject(await request.formData()), schemas);
}

/** The same for a form that may carry files: their bytes are given; one that was not chosen is an empty text. */
export async function parseFormWithFiles<S extends Schemas>(request: Request, schemas: S) {
  const form = await request.formData();
  const files = [...form].filter((entry): entry is [string, File] => typeof entry[1] !== "string" && entry[1].size > 0);
  const bytes = await Promise.all(
    files.map(async ([name, file]) => [name, new Uint8Array(await file.arrayBuffer())] as const),
  );
  return parseFields({ ...toObject(form), ...Object.fromEntries(bytes) }, schemas);
}

function parseFields<S extends Schemas>(raw: Record<string, string | string[] | Uint8Array>, schemas: S) {
  const values = Object.fromEntries(
    Object.entries(raw).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && !SECRET.test(entry[0]),
    ),
  );
  const only = Object.keys(schemas).length === 1 ? Object.keys(schemas)[0] : undefined;
  const intent = typeof raw.intent === "string" ? raw.intent : only;
  const schema = intent !== undefined && Object.hasOwn(schemas, intent) ? schemas[intent] : undefined;
  if (!schema) return { ok: false, answer: invalid("common.unknownIntent", {}, values) } as const;
  const parsed = schema.safeParse(raw);
  if (!parsed.success)
    return { ok: false, answer: invalid("common.invalidForm", fieldKeys(parsed.error), values) } as const;
  return { ok: true, intent, value: parsed.data, values } as Accepted<S>;
}

function toObject(form: FormData): Record<string, string | string[]> {
  const object: Record<string, string | string[]> = Object.create(null);
  for (const name of new Set(form.keys())) {
    // PostgreSQL holds no NUL, and nobody types one: a reason that carries it would be a fault of ours, not an answer.
    const all = form.getAll(name).map((value) => (typeof value === "string" ? value.replaceAll("\0", "") : ""));
    object[name] = all.length > 1 ? all : (all[0] ?? "");
  }
  return object;
}

function fieldKeys(error: z.ZodError): Record<string, string> {
  const keys: Record<string, string> = {};
  for (const issue of error.issues) {
    const name = String(issue.path[0] ?? "");
    // Our own messages are keys such as "seance.titleRequired"; zod's are English sentences.
    keys[name] ??= /^[a-z][\w]*(\.[\w]+)+$/.test(issue.message) ? issue.message : "common.invalidField";
  }
  return keys;
}

function invalid(key: string, fields: Record<string, string>, values: Record<string, string>) {
  const body: RefusedForm = { refusal: { code: "invalid", key, facts: {}, field: null }, fields, values };
  return data(body, { status: 422 });
}
