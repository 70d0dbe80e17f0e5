import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { exportScenario } from "~/domain/exchange/queries.server";
import { isFormat } from "~/domain/exchange/schema";
import { requireActor } from "~/http/actor.server";
import { downloadResponse } from "~/http/file.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";

export const handle = { policy: { read: "version.read" } };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const scenarioId = idParam(params, "scenarioId");
  const versionId = idParam(params, "versionId");
  if (!isFormat(params.format)) throw data({ key: "common.notFound", facts: {} }, { status: 404 });
  return downloadResponse(await orRefuse(exportScenario(actor, scenarioId, params.format, versionId)));
}
