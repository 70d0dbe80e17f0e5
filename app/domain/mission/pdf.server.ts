import { translator } from "~/i18n/catalogue";
import { formatDate } from "~/i18n/format";
import { payText, taskText } from "~/i18n/mission";
import { type PdfBlock, renderPdf } from "~/platform/pdf.server";
import type { Actor } from "../actor";
import { refuse } from "../errors";
import { getMission } from "./queries.server";

type Signature = { signedAt: Date | null; signedBy: string | null; hash: string | null };

/** The lettre de mission as a tagged PDF in the reader's language. @throws not_found */
export async function letterPdf(actor: Actor, missionId: string): Promise<{ name: string; file: Buffer }> {
  const mission = await getMission(actor, missionId);
  const { letter, person, place, academie, schoolYear } = mission;
  if (!letter) throw refuse("not_found", "mission.noLetter");
  const { number } = letter;
  const t = translator(actor.locale, place.timeZone);
  const day = (at: Date) => formatDate(at, { locale: actor.locale, timeZone: "UTC" });
  const signatureOf = (
    { signedAt, signedBy, hash }: Signature,
    words: "mission.page.signed" | "amendment.signedBy" = "mission.page.signed",
  ): PdfBlock[] =>
    signedAt
      ? [
          { kind: "paragraph", text: t(words, { at: signedAt, by: signedBy ?? "" }) },
          { kind: "paragraph", text: `${t("mission.page.hash")} : ${hash ?? ""}`, small: true },
        ]
      : [{ kind: "paragraph", text: t("mission.document.notSigned"), bold: true }];
  const file = await renderPdf({
    title: t("mission.document.title", { number }),
    lang: actor.locale,
    at: letter.signedAt ?? letter.issuedAt,
    author: academie.name,
    pageLabel: (page, pages) => t("mission.document.page", { number, page, pages }),
    blocks: [
      { kind: "paragraph", text: academie.name },
      { kind: "heading", level: 1, text: t("mission.document.title", { number }) },
      {
        kind: "paragraph",
        text:
          mission.functionCode === "REFERENT_NUMERIQUE"
            ? t("mission.document.intro", { name: person.name, year: schoolYear.id })
            : t("mission.document.introMission", { name: person.name, title: mission.title, year: schoolYear.id }),
      },
      { kind: "heading", level: 2, text: t("mission.document.tasks") },
      { kind: "list", items: letter.tasks.map((task) => taskText(t, task)) },
      { kind: "heading", level: 2, text: t("mission.document.terms") },
      {
        kind: "keyValues",
        items: [
          { label: t("mission.page.person"), value: person.name },
          { label: t("mission.page.place"), value: place.name },
          { label: t("mission.document.academie"), value: academie.name },
          { label: t("mission.document.dates"), value: `${day(letter.startsOn)} – ${day(letter.endsOn)}` },
          {
            label: t("mission.document.pay"),
            value: t("mission.document.payText", { pay: payText(t, { ...mission, amountCents: letter.amountCents }) }),
          },
        ],
      },
      { kind: "paragraph", text: t(`mission.document.texts.${mission.channel}`), small: true },
      { kind: "paragraph", text: t("mission.page.issued", { at: letter.issuedAt, by: letter.issuedBy ?? "" }) },
      { kind: "heading", level: 2, text: t("mission.document.signature") },
      ...signatureOf(letter),
      ...letter.amendments
        .filter(({ status }) => status === "SIGNED")
        .reverse()
        .flatMap((amendment): PdfBlock[] => [
          { kind: "heading", level: 2, text: t("amendment.title", { seq: amendment.seq }) },
          { kind: "paragraph", text: t("amendment.reasonWas", { reason: amendment.reason }) },
          { kind: "list", items: amendment.tasks.map((task) => taskText(t, task)) },
          { kind: "paragraph", text: `${day(amendment.startsOn)} – ${day(amendment.endsOn)}` },
          ...signatureOf(amendment, "amendment.signedBy"),
        ]),
    ],
  });
  return { name: `lettre-de-mission-${number}.pdf`, file };
}
