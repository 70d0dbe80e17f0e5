import type { LoaderFunctionArgs } from "@remix-run/node";
import { getImage } from "~/domain/scenario/images.server";
import { requireActor } from "~/http/actor.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";

export const handle = { policy: { read: "scenario.read" } };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const [scenarioId, imageId] = [idParam(params, "scenarioId"), idParam(params, "imageId")];
  const { type, bytes } = await orRefuse(getImage(actor, scenarioId, imageId));
  // The site's own headers say the rest: a picture and nothing else, kept by no browser for the next person.
  return new Response(bytes, { headers: { "Content-Type": type, "Content-Disposition": "inline" } });
}
