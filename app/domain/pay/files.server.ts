import { translator } from "~/i18n/catalogue";
import { formatDate, formatHours, formatMoney } from "~/i18n/format";
import { typeset } from "~/i18n/typography";
import { type PdfBlock, renderPdf } from "~/platform/pdf.server";
import type { Actor } from "../actor";
import { sentenceFormats } from "./formats.server";
import { explain } from "./rules";
import { getWholeStatement, type StatementLine, type StatementView } from "./statement.server";

export type Named = { name: string; file: Buffer | string };

/** The statement as a tagged PDF, a draft marked so. Whole: only up to the académie. @throws not_found */
export async function statementPdf(actor: Actor, statementId: string): Promise<Named> {
  const statement = await getWholeStatement(actor, statementId);
  const { number, month, status, academie } = statement;
  const { locale } = actor;
  const t = translator(locale);
  const title = t("pay.document.heading", { number });
  const file = await renderPdf({
    title,
    lang: locale,
    at: statement.events.at(-1)?.at ?? statement.draftedAt,
    author: academie.name,
    landscape: true,
    pageLabel: (page, pages) => t("pay.document.page", { number, page, pages }),
    blocks: [
      { kind: "heading", level: 1, text: title },
      ...(status === "DRAFT" || status === "CONTROLLED"
        ? [{ kind: "paragraph" as const, text: t("pay.statement.draftMark"), bold: true }]
        : []),
      {
        kind: "keyValues",
        items: [
          { label: t("pay.statements.academie"), value: academie.name },
          { label: t("pay.document.month"), value: t("pay.statement.title", { channel: statement.channel, month }) },
          { label: t("pay.document.status"), value: t(`pay.status.${status}`) },
        ],
      },
      { kind: "heading", level: 2, text: t("pay.statement.lines") },
      linesTable(statement, locale),
      ...heldBlocks(statement, locale),
      { kind: "heading", level: 2, text: t("pay.document.texts") },
      { kind: "list", items: textsOf(statement) },
      { kind: "heading", level: 2, text: t("pay.statement.history") },
      {
        kind: "list",
        items: statement.events.map(
          ({ step, at, by, reason }) =>
            `${formatDate(at, { locale })} – ${t(`pay.statement.event.${step}`)}, ${by ?? t("pay.statement.byClock")}${reason ? ` – ${reason}` : ""}`,
        ),
      },
    ],
  });
  return { name: `${number}.pdf`, file };
}

type Locale = "fr" | "en";

function linesTable({ paid, totalCents, totalMinutes }: StatementView, locale: Locale): PdfBlock {
  const t = translator(locale);
  const end = { align: "right" as const, width: 75 };
  return {
    kind: "table",
    columns: [
      { header: t("pay.statement.person"), rowHeader: true },
      { header: t("pay.statement.school") },
      { header: t("pay.statement.service"), width: 120 },
      { header: t("pay.statement.mission") },
      { header: t("pay.statement.hours"), ...end },
      { header: t("pay.statement.rate"), ...end },
      { header: t("pay.statement.amount"), ...end },
    ],
    rows: paid.map((line) => [
      line.name,
      line.school,
      line.startsAt ? formatDate(line.startsAt, { locale, timeZone: line.timeZone, weekday: false }) : "",
      line.reversal === null ? line.mission.title : t("pay.statement.reversal", { reason: line.reversal }),
      formatHours(line.minutes ?? 0),
      line.hourlyCents === null ? "" : formatMoney(line.hourlyCents, locale),
      formatMoney(line.amountCents ?? 0, locale),
    ]),
    total: [t("pay.statement.total"), "", "", "", formatHours(totalMinutes), "", formatMoney(totalCents, locale)],
  };
}

function heldBlocks({ held }: StatementView, locale: Locale): PdfBlock[] {
  if (held.length === 0) return [];
  const t = translator(locale);
  return [
    { kind: "heading", level: 2, text: t("pay.document.heldTitle") },
    {
      kind: "list",
      items: held.map((line) =>
        [
          t("pay.statement.heldLine", { name: line.name, at: line.startsAt, minutes: line.minutes ?? 0 }),
          ...reasonsOf(line, locale),
        ].join(" – "),
      ),
    },
  ];
}

function reasonsOf({ findings }: StatementLine, locale: Locale): string[] {
  return findings
    .filter(({ decision }) => decision === "HOLD" || decision === "REFUSE")
    .map((finding) => explain(finding, locale, sentenceFormats[locale]))
    .map((sentence) => (locale === "fr" ? typeset(sentence) : sentence));
}

const textsOf = ({ paid, held }: StatementView): string[] => {
  const texts = [...paid, ...held].flatMap(({ findings }) => findings.map(({ code, text }) => `${code} – ${text}`));
  return ["Décret n° 50-1253 du 6 octobre 1950, art. 2 et 5", ...new Set(texts)];
};
