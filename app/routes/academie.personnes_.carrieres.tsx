import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { ImportForm } from "~/components/career/import-form";
import { ImportPreview } from "~/components/career/import-preview";
import { PageTitle } from "~/components/ui/page";
import { importCareers } from "~/domain/career/commands/import.server";
import { openImport } from "~/domain/career/import.server";
import { CheckList, WriteList } from "~/domain/career/schema";
import { weighList } from "~/domain/pay/career-lines.server";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseFormWithFiles } from "~/http/form.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "career.import", write: { check: "career.import", write: "career.import" } },
  breadcrumb: (_: unknown, t: T) => [
    { label: t("account.people.title"), to: "/academie/personnes" },
    { label: t("career.import.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("career.import.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  await orRefuse(openImport(actor));
  return {};
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseFormWithFiles(request, { check: CheckList, write: WriteList });
  if (!form.ok) return form.answer;
  try {
    if (form.intent === "check") return data({ read: await weighList(actor, form.value.list) });
    const done = await importCareers(actor, form.value.list, form.value.seen);
    return await redirectWithFlash("/academie/personnes", "career.done.imported", done);
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function ImportCareers() {
  const t = useT();
  const answer = useActionData<typeof action>();
  const read = answer && "read" in answer ? answer.read : null;
  return (
    <>
      <PageTitle title={t("career.import.title")} subtitle={t("career.import.subtitle")} />
      {read && <ImportPreview read={read} />}
      <ImportForm refused={answer} list={read?.list} />
    </>
  );
}
