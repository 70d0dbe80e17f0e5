import { Link } from "@remix-run/react";
import { KeyValues } from "~/components/ui/key-values";
import { useFormat, useT } from "~/i18n/use-t";

type Props = {
  seance: {
    startsAt: Date;
    endsAt: Date;
    modality: "ON_SITE" | "REMOTE" | "IN_CLASS";
    room: string | null;
    link: string | null;
    place: { name: string };
    stage: { position: number; title: string } | null;
    cohort: { id: string; title: string };
    trainerName: string;
    deputyName: string | null;
    expected: number;
    minutes: number;
  };
};

/** When, where, with whom: the facts of a séance, label and value. */
export function SeanceFacts({ seance }: Props) {
  const t = useT();
  const f = useFormat();
  return (
    <KeyValues
      items={[
        {
          label: t("seance.when"),
          icon: "calendar",
          value: `${f.interval(seance.startsAt, seance.endsAt)} (${f.hours(seance.minutes)})`,
        },
        {
          label: t("seance.where"),
          icon: "place",
          value: [t(`seance.modality.${seance.modality}`), seance.room, seance.place.name].filter(Boolean).join(", "),
        },
        ...(seance.link
          ? [{ label: t("seance.link"), icon: "link" as const, value: <a href={seance.link}>{seance.link}</a> }]
          : []),
        ...(seance.stage
          ? [{ label: t("seance.stage"), icon: "book" as const, value: t("seance.stageNamed", seance.stage) }]
          : []),
        {
          label: t("seance.cohort"),
          icon: "people",
          value: (
            <>
              <Link to={`/sessions/${seance.cohort.id}`}>{seance.cohort.title}</Link>,{" "}
              {t("seance.expected", { count: seance.expected })}
            </>
          ),
        },
        { label: t("seance.trainer"), icon: "user", value: seance.trainerName },
        { label: t("seance.deputy"), icon: "user", value: seance.deputyName ?? t("seance.noDeputy") },
      ]}
    />
  );
}
