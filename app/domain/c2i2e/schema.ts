/** A framework one may cite from, with its competences in their order. */
export type FrameworkChoice = {
  code: string;
  version: string;
  label: string;
  competences: { code: string; label: string }[];
};
