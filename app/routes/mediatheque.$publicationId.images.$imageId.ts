import type { LoaderFunctionArgs } from "@remix-run/node";
import { getPublishedImage } from "~/domain/publication/published.server";
import { requireActor } from "~/http/actor.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";

export const handle = { policy: { read: "publication.read" } };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const [publicationId, imageId] = [idParam(params, "publicationId"), idParam(params, "imageId")];
  const { type, bytes } = await orRefuse(getPublishedImage(actor, publicationId, imageId));
  return new Response(bytes, { headers: { "Content-Type": type, "Content-Disposition": "inline" } });
}
