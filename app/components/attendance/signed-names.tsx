import { Icon } from "~/components/ui/icon";
import type { LiveSheet } from "~/domain/attendance/schema";
import { useFormat, useT } from "~/i18n/use-t";

const JUST_NOW_MS = 30_000;

/** Who has signed, newest first. Who is missing is never here: the wall is public. */
export function SignedNames({ signed, now }: Pick<LiveSheet, "signed" | "now">) {
  const t = useT();
  const f = useFormat();
  if (signed.length === 0) return <p className="ep-attendance-names__none">{t("attendance.project.nobody")}</p>;
  return (
    <ul className="ep-attendance-names" aria-label={t("attendance.project.names")}>
      {signed.map(({ enrolmentId, name, at }, index) => {
        const justNow = index === 0 && new Date(now).getTime() - new Date(at).getTime() < JUST_NOW_MS;
        return (
          <li key={enrolmentId} className={justNow ? "ep-attendance-names__new" : undefined}>
            <Icon name="check" />
            <span className="ep-attendance-names__name">{name}</span>
            <span className="ep-attendance-names__time">{justNow ? t("attendance.project.now") : f.time(at)}</span>
          </li>
        );
      })}
      <li className="ep-attendance-names__hidden">
        <Icon name="eye-off" />
        <span>{t("attendance.project.hidden")}</span>
      </li>
    </ul>
  );
}
