import type { Attempt } from "./writes";

/** An address with its ids; a name that nothing fills stands as an unknown one. */
export const fill = (path: string, params: Record<string, string>) =>
  path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? "missing");

/** What a form sends. */
export function bodyOf(intent: string, { fields }: Attempt): URLSearchParams {
  const body = new URLSearchParams({ intent });
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
  return body;
}
