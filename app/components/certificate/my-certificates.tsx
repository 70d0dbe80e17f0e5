import { Badge } from "~/components/ui/badge";
import { Actions, TextLink } from "~/components/ui/button";
import { DataTable, Hours } from "~/components/ui/table";
import { useFormat, useT } from "~/i18n/use-t";

type Mine = {
  id: string;
  publicId: string;
  title: string;
  from: string;
  to: string;
  minutes: number;
  issuedAt: Date;
  state: "valid" | "replaced" | "revoked";
};

/** One's certificates; those that were replaced stay in the list, without their file. */
export function MyCertificates({ certificates }: { certificates: Mine[] }) {
  const t = useT();
  const f = useFormat();
  const dates = ({ from, to }: Mine) =>
    from === to ? f.day(from, { weekday: false }) : t("certificate.days", { from: f.day(from), to: f.day(to) });
  return (
    <DataTable
      caption={t("certificate.caption")}
      rows={certificates}
      rowKey={({ id }) => id}
      columns={[
        { key: "title", header: t("certificate.label.title"), cell: ({ title }) => title },
        { key: "dates", header: t("certificate.label.dates"), cell: dates },
        {
          key: "hours",
          header: t("certificate.label.hours"),
          align: "end",
          cell: ({ minutes }) => <Hours minutes={minutes} />,
        },
        {
          key: "state",
          header: t("certificate.label.state"),
          cell: ({ state }) => (
            <Badge kind={state === "valid" ? "done" : "warning"}>{t(`certificate.state.${state}`)}</Badge>
          ),
        },
        {
          key: "file",
          header: t("certificate.label.file"),
          cell: ({ id, publicId, title, state }) => (
            <Actions>
              {state === "valid" && (
                <TextLink to={`/attestations/${id}.pdf`} icon="download" reloadDocument>
                  {t("certificate.download")}
                  <span className="fr-sr-only"> – {title}</span>
                </TextLink>
              )}
              <TextLink to={`/verification/${publicId}`}>
                {t("certificate.verify")}
                <span className="fr-sr-only"> – {title}</span>
              </TextLink>
            </Actions>
          ),
        },
      ]}
    />
  );
}
