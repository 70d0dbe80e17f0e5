import { Button, PostButton } from "~/components/ui/button";
import { Textarea } from "~/components/ui/field";
import { FoldedForm } from "~/components/ui/folded-form";
import { Form, FormError } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import { refusedFor } from "~/components/ui/refused";
import { reasonLength } from "~/domain/publication/schema";
import { useT } from "~/i18n/use-t";

/** The reviewer's two answers, about the very text that is shown. */
export function DecideForms({ seen, refused }: { seen: string; refused: unknown }) {
  const t = useT();
  const notPublished = refusedFor(refused, "publish");
  return (
    <Section title={t("scenarioLibrary.review.decide")}>
      <p>{t("scenarioLibrary.review.decideText")}</p>
      {notPublished && <FormError refused={notPublished} />}
      <PostButton intent="publish" fields={{ seen }}>
        {t("scenarioLibrary.review.publish")}
      </PostButton>
      <Form intent="return" refused={refused} className="ep-narrow">
        <input type="hidden" name="seen" value={seen} />
        <Textarea
          name="reason"
          label={t("scenarioLibrary.review.reason")}
          hint={t("scenarioLibrary.review.reasonHint")}
          maxLength={reasonLength}
        />
        <Button variant="secondary">{t("scenarioLibrary.review.give")}</Button>
      </Form>
    </Section>
  );
}

export function WithdrawForm({ refused }: { refused: unknown }) {
  const t = useT();
  return (
    <FoldedForm
      summary={t("scenarioLibrary.review.withdraw")}
      intent="withdraw"
      refused={refused}
      className="ep-narrow"
    >
      <Textarea
        name="reason"
        label={t("scenarioLibrary.review.reason")}
        hint={t("scenarioLibrary.review.withdrawHint")}
        maxLength={reasonLength}
      />
      <Button variant="secondary">{t("scenarioLibrary.review.withdraw")}</Button>
    </FoldedForm>
  );
}
