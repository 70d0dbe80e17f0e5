import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CommentList } from "~/components/comment/comment-list";
import { TextLink } from "~/components/ui/button";
import { PageTitle } from "~/components/ui/page";
import { discuss } from "~/domain/comment/commands.server";
import { getCommentPage } from "~/domain/comment/queries.server";
import { CommentForms } from "~/domain/comment/schema";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";
import styles from "~/styles/comment.css?url";

const write = {
  begin: "scenario.comment",
  answer: "scenario.comment",
  amend: "comment.amend",
  withdraw: "comment.amend",
  resolve: "comment.resolve",
  reopen: "scenario.comment",
};

export const handle = {
  policy: { read: "scenario.read", write },
  breadcrumb: ({ scenario }: { scenario: { id: string; title: string } }, t: T) => [
    { label: t("scenario.list.title"), to: "/scenarios" },
    { label: scenario.title, to: `/scenarios/${scenario.id}` },
    { label: t("comment.title") },
  ],
};
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("comment.page.title"));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return orRefuse(getCommentPage(actor, idParam(params, "scenarioId")));
}

/** Without JavaScript: back to the discussion, or this page with what was typed and why it was refused. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const scenarioId = idParam(params, "scenarioId");
  const form = await parseForm(request, CommentForms);
  if (!form.ok) return form.answer;
  try {
    await discuss(actor, scenarioId, form);
    const thread = form.values.threadId ? `#fil-${form.values.threadId}` : "";
    return await redirectWithFlash(`/scenarios/${scenarioId}/commentaires${thread}`, `comment.said.${form.intent}`);
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function CommentsPage() {
  const { scenario, discussion } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT();
  return (
    <>
      <PageTitle title={t("comment.page.title")} subtitle={t("comment.page.subtitle", { title: scenario.title })} />
      <TextLink to={`/scenarios/${scenario.id}`} icon="chevron-left">
        {t("comment.page.back")}
      </TextLink>
      <CommentList scenarioId={scenario.id} discussion={discussion} refused={refused} />
    </>
  );
}
