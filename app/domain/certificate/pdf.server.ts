import { type Locale, translator } from "~/i18n/catalogue";
import { formatDate, formatHours } from "~/i18n/format";
import { env } from "~/platform/env.server";
import { type PdfBlock, renderPdf } from "~/platform/pdf.server";
import type { Actor } from "../actor";
import { refuse } from "../errors";
import { getCertificate } from "./queries.server";
import { totalMinutes } from "./rules";
import type { CertificateContent } from "./schema";

/** The certificate as a tagged PDF, with the address where anybody may verify it. @throws conflict when revoked */
export async function renderCertificate(actor: Actor, certificateId: string): Promise<{ file: Buffer; name: string }> {
  const certificate = await getCertificate(actor, certificateId);
  if (certificate.revokedAt) throw refuse("conflict", "certificate.revoked");
  const { content, publicId } = certificate;
  const t = translator(actor.locale);
  const file = await renderPdf({
    title: t("certificate.pdf.title", { name: holderOf(content) }),
    lang: actor.locale,
    at: new Date(content.issuedAt),
    author: content.issuer.place,
    pageLabel: (page, pages) => t("certificate.pdf.page", { page, pages }),
    blocks: blocksOf(content, `${env().ORIGIN[0] ?? ""}/verification/${publicId}`, certificate.hash, actor.locale),
  });
  return { file, name: `attestation-${publicId}.pdf` };
}

const holderOf = ({ holder }: CertificateContent) => `${holder.givenName} ${holder.familyName}`;

function blocksOf(content: CertificateContent, url: string, hash: string, locale: Locale): PdfBlock[] {
  const t = translator(locale);
  const day = (date: string) => formatDate(`${date}T12:00:00Z`, { locale, weekday: false });
  const rows = (["ON_SITE", "REMOTE", "IN_CLASS"] as const).flatMap((modality) => {
    const minutes = content.minutes[modality];
    return minutes ? [[t(`certificate.modality.${modality}`), formatHours(minutes)]] : [];
  });
  return [
    { kind: "heading", level: 1, text: t("certificate.pdf.heading") },
    { kind: "paragraph", text: `${content.issuer.academie} – ${content.issuer.place}` },
    {
      kind: "paragraph",
      text: t("certificate.pdf.sentence", {
        issuer: content.issuer.name,
        place: content.issuer.place,
        name: holderOf(content),
      }),
    },
    {
      kind: "keyValues",
      items: [
        { label: t("certificate.label.holder"), value: holderOf(content) },
        { label: t("certificate.label.title"), value: content.title },
        { label: t("certificate.label.path"), value: content.path },
        { label: t("certificate.label.dates"), value: datesOf(content, day, locale) },
        { label: t("certificate.label.issuer"), value: `${content.issuer.name}, ${content.issuer.place}` },
        { label: t("certificate.label.issuedAt"), value: formatDate(content.issuedAt, { locale, weekday: false }) },
      ],
    },
    { kind: "heading", level: 2, text: t("certificate.pdf.hours") },
    {
      kind: "table",
      columns: [
        { header: t("certificate.label.modality"), rowHeader: true },
        { header: t("certificate.label.hours"), width: 120, align: "right" },
      ],
      rows,
      total: [t("common.table.total"), formatHours(totalMinutes(content.minutes))],
    },
    { kind: "paragraph", text: t("certificate.pdf.measured"), small: true },
    { kind: "heading", level: 2, text: t("certificate.pdf.verify") },
    { kind: "paragraph", text: t("certificate.pdf.verifyText", { url }) },
    { kind: "qr", text: url, alt: t("certificate.pdf.qr", { url }), size: 110 },
    { kind: "paragraph", text: t("certificate.pdf.seal", { hash }), small: true },
  ];
}

/** « le 17 octobre 2012 », or « du … au … ». */
function datesOf({ from, to }: CertificateContent, day: (date: string) => string, locale: Locale): string {
  const t = translator(locale);
  return from === to
    ? t("certificate.oneDay", { day: day(from) })
    : t("certificate.days", { from: day(from), to: day(to) });
}
