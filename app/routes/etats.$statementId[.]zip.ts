import type { LoaderFunctionArgs } from "@remix-run/node";
import { takeAuditPack } from "~/domain/budget/audit-pack.server";
import { requireActor } from "~/http/actor.server";
import { streamResponse } from "~/http/file.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";

export const handle = { policy: { read: "pay.takePack" } };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return streamResponse("application/zip", await orRefuse(takeAuditPack(actor, idParam(params, "statementId"))));
}
