import { type Role, roles } from "~/domain/actor";
import type { T } from "~/i18n/catalogue";

/** One level of navigation, the same for everybody; entries are shown by right. */
export const sectionIds = ["today", "paths", "cohorts", "scenarios", "hours", "budget", "academie"] as const;
export type SectionId = (typeof sectionIds)[number];

/** What a route may say to the shell around it. */
export type RouteHandle = {
  policy?: { read?: string; write?: Record<string, string> };
  shell?: "app" | "public" | "projection";
  section?: SectionId;
  breadcrumb?: (data: never, t: T) => { label: string; to?: string }[];
};

const addresses: Record<SectionId, string> = {
  today: "/",
  paths: "/parcours",
  cohorts: "/sessions",
  scenarios: "/scenarios",
  hours: "/heures",
  budget: "/budget",
  academie: "/academie",
};

const above: Role[] = ["CTICE", "RECTORAT", "TRAINING_OFFICE"];
const shownTo: Record<SectionId, readonly Role[]> = {
  today: roles,
  paths: roles,
  cohorts: [...above, "HEAD", "REFERENT", "TRAINER", "TEACHER"],
  scenarios: ["CTICE", "REFERENT", "TRAINER", "TEACHER"],
  hours: [...above, "HEAD", "REFERENT", "TRAINER", "TEACHER"],
  budget: ["NATIONAL_PILOT", ...above, "HEAD"],
  academie: [...above, "HEAD", "PLATFORM_ADMIN"],
};

/** The entries shown to somebody who holds these roles; opening a page asks its own policy again. */
export function sectionsFor(held: readonly Role[]): { id: SectionId; to: string }[] {
  return sectionIds
    .filter((id) => shownTo[id].some((role) => held.includes(role)))
    .map((id) => ({ id, to: addresses[id] }));
}

const firstSegments: Record<string, SectionId> = {
  "": "today",
  parcours: "paths",
  sessions: "cohorts",
  seances: "cohorts",
  scenarios: "scenarios",
  mediatheque: "scenarios",
  heures: "hours",
  etats: "hours",
  attestations: "hours",
  budget: "budget",
  academie: "academie",
  referents: "academie",
  missions: "academie",
};

/** The section an address stands in. */
export function sectionOf(pathname: string): SectionId | undefined {
  return firstSegments[pathname.split("/")[1] ?? ""];
}
