export type Modality = "ON_SITE" | "REMOTE" | "IN_CLASS";

/** A line of the list of parcours. */
export type PathSummary = {
  id: string;
  code: string;
  title: string;
  summary: string;
  origin: string;
  version: { id: string; number: number; stages: number; minutes: number };
};

/** What a competence is cited by: framework, version and code. */
export type CitedCompetence = { framework: string; version: string; code: string; label: string };

export type PathStage = {
  id: string;
  position: number;
  title: string;
  objective: string;
  activities: { id: string; position: number; title: string; modality: Modality; minutes: number }[];
  competences: CitedCompetence[];
};
