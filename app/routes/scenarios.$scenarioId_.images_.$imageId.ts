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
  return new Response(bytes, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": "inline",
      "X-Content-Type-Options": "nosniff",
      // Opened by itself, it is a picture and nothing else, whatever a browser believes to see in it.
      "Content-Security-Policy": "default-src 'none'; sandbox",
      // An id names one content for ever; only this person's browser may keep it.
      "Cache-Control": "private, max-age=31536000, immutable",
    },
  });
}
