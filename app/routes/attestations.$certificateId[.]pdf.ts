import type { LoaderFunctionArgs } from "@remix-run/node";
import { renderCertificate } from "~/domain/certificate/pdf.server";
import { requireActor } from "~/http/actor.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";

export const handle = { policy: { read: "certificate.read" } };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const { file, name } = await orRefuse(renderCertificate(actor, idParam(params, "certificateId")));
  return new Response(new Uint8Array(file), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
