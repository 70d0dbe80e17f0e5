import { Tag } from "~/components/ui/badge";
import { Section } from "~/components/ui/page";
import { DataTable, Hours } from "~/components/ui/table";
import type { PathStage } from "~/domain/path/schema";
import { useT } from "~/i18n/use-t";

/** One stage of a parcours: what it is for, what is done in it, what it makes people able to do. */
export function StageDetail({ stage }: { stage: PathStage }) {
  const t = useT();
  const { position, title, objective, activities, competences } = stage;
  const framework = competences[0];
  return (
    <Section title={t("path.stage", { position, title })} id={`etape-${position}`}>
      <p>{objective}</p>
      {activities.length > 0 && (
        <DataTable
          caption={t("path.activities", { position })}
          rows={activities}
          rowKey={(activity) => activity.id}
          columns={[
            { key: "title", header: t("path.activity"), cell: (activity) => activity.title },
            {
              key: "modality",
              header: t("path.modality"),
              cell: (activity) => t(`path.modalities.${activity.modality}`),
            },
            {
              key: "minutes",
              header: t("path.planned"),
              align: "end",
              cell: (activity) => <Hours minutes={activity.minutes} />,
            },
          ]}
        />
      )}
      {framework && (
        <>
          <p className="ep-stage__competences">
            {t("path.competences", { framework: framework.framework, version: framework.version })}
          </p>
          <ul>
            {competences.map(({ code, label }) => (
              <li key={code}>
                <Tag>{code}</Tag> {label}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
