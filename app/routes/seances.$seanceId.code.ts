import type { LoaderFunctionArgs } from "@remix-run/node";
import { getLiveProjection } from "~/domain/attendance/qr.server";
import type { LiveSheet } from "~/domain/attendance/schema";
import { requireActor } from "~/http/actor.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";

export const handle = { policy: { read: "attendance.lead" } };

/** The code of the moment and who has signed, for the projection that keeps itself fresh. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const live = await orRefuse(getLiveProjection(actor, idParam(params, "seanceId")));
  const { shown, signed, expected, now, signing } = live;
  const body: LiveSheet = { ...signing, shown, signed, expected, now };
  return Response.json(body, { headers: { "Cache-Control": "no-store" } });
}
