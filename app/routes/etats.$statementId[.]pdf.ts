import type { LoaderFunctionArgs } from "@remix-run/node";
import { statementPdf } from "~/domain/pay/files.server";
import { requireActor } from "~/http/actor.server";
import { fileResponse } from "~/http/file.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";

export const handle = { policy: { read: "pay.readStatement" } };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return fileResponse("application/pdf", await orRefuse(statementPdf(actor, idParam(params, "statementId"))));
}
