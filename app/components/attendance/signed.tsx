import { useEffect, useState } from "react";
import { UndoBar } from "~/components/ui/alert";
import { ButtonLink } from "~/components/ui/button";
import { ActionList } from "~/components/ui/card";
import { Icon } from "~/components/ui/icon";
import { PageTitle, Section } from "~/components/ui/page";
import { useFormat, useT } from "~/i18n/use-t";

type Receipt = {
  seanceId: string;
  title: string;
  halfDay: "MORNING" | "AFTERNOON";
  startsAt: Date;
  endsAt: Date;
  minutes: number;
  cohort: { id: string; title: string };
  team: { name: string } | null;
  /** Seconds left to take the signature back; 0 when it stands. */
  undoSeconds: number;
};

/** The time in the title, what is kept and what is not, one next thing, ten seconds to take it back. */
export function SignedPage({ receipt, signedAt }: { receipt: Receipt; signedAt: Date }) {
  const t = useT();
  const f = useFormat();
  return (
    <>
      <div className="ep-attendance-done" role="status">
        <Icon name="check-circle" size={56} />
        <PageTitle
          title={t("attendance.done.title", { at: signedAt })}
          subtitle={`${f.halfDay(receipt.startsAt, receipt.halfDay)} – ${receipt.title}`}
        />
      </div>
      <Section title={t("attendance.done.what")}>
        <ul className="ep-attendance-kept">
          <li>
            <Icon name="check" /> {t("attendance.done.name", { at: signedAt })}
          </li>
          <li>
            <Icon name="check" /> {t("attendance.done.half", { minutes: receipt.minutes })}
          </li>
          <li className="ep-muted">
            <Icon name="cross" /> {t("attendance.done.not")}
          </li>
        </ul>
      </Section>
      <Section title={t("attendance.done.next")}>
        <ActionList
          items={[
            receipt.team
              ? { to: "/scenarios", icon: "book", title: t("attendance.done.scenario", { team: receipt.team.name }) }
              : {
                  to: `/sessions/${receipt.cohort.id}`,
                  icon: "book",
                  title: t("attendance.done.cohort", { title: receipt.cohort.title }),
                },
          ]}
        />
      </Section>
      <Undo seconds={receipt.undoSeconds} />
    </>
  );
}

/** Counts down where there is JavaScript; the server alone decides whether it is still time. */
function Undo({ seconds }: { seconds: number }) {
  const t = useT();
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const counting = setInterval(() => setLeft((known) => Math.max(0, known - 1)), 1_000);
    return () => clearInterval(counting);
  }, []);
  if (left === 0) return null;
  return (
    <UndoBar text={t("attendance.done.mistake")} label={t("attendance.done.undo", { seconds: left })} intent="undo" />
  );
}

export function UndonePage() {
  const t = useT();
  return (
    <>
      <PageTitle title={t("attendance.done.undone")} subtitle={t("attendance.done.undoneText")} />
      <ButtonLink to="/e">{t("attendance.done.again")}</ButtonLink>
    </>
  );
}
