/** The licences a scenario may be shared under, and what each is called. */
export const licences = ["CC_BY", "CC_BY_SA", "ETALAB_2"] as const;
export type Licence = (typeof licences)[number];
export const licenceNames: Record<Licence, string> = {
  CC_BY: "CC BY 4.0",
  CC_BY_SA: "CC BY-SA 4.0",
  ETALAB_2: "Licence Ouverte 2.0 (Etalab)",
};
export const licenceAddresses: Record<Licence, string> = {
  CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.fr",
  CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
  ETALAB_2: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
};

/** Signs of the words owed to the authors of what a text comes from. */
export const creditLength = 4_000;
