export type AllotmentSeed = {
  /** ACADEMIE, or the type of school it is given to. */
  holder: "ACADEMIE" | "COLLEGE" | "LYCEE";
  programme: 139 | 140 | 141;
  natures: ("HSE" | "IFIC" | "VACATION")[];
  label: string;
  cents: number;
};

/** Titre-2 credits of the demonstration, year 2012: invented, and said to be so wherever they are shown. */
export const titre2Exercise = 2012;
export const titre2Allotments: readonly AllotmentSeed[] = [
  { holder: "ACADEMIE", programme: 141, natures: ["IFIC"], label: "Dotation IFIC (fictive)", cents: 1_800_000 },
  {
    holder: "ACADEMIE",
    programme: 141,
    natures: ["VACATION"],
    label: "Dotation vacations (fictive)",
    cents: 1_200_000,
  },
  { holder: "ACADEMIE", programme: 141, natures: ["HSE"], label: "Réserve académique HSE (fictive)", cents: 900_000 },
  { holder: "ACADEMIE", programme: 140, natures: ["VACATION"], label: "Dotation vacations (fictive)", cents: 400_000 },
  {
    holder: "COLLEGE",
    programme: 141,
    natures: ["HSE"],
    label: "Dotation HSE de l’établissement (fictive)",
    cents: 120_000,
  },
  {
    holder: "LYCEE",
    programme: 141,
    natures: ["HSE"],
    label: "Dotation HSE de l’établissement (fictive)",
    cents: 150_000,
  },
];
