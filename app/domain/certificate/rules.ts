import type { CertificateContent } from "./schema";

type Facts = Omit<CertificateContent, "publicId" | "issuedAt">;

/** What makes two certificates say the same: all but their number and their date. Keys in a fixed order. */
export function factsOf({ version, holder, title, path, from, to, minutes, issuer }: Facts): string {
  const hours = (["ON_SITE", "REMOTE", "IN_CLASS"] as const).map((modality) => minutes[modality] ?? 0);
  return JSON.stringify([version, holder.givenName, holder.familyName, title, path, from, to, hours, issuer]);
}

export const sameFacts = (left: Facts, right: Facts): boolean => factsOf(left) === factsOf(right);

export const totalMinutes = (minutes: CertificateContent["minutes"]): number =>
  Object.values(minutes).reduce((sum, one) => sum + (one ?? 0), 0);
