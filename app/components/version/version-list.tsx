import { Link } from "@remix-run/react";
import { DataTable } from "~/components/ui/table";
import type { VersionLine } from "~/domain/version/schema";
import { useFormat, useT } from "~/i18n/use-t";
import { versionName } from "./naming";

/** The versions of a scenario, newest first: what they are called, when and by whom, how much longer the text became. */
export function VersionList({ scenarioId, versions }: { scenarioId: string; versions: VersionLine[] }) {
  const t = useT();
  const f = useFormat();
  const here = `/scenarios/${scenarioId}/versions`;
  return (
    <DataTable
      caption={t("version.caption")}
      rows={versions}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "version",
          header: t("version.column.version"),
          rowHeader: true,
          cell: (version) => <Link to={`${here}/${version.id}`}>{versionName(t, version)}</Link>,
        },
        {
          key: "when",
          header: t("version.column.when"),
          cell: ({ at }) => f.dateTime(at, { weekday: false }),
        },
        { key: "who", header: t("version.column.who"), cell: ({ author }) => author ?? t("version.itself") },
        {
          key: "size",
          header: t("version.column.size"),
          align: "end",
          cell: (version) => <Size {...version} />,
        },
        {
          key: "actions",
          header: "",
          cell: ({ id, number }) => (
            <Link to={`${here}/comparer?de=${id}`} aria-label={t("version.action.compareOne", { number })}>
              {t("version.action.compare")}
            </Link>
          ),
        },
      ]}
    />
  );
}

function Size({ words, change }: { words: number; change: number | null }) {
  const t = useT();
  return (
    <span className="ep-num">
      {t("version.size", { words })}
      {change !== null && (
        <span className="ep-version__change">
          {change === 0 && t("version.same")}
          {change > 0 && t("version.more", { count: change })}
          {change < 0 && t("version.less", { count: -change })}
        </span>
      )}
    </span>
  );
}
