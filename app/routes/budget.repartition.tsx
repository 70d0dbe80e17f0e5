import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SplitTable } from "~/components/budget/split-table";
import { Alert, Note } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle, Section } from "~/components/ui/page";
import { publishSplit } from "~/domain/budget/commands/publish-split.server";
import { previewSplit } from "~/domain/budget/queries.server";
import { Cents, Split } from "~/domain/budget/schema";
import { requireActor } from "~/http/actor.server";
import { money } from "~/http/fields.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "budget.split", write: { preview: "budget.split", publish: "budget.split" } },
  breadcrumb: (_data: unknown, t: T) => [
    { label: t("budget.title"), to: "/budget" },
    { label: t("budget.split.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("budget.split.title"));

const cents = money.pipe(Cents);
const TypedSplit = Split.extend({ totalCents: cents, p140: cents, p141: cents, p139: cents });

export async function loader({ request }: LoaderFunctionArgs) {
  return orRefuse(previewSplit(await requireActor(request), null));
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { preview: TypedSplit, publish: TypedSplit });
  if (!form.ok) return form.answer;
  try {
    if (form.intent === "preview") return { split: form.value, preview: await previewSplit(actor, form.value) };
    await publishSplit(actor, form.value);
    return await redirectWithFlash("/budget", "budget.split.done");
  } catch (error) {
    return refusal(error, form.values);
  }
}

/** The parts announced for phase 2: a proposal, not a rule. */
const proposed = { totalCents: 376_000_000, p140: 75_200_000, p141: 225_600_000, p139: 75_200_000 };
/** As it is typed in either language: a decimal comma, thousands apart. */
const plain = (amount: number) =>
  (amount / 100)
    .toFixed(2)
    .replace(".", ",")
    .replace(/\B(?=(\d{3})+,)/g, " ");
const fields = ["totalCents", "p140", "p141", "p139"] as const;

export default function SplitPage() {
  const t = useT();
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const computed = answer && "preview" in answer ? answer : null;
  const { published, provisional, sources, rows, totals } = computed?.preview ?? loaded;
  const typed = computed?.split ?? proposed;
  if (published)
    return (
      <>
        <PageTitle title={t("budget.split.title")} subtitle={t("budget.split.subtitle")} />
        <Alert kind="info">{t("budget.split.alreadyPublished", { at: published.at })}</Alert>
      </>
    );
  return (
    <>
      <PageTitle
        title={t("budget.split.title")}
        subtitle={t("budget.split.subtitle")}
        badge={provisional && <Badge kind="warning">{t("budget.split.provisional")}</Badge>}
      />
      <Form intent="preview" refused={answer}>
        <Field
          name="totalCents"
          label={t("budget.split.total")}
          defaultValue={plain(typed.totalCents)}
          inputMode="decimal"
          suffix="€"
        />
        <p>{t("budget.split.hint")}</p>
        {(["p140", "p141", "p139"] as const).map((name) => (
          <Field
            key={name}
            name={name}
            label={t(`budget.split.${name}`)}
            defaultValue={plain(typed[name])}
            inputMode="decimal"
            suffix="€"
          />
        ))}
        <Button variant="secondary">{t("budget.split.compute")}</Button>
      </Form>
      <Section title={t("budget.split.table")} aside={t("budget.split.method")}>
        {provisional && <Note>{t("budget.split.provisionalWhy")}</Note>}
        <SplitTable rows={rows} totals={totals} />
        {sources.map((source) => (
          <p key={source}>{t("budget.split.source", { source })}</p>
        ))}
      </Section>
      {computed && (
        <Form intent="publish" refused={answer}>
          {fields.map((name) => (
            <input key={name} type="hidden" name={name} value={plain(typed[name])} />
          ))}
          <p>{t("budget.split.publishWhat")}</p>
          <Button size="lg">{t("budget.split.publish")}</Button>
        </Form>
      )}
    </>
  );
}
