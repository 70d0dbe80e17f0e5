import { Note } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { Button, PostButton, TextLink } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { EmptyState } from "~/components/ui/empty-state";
import { Textarea } from "~/components/ui/field";
import { FoldedForm } from "~/components/ui/folded-form";
import { FormError } from "~/components/ui/form";
import { isRefused } from "~/components/ui/refused";
import { useFormat, useT } from "~/i18n/use-t";

type Work = {
  id: string;
  day: Date;
  minutes: number;
  task: string;
  made: string;
  about: string;
  state: "DECLARED" | "ATTESTED" | "REFUSED";
  decided: { at: Date; by: string; reason: string | null } | null;
  hour: { id: string; number: number } | null;
  outside: boolean;
  mayAttest: boolean;
};

const kinds = { DECLARED: "warning", ATTESTED: "done", REFUSED: "error" } as const;

/** The declared works of a mission, each with where it stands and the buttons of the second person. */
export function WorkList({ works, refused }: { works: Work[]; refused: unknown }) {
  const t = useT();
  const f = useFormat();
  if (works.length === 0) return <EmptyState title={t("design.none")}>{t("design.noneWhy")}</EmptyState>;
  return works.map((work) => (
    <Card
      key={work.id}
      title={`${f.day(work.day)} : ${f.hours(work.minutes)}`}
      titleAs="h3"
      aside={<Badge kind={kinds[work.state]}>{t(`design.states.${work.state}`)}</Badge>}
    >
      <p>
        {work.made}
        <br />
        {t("design.task")} : {t.find(`mission.tasks.${work.task}`) ?? work.task}
        {work.about && (
          <>
            <br />
            {t("design.about")} : {work.about}
          </>
        )}
      </p>
      {work.outside && work.state !== "REFUSED" && <Note>{t("design.outside")}</Note>}
      {work.decided && (
        <p>
          {work.state === "ATTESTED"
            ? t("design.attestedBy", { at: work.decided.at, by: work.decided.by })
            : t("design.refusedBy", { at: work.decided.at, by: work.decided.by, reason: work.decided.reason })}
        </p>
      )}
      {work.hour && (
        <TextLink to={`/heures/${work.hour.id}`}>{t("design.hour", { number: work.hour.number })}</TextLink>
      )}
      {work.mayAttest && <Decide id={work.id} refused={refused} />}
    </Card>
  ));
}

function Decide({ id, refused }: { id: string; refused: unknown }) {
  const t = useT();
  const mine = isRefused(refused) && refused.values.workId === id;
  return (
    <>
      {mine && refused.values.intent === "attest" && <FormError refused={refused} />}
      <Note>{t("design.attest.note")}</Note>
      <PostButton intent="attest" fields={{ workId: id }}>
        {t("design.attest.submit")}
      </PostButton>
      <FoldedForm summary={t("design.attest.refuse")} intent="refuse" refused={mine ? refused : undefined}>
        <input type="hidden" name="workId" value={id} />
        <Textarea name="reason" label={t("design.attest.reason")} maxLength={300} rows={2} />
        <Button variant="secondary">{t("design.attest.refuse")}</Button>
      </FoldedForm>
    </>
  );
}
