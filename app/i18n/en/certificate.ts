import type fr from "../fr/certificate";
import type { Translated } from "../shape";

export default {
  title: "My certificates",
  subtitle: "They are issued by the référent of each training, from signed presence.",
  caption: "Certificates",
  empty: "No certificate",
  emptyText: "After a training, its référent issues a certificate for each person who was there.",
  download: "Download the PDF",
  verify: "Verification page",
  oneDay: "on {day}",
  days: "from {from} to {to}",
  modality: { ON_SITE: "on site", REMOTE: "at a distance", IN_CLASS: "in class" },
  label: {
    holder: "Holder",
    title: "Training",
    path: "Parcours",
    dates: "Dates",
    hours: "Hours",
    modality: "Mode",
    issuer: "Issued by",
    issuedAt: "Issued on",
    state: "State",
    person: "Person",
    file: "File",
  },
  state: { valid: "valid", replaced: "replaced", revoked: "withdrawn", none: "to be issued", issued: "issued" },
  cohort: {
    title: "Certificates",
    subtitle: "One certificate for each person whose hours are counted in this training.",
    issue: "Issue the certificates",
    issueHint:
      "A certificate whose hours have not changed stays the same. Where hours were corrected, a new one replaces it.",
    onlyReferent: "The référent of the training issues the certificates.",
    empty: "No hour counted",
    emptyText:
      "Hours are counted after the planned end of a session, once its attendance sheet is closed. Certificates will then be possible.",
    done: (facts: { issued: number; replaced: number; unchanged: number; revoked: number }) =>
      `${[
        facts.issued === 1 ? "1 certificate issued" : `${facts.issued} certificates issued`,
        ...(facts.replaced > 0 ? [`${facts.replaced} replaced`] : []),
        ...(facts.unchanged > 0 ? [`${facts.unchanged} unchanged`] : []),
        ...(facts.revoked > 0 ? [`${facts.revoked} withdrawn`] : []),
      ].join(", ")}.`,
  },
  public: {
    title: "Verify a certificate",
    subtitle: "This page says whether a certificate shown to you is the one that was issued.",
    code: "Code or address of the certificate",
    codeHint: "It stands under the square to scan, at the foot of the certificate.",
    check: "Verify",
    result: "Verification of a certificate",
    valid: "This certificate is authentic and valid.",
    validDetail: "Its content has just been compared with its fingerprint and with the signature of the service.",
    replaced: "This certificate has been replaced by a newer one.",
    replacedDetail: "It is authentic, but its hours were corrected. Ask its holder for the new one.",
    revoked: "This certificate has been withdrawn.",
    revokedDetail: "It is no longer worth anything. Ask the school that issued it.",
    altered: "The content of this certificate does not match its signature.",
    alteredDetail: "It is worth nothing. Tell the school named on it.",
    facts: "What the certificate says",
    privacy: "This page shows nothing else: no mark, no address, no detail of participation.",
    another: "Verify another certificate",
  },
  pdf: {
    title: "Training certificate, {name}",
    heading: "Training certificate",
    sentence:
      "{issuer}, référent of the training for {place}, certifies that {name} followed the training named below.",
    hours: "Hours of training",
    measured: "Planned hours of the sessions, attested by the person's signature. Connection time is not measured.",
    verify: "Verification",
    verifyText: "Anybody may verify this certificate at {url}",
    qr: "Code to scan, leading to {url}",
    seal: "SHA-256 of the content: {hash}",
    page: "Page {page} of {pages}",
  },
  errors: {
    notFound: "This certificate, or this training, cannot be found or is not open to you. Nothing was changed.",
    unknown: "No certificate has this code. Check that the address is complete, or scan the printed square again.",
    noHours:
      "No hour is counted in this training yet: no certificate was issued. Wait for the end of a session and the closing of its sheet.",
    revoked:
      "This certificate has been replaced or withdrawn: its file is no longer given. Your valid certificate is in the list.",
  },
} satisfies Translated<typeof fr>;
