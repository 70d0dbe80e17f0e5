import type { LinkDescriptor } from "@remix-run/node";
import app from "./app.css?url";
import dsfr from "./dsfr.css?url";

/** Two sheets, both of this host: the subset of the State design system, then ours. No font is fetched. */
export const links: LinkDescriptor[] = [
  { rel: "stylesheet", href: dsfr },
  { rel: "stylesheet", href: app },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];
