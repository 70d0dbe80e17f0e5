import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Downloads } from "~/components/scenario/downloads";
import { MinutesFoot } from "~/components/scenario/minutes-foot";
import { DecideForms, WithdrawForm } from "~/components/scenario-library/decide-forms";
import { PublicationFacts } from "~/components/scenario-library/publication-facts";
import { PublicationNotes } from "~/components/scenario-library/publication-notes";
import { Card } from "~/components/ui/card";
import { Columns, PageTitle, Section } from "~/components/ui/page";
import { publish, returnProposal, withdrawPublication } from "~/domain/publication/commands/decide.server";
import { getPublication } from "~/domain/publication/published.server";
import { PublishForm, ReturnForm, WithdrawForm as Withdraw } from "~/domain/publication/schema";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";
import styles from "~/styles/editor.css?url";

export const handle = {
  policy: {
    read: "publication.read",
    write: { publish: "publication.review", return: "publication.review", withdraw: "publication.withdraw" },
  },
  breadcrumb: ({ publication }: { publication: { title: string } }, t: T) => [
    { label: t("scenario.list.title"), to: "/scenarios" },
    { label: t("scenarioLibrary.library.title"), to: "/mediatheque" },
    { label: publication.title },
  ],
};
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => data?.publication.title ?? t("scenarioLibrary.library.title"));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { publication: await orRefuse(getPublication(actor, idParam(params, "publicationId"))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const id = idParam(params, "publicationId");
  const form = await parseForm(request, { publish: PublishForm, return: ReturnForm, withdraw: Withdraw });
  if (!form.ok) return form.answer;
  try {
    if (form.intent === "publish") {
      await publish(actor, id, form.value);
      return await redirectWithFlash(`/mediatheque/${id}`, "scenarioLibrary.review.published");
    }
    if (form.intent === "return") {
      await returnProposal(actor, id, form.value);
      return await redirectWithFlash("/mediatheque/relecture", "scenarioLibrary.review.returned");
    }
    await withdrawPublication(actor, id, form.value);
    return await redirectWithFlash("/mediatheque", "scenarioLibrary.review.withdrawn");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Publication() {
  const t = useT();
  const { publication } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { id, title, can } = publication;
  return (
    <>
      <PageTitle title={title} />
      <PublicationNotes publication={publication} />
      {can.review && <DecideForms seen={publication.seen} refused={refused} />}
      <Columns
        main={
          <Section title={t("scenarioLibrary.page.text")}>
            {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by the server from the cleaned document. */}
            <div className="ep-text" dangerouslySetInnerHTML={{ __html: publication.html }} />
            <MinutesFoot phases={publication.phases} planned={publication.plannedMinutes} />
          </Section>
        }
        side={
          <Card title={t("scenarioLibrary.page.about")}>
            <PublicationFacts {...publication} published={publication.status === "PUBLISHED"} />
          </Card>
        }
      />
      <Downloads at={`/mediatheque/${id}`} />
      {can.withdraw && <WithdrawForm refused={refused} />}
    </>
  );
}
