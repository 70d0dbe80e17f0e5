import { z } from "zod";
import { licences } from "../scenario/licences";
import { typedText } from "../typed-text";

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

/** `seen`: what the page showed, as SHA-256 in hexadecimal. */
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
