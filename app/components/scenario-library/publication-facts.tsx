import { KeyValues } from "~/components/ui/key-values";
import { useFormat, useT } from "~/i18n/use-t";

type Props = {
  authors: string[];
  licence: { name: string; address: string };
  decidedAt: Date | null;
  number: number;
  academie: string | null;
  plannedMinutes: number;
  originCredit: string | null;
  credit: string | null;
  published: boolean;
};

/** Authors, licence, date, lineage, and the words whoever uses the text repeats. */
export function PublicationFacts({ published, ...text }: Props) {
  const t = useT();
  const f = useFormat();
  const fact = (label: string, value: React.ReactNode) => ({ label, value });
  return (
    <KeyValues
      layout="stacked"
      items={[
        fact(
          t("scenarioLibrary.page.authors"),
          text.authors.length > 0 ? text.authors.join(", ") : t("scenarioLibrary.library.unnamed"),
        ),
        fact(
          t("scenarioLibrary.page.licence"),
          <a href={text.licence.address} rel="license noreferrer">
            {text.licence.name}
          </a>,
        ),
        ...(published && text.decidedAt ? [fact(t("scenarioLibrary.page.published"), f.date(text.decidedAt))] : []),
        fact(t("scenarioLibrary.page.version"), text.number),
        ...(text.academie ? [fact(t("scenarioLibrary.page.academie"), text.academie)] : []),
        fact(t("scenarioLibrary.page.minutes"), `${text.plannedMinutes} ${t("scenario.phase.unit")}`),
        ...(text.originCredit
          ? [fact(t("scenarioLibrary.page.origin"), t("scenarioLibrary.lineage.after", { credit: text.originCredit }))]
          : []),
        ...(text.credit ? [fact(t("scenarioLibrary.page.cite"), text.credit)] : []),
      ]}
    />
  );
}
