import { z } from "zod";

/** 128 random bits, base64url: what the address of a public page carries. */
export const PublicId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

const modalities = ["ON_SITE", "REMOTE", "IN_CLASS"] as const;

/** What a certificate says. Its canonical text is hashed and signed; `version` tells how to read an old one. */
export const CertificateContent = z.object({
  version: z.literal("attestation-1"),
  publicId: PublicId,
  holder: z.object({ givenName: z.string(), familyName: z.string() }),
  title: z.string(),
  path: z.string(),
  /** First and last day of training, in the school's time zone. */
  from: z.iso.date(),
  to: z.iso.date(),
  minutes: z.partialRecord(z.enum(modalities), z.int()),
  issuer: z.object({ name: z.string(), place: z.string(), academie: z.string() }),
  issuedAt: z.iso.datetime(),
});
export type CertificateContent = z.infer<typeof CertificateContent>;

/** Typed on the verification page: the code alone, or the whole address. */
export const Verify = z.object({
  code: z
    .string()
    .trim()
    .transform((typed) => typed.split(/[/?#]/).filter(Boolean).at(-1) ?? "")
    .pipe(PublicId),
});
