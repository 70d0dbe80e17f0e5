import { data } from "@remix-run/node";
import { z } from "zod";

/** A UUID of the address. A malformed one answers 404, like an unknown one. */
export function idParam(params: Record<string, string | undefined>, name: string): string {
  const parsed = z.uuid().safeParse(params[name]);
  if (!parsed.success) throw data({ key: "common.notFound", facts: {} }, { status: 404 });
  return parsed.data;
}

/** The id and the secret of a mailed link. */
export function linkParams(params: Record<string, string | undefined>): { linkId: string; secret: string } {
  return { linkId: idParam(params, "linkId"), secret: params.secret ?? "" };
}

/** The filter of an address. What is not understood is left out: an old bookmark still opens the list. */
export function filterOf<S extends z.ZodObject>(request: Request, schema: S): z.output<S> {
  const given = Object.fromEntries([...new URL(request.url).searchParams].filter(([, value]) => value !== ""));
  const parsed = schema.partial().safeParse(given);
  if (parsed.success) return parsed.data as z.output<S>;
  const faulty = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  return schema.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !faulty.has(name))));
}
