import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { discuss } from "~/domain/comment/commands.server";
import { getDiscussion } from "~/domain/comment/queries.server";
import { CommentForms } from "~/domain/comment/schema";
import { requireActor } from "~/http/actor.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusalResponse } from "~/http/refusal.server";

// The panel beside the text asks here: a page that somebody writes in is never loaded anew.
export const handle = {
  policy: {
    read: "scenario.read",
    write: {
      begin: "scenario.comment",
      answer: "scenario.comment",
      amend: "comment.amend",
      withdraw: "comment.amend",
      resolve: "comment.resolve",
      reopen: "scenario.comment",
    },
  },
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return Response.json(await orRefuse(getDiscussion(actor, idParam(params, "scenarioId"))));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const scenarioId = idParam(params, "scenarioId");
  const form = await parseForm(request, CommentForms);
  if (!form.ok) return Response.json(form.answer.data, form.answer.init ?? {});
  try {
    await discuss(actor, scenarioId, form);
    return Response.json(await getDiscussion(actor, scenarioId));
  } catch (error) {
    return refusalResponse(error);
  }
}
