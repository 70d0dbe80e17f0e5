import { Field } from "~/components/ui/field";
import { localDay, localTime } from "~/domain/seance/rules";
import { useFormat, useT } from "~/i18n/use-t";

type Known = { startsAt: Date; endsAt: Date; room: string | null; link: string | null; timeZone: string };

/** Date, hours and place, in the local time of the school; filled in when a séance is moved. */
export function WhenWhere({ known, modality }: { known?: Known; modality?: string }) {
  const t = useT();
  return (
    <>
      <div className="ep-grid ep-grid--sm">
        <Field
          name="date"
          type="date"
          label={t("seance.plan.date")}
          defaultValue={known && localDay(known.startsAt, known.timeZone)}
        />
        <Field
          name="startTime"
          type="time"
          label={t("seance.plan.start")}
          defaultValue={known && localTime(known.startsAt, known.timeZone)}
        />
        <Field
          name="endTime"
          type="time"
          label={t("seance.plan.end")}
          defaultValue={known && localTime(known.endsAt, known.timeZone)}
        />
      </div>
      {modality !== "REMOTE" && (
        <Field
          name="room"
          label={t("seance.plan.room")}
          hint={t("seance.plan.roomHint")}
          defaultValue={known?.room ?? ""}
          maxLength={120}
          optional={modality === undefined}
        />
      )}
      {modality !== "ON_SITE" && (
        <Field
          name="link"
          type="url"
          label={t("seance.plan.link")}
          hint={t("seance.plan.linkHint")}
          defaultValue={known?.link ?? ""}
          optional={modality === undefined}
        />
      )}
    </>
  );
}

/** « Année scolaire 2012-2013 : du … au … » */
export function SchoolYearHint({ year }: { year: { id: string; startsOn: Date; endsOn: Date } }) {
  const t = useT();
  const f = useFormat();
  return (
    <p>
      {t("seance.plan.year", {
        year: year.id,
        from: f.day(year.startsOn, { weekday: false }),
        to: f.day(year.endsOn, { weekday: false }),
      })}
    </p>
  );
}
