import type { LoaderFunctionArgs } from "@remix-run/node";
import { statementCsv } from "~/domain/pay/sheets.server";
import { requireActor } from "~/http/actor.server";
import { fileResponse } from "~/http/file.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";

export const handle = { policy: { read: "pay.readStatement" } };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return fileResponse("text/csv; charset=utf-8", await orRefuse(statementCsv(actor, idParam(params, "statementId"))));
}
