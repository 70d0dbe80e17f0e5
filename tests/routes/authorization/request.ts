import type { Attempt } from "./writes";

/** An address with its ids; a name that nothing fills stands as an unknown one. */
export const fill = (path: string, params: Record<string, string>) =>
  path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? "missing");

/** What a form sends. */
export function bodyOf(intent: string, { fields, file }: Attempt): URLSearchParams | FormData {
  const body = file ? new FormData() : new URLSearchParams();
  body.append("intent", intent);
  if (file && body instanceof FormData) body.append("file", new Blob([file], { type: "image/png" }), "image.png");
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
  return body;
}
