import { Badge } from "~/components/ui/badge";
import { TextLink } from "~/components/ui/button";
import { DataTable, Hours } from "~/components/ui/table";
import { useFormat, useT } from "~/i18n/use-t";

type Person = {
  personId: string;
  name: string;
  minutes: number;
  certificate: { id: string; issuedAt: Date } | null;
};

/** Who may have a certificate, and who has one. */
export function CohortCertificates({ people }: { people: Person[] }) {
  const t = useT();
  const f = useFormat();
  return (
    <DataTable
      caption={t("certificate.cohort.title")}
      rows={people}
      rowKey={({ personId }) => personId}
      columns={[
        { key: "person", header: t("certificate.label.person"), cell: ({ name }) => name },
        {
          key: "hours",
          header: t("certificate.label.hours"),
          align: "end",
          cell: ({ minutes }) => <Hours minutes={minutes} />,
        },
        {
          key: "state",
          header: t("certificate.label.state"),
          cell: ({ certificate }) => (
            <Badge kind={certificate ? "done" : "neutral"}>
              {t(certificate ? "certificate.state.issued" : "certificate.state.none")}
            </Badge>
          ),
        },
        {
          key: "issuedAt",
          header: t("certificate.label.issuedAt"),
          cell: ({ certificate }) => (certificate ? f.date(certificate.issuedAt, { weekday: false }) : "–"),
        },
        {
          key: "file",
          header: t("certificate.label.file"),
          cell: ({ certificate, name }) =>
            certificate ? (
              <TextLink to={`/attestations/${certificate.id}.pdf`} icon="download" reloadDocument>
                {t("certificate.download")}
                <span className="fr-sr-only"> – {name}</span>
              </TextLink>
            ) : (
              "–"
            ),
        },
      ]}
    />
  );
}
