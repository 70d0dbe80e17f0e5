import type fr from "../fr/path";
import type { Translated } from "../shape";

export default {
  title: "Training paths",
  subtitle: "Ready-made training paths that your school follows in teams.",
  empty: "No published path",
  emptyText: "Paths published by the académie or the nation will appear here.",
  version: "version {number}",
  stages: (facts: { count: number }) => `${facts.count} stage${facts.count > 1 ? "s" : ""}`,
  duration: "{minutes:hours} of planned work",
  origin: "Origin: {origin}",
  openCohort: "Open a cohort of this path",
  stage: "Stage {position} – {title}",
  activities: "Activities of stage {position}",
  activity: "Activity",
  modality: "Modality",
  planned: "Planned time",
  competences: "Targeted competences ({framework} {version})",
  modalities: { ON_SITE: "on site", REMOTE: "remote", IN_CLASS: "in class" },
  errors: { notFound: "This path cannot be found, or is no longer published." },
} satisfies Translated<typeof fr>;
