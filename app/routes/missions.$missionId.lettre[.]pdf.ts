import type { LoaderFunctionArgs } from "@remix-run/node";
import { letterPdf } from "~/domain/mission/pdf.server";
import { requireActor } from "~/http/actor.server";
import { fileResponse } from "~/http/file.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";

export const handle = { policy: { read: "mission.read" } };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return fileResponse("application/pdf", await orRefuse(letterPdf(actor, idParam(params, "missionId"))));
}
