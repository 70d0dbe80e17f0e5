import { Note } from "~/components/ui/alert";
import type { ExportWindow, WindowNote } from "~/domain/pay/windows";
import { useFormat, useT } from "~/i18n/use-t";

/** « La saisie ASIE de novembre ferme le …, dans 3 jours. » One sentence a window; nothing where no calendar is known. */
export function WindowNotes({ notes, of }: { notes: WindowNote[]; of?: string }) {
  const t = useT();
  const f = useFormat();
  if (notes.length === 0) return null;
  return (
    <Note icon="calendar">
      {notes.map(({ application, month, state, on, days }) => (
        <p key={`${application}-${month}`}>
          {of && `${of} – `}
          {t(state === "OPEN" ? "payFlow.calendar.open" : "payFlow.calendar.next", {
            application,
            month: f.month(month),
            on: f.day(on, { year: false }),
            days,
          })}
        </p>
      ))}
    </Note>
  );
}

/** What the calendar says of one statement: until when it is taken, from when, or that nobody wrote it. */
export function ExportWindowNote({ window, month }: { window: ExportWindow; month: string }) {
  const t = useT();
  const f = useFormat();
  const { application, known, closesOn, daysLeft, nextOpensOn } = window;
  if (!application) return null;
  const says = () => {
    if (!known) return t("payFlow.calendar.unknown", { month });
    if (closesOn) return t("payFlow.calendar.exportUntil", { application, on: f.day(closesOn), days: daysLeft ?? 0 });
    return nextOpensOn
      ? t("payFlow.calendar.exportFrom", { application, on: nextOpensOn })
      : t("payFlow.calendar.exportClosed", { application });
  };
  return <Note icon="calendar">{says()}</Note>;
}
