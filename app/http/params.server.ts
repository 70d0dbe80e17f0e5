import { data } from "@remix-run/node";
import { z } from "zod";

/** A UUID of the address. A malformed one answers 404, like an unknown one. */
export function idParam(params: Record<string, string | undefined>, name: string): string {
  const parsed = z.uuid().safeParse(params[name]);
  if (!parsed.success) throw data({ key: "common.notFound", facts: {} }, { status: 404 });
  return parsed.data;
}
