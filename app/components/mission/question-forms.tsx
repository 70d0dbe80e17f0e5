import { useFindingText } from "~/components/pay/findings";
import { Note } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { Radios } from "~/components/ui/choices";
import { Disclosure } from "~/components/ui/disclosure";
import { Textarea } from "~/components/ui/field";
import { Form, FormError } from "~/components/ui/form";
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
  const mine = refusedFor(refused, "answer");
  const isOf = ({ code, key }: Question) => code === mine?.values.code && key === mine.values.question;
  // A question that changed since it was read has its refusal where it stands now; one that is asked no more, on its own.
  const concerned = mine && (questions.find(isOf) ?? questions.find(({ code }) => code === mine.values.code));
  return (
    <>
      {mine && !concerned && <FormError refused={mine} />}
      {questions.map((question) => (
        <QuestionPart
          key={`${question.code} ${question.key}`}
          question={question}
          canAnswer={canAnswer}
          folded={question.answered !== null || questions.length > 2}
          refused={question === concerned ? mine : undefined}
        />
      ))}
    </>
  );
}

type PartProps = { question: Question; canAnswer: boolean; folded: boolean; refused: Refused | undefined };

function QuestionPart({ question, canAnswer, folded, refused }: PartProps) {
  const t = useT();
  const textOf = useFindingText();
  const { code, answered, finding } = question;
  const form = canAnswer && <QuestionForm question={question} refused={refused} />;
  return (
    <div>
      {answered && <p>{t("payFlow.question.answered", { code, ...answered })}</p>}
      {!answered && !canAnswer && <Note>{t("payFlow.question.awaited", { code })}</Note>}
      {form && folded ? (
        <Disclosure summary={answered ? t("payFlow.question.again") : textOf(finding)} open={refused !== undefined}>
          {form}
        </Disclosure>
      ) : (
        form
      )}
    </div>
  );
}

function QuestionForm({ question, refused }: { question: Question; refused: Refused | undefined }) {
  const t = useT();
  const { code, key, finding } = question;
  return (
    <Form intent="answer" refused={refused}>
      <h3>{t("payFlow.question.title", { code })}</h3>
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="question" value={key} />
      <Radios
        name="answer"
        legend={t("payFlow.question.answer")}
        options={finding.asks.map((kind) => ({
          value: kind,
          label: t(`payFlow.question.kind.${kind}`),
          // An hour is refused alone: its mission keeps its money.
          hint: t(`payFlow.question.hint.${code === "EVD-02" && kind === "REFUSE" ? "REFUSE_HOUR" : kind}`),
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
