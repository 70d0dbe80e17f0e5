import type { LoaderFunctionArgs } from "@remix-run/node";
import { headsCsv } from "~/domain/hours/heads.server";
import { requireActor } from "~/http/actor.server";
import { fileResponse } from "~/http/file.server";
import { orRefuse } from "~/http/refusal.server";

export const handle = { policy: { read: "hours.readProofs" } };

export async function loader({ request }: LoaderFunctionArgs) {
  return fileResponse("text/csv; charset=utf-8", await orRefuse(headsCsv(await requireActor(request))));
}
