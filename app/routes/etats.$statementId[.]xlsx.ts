import type { LoaderFunctionArgs } from "@remix-run/node";
import { statementXlsx } from "~/domain/pay/sheets.server";
import { requireActor } from "~/http/actor.server";
import { fileResponse } from "~/http/file.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";

export const handle = { policy: { read: "pay.readStatement" } };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const file = await orRefuse(statementXlsx(actor, idParam(params, "statementId")));
  return fileResponse("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file);
}
