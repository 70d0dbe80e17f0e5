import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ProposalState } from "~/components/scenario-library/proposal-state";
import { PublishedVersions } from "~/components/scenario-library/published-versions";
import { PageTitle } from "~/components/ui/page";
import { listContributor, unlistContributor } from "~/domain/publication/commands/list.server";
import {
  abandonProposal,
  answerProposal,
  changeLicence,
  proposeScenario,
} from "~/domain/publication/commands/propose.server";
import { submitProposal, takeBackProposal } from "~/domain/publication/commands/submit.server";
import { getProposal } from "~/domain/publication/proposal.server";
import { AnswerForm, LicenceForm, ListContributorForm, NoFields } from "~/domain/publication/schema";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

type Named = { scenario: { id: string; title: string }; reads: boolean };

export const handle = {
  policy: {
    read: "publication.follow",
    write: {
      propose: "publication.propose",
      changeLicence: "publication.propose",
      list: "publication.list",
      unlist: "publication.propose",
      answer: "publication.answer",
      submit: "publication.propose",
      abandon: "publication.propose",
      takeBack: "publication.takeBack",
    },
  },
  breadcrumb: ({ scenario, reads }: Named, t: T) => [
    { label: t("scenario.list.title"), to: "/scenarios" },
    reads ? { label: scenario.title, to: `/scenarios/${scenario.id}` } : { label: scenario.title },
    { label: t("scenarioLibrary.proposal.title") },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => `${t("scenarioLibrary.proposal.title")} – ${data?.scenario.title ?? ""}`);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return orRefuse(getProposal(actor, idParam(params, "scenarioId")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const scenarioId = idParam(params, "scenarioId");
  const form = await parseForm(request, {
    propose: LicenceForm,
    changeLicence: LicenceForm,
    list: ListContributorForm,
    unlist: ListContributorForm,
    answer: AnswerForm,
    submit: NoFields,
    abandon: NoFields,
    takeBack: NoFields,
  });
  if (!form.ok) return form.answer;
  const done = (word: string) =>
    redirectWithFlash(`/scenarios/${scenarioId}/publier`, `scenarioLibrary.proposal.${word}`);
  try {
    switch (form.intent) {
      case "propose":
        await proposeScenario(actor, scenarioId, form.value.licence);
        return await done("begun");
      case "changeLicence":
        await changeLicence(actor, scenarioId, form.value.licence);
        return await done("changed");
      case "list":
        await listContributor(actor, scenarioId, form.value.personId);
        return await done("listed");
      case "unlist":
        await unlistContributor(actor, scenarioId, form.value.personId);
        return await done("unlisted");
      case "answer":
        await answerProposal(actor, scenarioId, form.value);
        return await done("answered");
      case "submit":
        await submitProposal(actor, scenarioId);
        return await done("submitted");
      case "abandon":
        await abandonProposal(actor, scenarioId);
        return await done("abandoned");
      case "takeBack":
        await takeBackProposal(actor, scenarioId);
        return await done("takenBack");
    }
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Proposal() {
  const t = useT();
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle title={t("scenarioLibrary.proposal.title")} subtitle={page.scenario.title} />
      <p className="ep-narrow">{t("scenarioLibrary.proposal.intro")}</p>
      <ProposalState page={page} refused={refused} />
      <PublishedVersions versions={page.published} />
    </>
  );
}
