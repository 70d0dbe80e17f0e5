import type { LoaderFunctionArgs } from "@remix-run/node";
import { reconciledCsv } from "~/domain/pay/reconciled.server";
import { requireActor } from "~/http/actor.server";
import { fileResponse } from "~/http/file.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";

export const handle = { policy: { read: "pay.readReconciled" } };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return fileResponse("text/csv; charset=utf-8", await orRefuse(reconciledCsv(actor, idParam(params, "runId"))));
}
