import { Badge } from "~/components/ui/badge";
import { ActionList } from "~/components/ui/card";
import { useFormat, useT } from "~/i18n/use-t";

type Seance = {
  id: string;
  title: string;
  modality: "ON_SITE" | "REMOTE" | "IN_CLASS";
  room: string | null;
  startsAt: Date;
  endsAt: Date;
  status: "PLANNED" | "CANCELLED";
  over: boolean;
  stage: { position: number } | null;
};

/** The séances of a cohort by date; the whole row is the link. */
export function SeanceList({ seances }: { seances: Seance[] }) {
  const t = useT();
  const f = useFormat();
  if (seances.length === 0) return <p>{t("cohort.noSeance")}</p>;
  return (
    <ActionList
      items={seances.map((seance) => ({
        to: `/seances/${seance.id}`,
        icon: "calendar",
        title: seance.title,
        detail: [f.interval(seance.startsAt, seance.endsAt), t(`seance.modality.${seance.modality}`), seance.room]
          .filter(Boolean)
          .join(" · "),
        badge:
          seance.status === "CANCELLED" ? (
            <Badge kind="error">{t("seance.status.CANCELLED")}</Badge>
          ) : (
            <Badge>{t(seance.over ? "seance.status.OVER" : "seance.status.PLANNED")}</Badge>
          ),
      }))}
    />
  );
}
