import { Section } from "~/components/ui/page";
import type { CareerRow, ChangeKind } from "~/domain/career/schema";
import { useT } from "~/i18n/use-t";
import { useDay, useSaid, useSpan } from "./said";

type Change = {
  id: string;
  kind: ChangeKind;
  at: Date;
  by: string;
  reason: string | null;
  before: CareerRow[];
  after: CareerRow[];
};

/** Every change with what was and what is: nothing that was once said disappears. */
export function History({ history }: { history: readonly Change[] }) {
  const t = useT();
  const [spanOf, saidOf, dayOf] = [useSpan(), useSaid(), useDay()];
  const told = (rows: readonly CareerRow[]) =>
    rows.map((row) => t("career.check.is", { span: spanOf(row), said: saidOf(row) })).join(" ; ") ||
    t("career.history.nothing");
  return (
    <Section title={t("career.history.title")}>
      {history.length === 0 ? (
        <p>{t("career.history.none")}</p>
      ) : (
        <ol className="ep-plain-list">
          {history.map(({ id, kind, at, by, reason, before, after }) => (
            <li key={id}>
              <p>
                <strong>
                  {t("career.history.line", { at: dayOf(at), by, kind: t(`career.history.kind.${kind}`) })}
                </strong>
              </p>
              {reason && <p>{t("career.history.reason", { reason })}</p>}
              {before.length > 0 && <p>{t("career.history.before", { said: told(before) })}</p>}
              <p>{t("career.history.after", { said: told(after) })}</p>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
