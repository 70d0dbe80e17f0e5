import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ChangeCheck } from "~/components/career/change-check";
import { AddForm, RowForms } from "~/components/career/change-forms";
import { History } from "~/components/career/history";
import { Periods } from "~/components/career/periods";
import { FormError } from "~/components/ui/form";
import { PageTitle, Section } from "~/components/ui/page";
import { refusedFor } from "~/components/ui/refused";
import { changeCareer } from "~/domain/career/commands/change.server";
import { getCareer } from "~/domain/career/queries.server";
import { ChangeCareer } from "~/domain/career/schema";
import { weighChange } from "~/domain/pay/career-lines.server";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "career.read", write: { check: "career.write", write: "career.write" } },
  breadcrumb: ({ own }: { own: boolean }, t: T) => [
    own
      ? { label: t("account.mine.title"), to: "/compte" }
      : { label: t("account.people.title"), to: "/academie/personnes" },
    { label: t("career.breadcrumb") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data: seen, matches }) =>
  metaTitle(matches, (t) => (seen ? t("career.title", { name: nameOf(seen.person) }) : t("career.breadcrumb")));

const nameOf = ({ name, email }: { name: string; email: string }) => name || email;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return orRefuse(getCareer(actor, idParam(params, "personId")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const personId = idParam(params, "personId");
  const form = await parseForm(request, { check: ChangeCareer, write: ChangeCareer });
  if (!form.ok) return form.answer;
  try {
    if (form.intent === "check")
      return data({ checked: await weighChange(actor, personId, form.value), values: form.values });
    await changeCareer(actor, personId, form.value);
    return await redirectWithFlash(`/academie/personnes/${personId}/carriere`, `career.done.${form.value.kind}`);
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Career() {
  const t = useT();
  const { person, own, rows, gaps, seen, history, canWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = refusedFor(answer);
  const checked = answer && "checked" in answer ? answer : null;
  const inForm = refused && (refused.values.kind === "ADD" || rows.some(({ id }) => id === refused.values.rowId));
  return (
    <>
      <PageTitle
        title={own ? t("career.mine") : t("career.title", { name: nameOf(person) })}
        subtitle={t(own ? "career.ownSubtitle" : "career.subtitle")}
      />
      {refused && !inForm && <FormError refused={refused} />}
      {checked && (
        <ChangeCheck
          checked={checked.checked}
          values={checked.values}
          back={`/academie/personnes/${person.id}/carriere`}
        />
      )}
      <Section title={t("career.rows")}>
        <Periods rows={rows} gaps={gaps} />
      </Section>
      {canWrite && (
        <>
          <Section title={t("career.form.add")}>
            <AddForm
              key={seen}
              last={rows.at(-1)}
              seen={seen}
              refused={refused?.values.kind === "ADD" ? refused : undefined}
            />
          </Section>
          {rows.map((row) => (
            <RowForms key={`${row.id} ${seen}`} row={row} seen={seen} refused={refused} />
          ))}
        </>
      )}
      <History history={history} />
    </>
  );
}
