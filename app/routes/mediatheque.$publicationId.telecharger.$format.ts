import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { isFormat } from "~/domain/exchange/schema";
import { exportPublication } from "~/domain/publication/published.server";
import { requireActor } from "~/http/actor.server";
import { downloadResponse } from "~/http/file.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";

export const handle = { policy: { read: "publication.read" } };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const publicationId = idParam(params, "publicationId");
  if (!isFormat(params.format)) throw data({ key: "common.notFound", facts: {} }, { status: 404 });
  return downloadResponse(await orRefuse(exportPublication(actor, publicationId, params.format)));
}
