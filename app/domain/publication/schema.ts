import { z } from "zod";
import { typedText } from "../typed-text";

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

/** DRAFT: the contributors are asked. RETURNED: back with a reason, as a draft. The text is fixed from SUBMITTED on. */
export const publicationStatuses = ["DRAFT", "SUBMITTED", "RETURNED", "PUBLISHED", "WITHDRAWN"] as const;
export type PublicationStatus = (typeof publicationStatuses)[number];

/** Agrees and is named, agrees and is left out of the names, or does not agree to the licence. */
export const contributorAnswers = ["NAMED", "UNNAMED", "REFUSED"] as const;
export type ContributorAnswer = (typeof contributorAnswers)[number];

export const reasonLength = 1_000;

const licence = z.enum(licences, "scenarioLibrary.licenceRequired");

export const LicenceForm = z.object({ licence });
export const ListContributorForm = z.object({ personId: z.uuid("scenarioLibrary.contributorUnknown") });
/** `licence`: the one the page showed; an answer is about that one. */
export const AnswerForm = z.object({ licence, answer: z.enum(contributorAnswers, "scenarioLibrary.answerMissing") });
export type Answer = z.output<typeof AnswerForm>;

/** `seen`: the SHA-256, in hexadecimal, of the text that was read. */
const seen = z.string().regex(/^[0-9a-f]{64}$/, "scenarioLibrary.changedSinceRead");
const reason = typedText(reasonLength, "scenarioLibrary.reasonTooLong", "scenarioLibrary.reasonRequired");
export const PublishForm = z.object({ seen });
export const ReturnForm = z.object({ seen, reason });
export const WithdrawForm = z.object({ reason });
export const NoFields = z.object({});

/** What the library is searched by; names as they stand in the address. */
export const LibraryFilter = z.object({
  mots: z.string().trim().max(200).optional(),
  competence: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,20}$/)
    .optional(),
  minutes: z.coerce.number().int().min(1).max(600).optional(),
  avant: z.uuid().optional(),
});
export type LibraryFilter = z.output<typeof LibraryFilter>;
