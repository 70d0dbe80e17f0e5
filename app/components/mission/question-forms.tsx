import { useFindingText } from "~/components/pay/findings";
import { Note } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { Radios } from "~/components/ui/choices";
import { Disclosure } from "~/components/ui/disclosure";
import { Textarea } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { type Refused, refusedFor } from "~/components/ui/refused";
import type { AnswerKind, Finding } from "~/domain/pay/schema";
import { useT } from "~/i18n/use-t";

type Question = {
  code: string;
  /** The question as it is read, to be sent back with its answer. */
  key: string;
  finding: Finding & { asks: readonly AnswerKind[] };
  answered: { by: string; at: Date } | null;
};
type Props = { questions: readonly Question[]; canAnswer: boolean; refused: unknown };

/** What the rules hold and no text decides: a short form for whoever may answer; the others read who is awaited. */
export function QuestionForms({ questions, canAnswer, refused }: Props) {
  const t = useT();
  return questions.map((question) => {
    const { code, answered } = question;
    const said = answered && <p>{t("payFlow.question.answered", { code, ...answered })}</p>;
    if (!canAnswer) return <div key={code}>{said ?? <Note>{t("payFlow.question.awaited", { code })}</Note>}</div>;
    const mine = refusedFor(refused, "answer");
    const here = mine?.values.code === code ? mine : undefined;
    const form = <QuestionForm question={question} refused={here} />;
    return (
      <div key={code}>
        {said}
        {answered ? (
          <Disclosure summary={t("payFlow.question.again")} open={here !== undefined}>
            {form}
          </Disclosure>
        ) : (
          form
        )}
      </div>
    );
  });
}

function QuestionForm({ question, refused }: { question: Question; refused: Refused | undefined }) {
  const t = useT();
  const textOf = useFindingText();
  const { code, key, finding } = question;
  return (
    <Form intent="answer" refused={refused}>
      <h3>{t("payFlow.question.title", { code })}</h3>
      <Note>{textOf(finding)}</Note>
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="question" value={key} />
      <Radios
        name="answer"
        legend={t("payFlow.question.answer")}
        options={finding.asks.map((kind) => ({
          value: kind,
          label: t(`payFlow.question.kind.${kind}`),
          hint: t(`payFlow.question.hint.${kind}`),
        }))}
      />
      <Textarea
        name="reason"
        label={t("payFlow.question.reason")}
        hint={t("mission.page.decisionReasonHint")}
        maxLength={500}
        rows={3}
      />
      <Button>{t("payFlow.question.submit")}</Button>
    </Form>
  );
}
