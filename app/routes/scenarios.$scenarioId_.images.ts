import type { ActionFunctionArgs } from "@remix-run/node";
import { addImage, authorizeImages } from "~/domain/scenario/images.server";
import { requireActor } from "~/http/actor.server";
import { idParam } from "~/http/params.server";
import { refusalResponse } from "~/http/refusal.server";
import { readUpload } from "~/http/upload.server";

export const handle = { policy: { write: { addImage: "scenario.edit" } } };

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const scenarioId = idParam(params, "scenarioId");
  try {
    // Before the file is read: a stranger does not make the server hold one.
    await authorizeImages(actor, scenarioId);
    const image = await addImage(actor, scenarioId, await readUpload(request, "addImage"));
    return Response.json(image, { status: 201 });
  } catch (error) {
    return refusalResponse(error);
  }
}
