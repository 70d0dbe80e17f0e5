import { isRefused, type Refused } from "~/components/ui/refused";
import { imagesAddress } from "~/editor/images";

export type Uploaded = { ok: true; id: string } | { ok: false; key: string; facts: Refused["refusal"]["facts"] };

/** Sends one image to its scenario; answers with its id, or with the reason it was refused. */
export async function uploadImage(scenarioId: string, file: File): Promise<Uploaded> {
  const body = new FormData();
  body.set("intent", "addImage");
  body.set("file", file);
  try {
    const response = await fetch(imagesAddress(scenarioId), { method: "POST", body });
    if (response.status === 413) return { ok: false, key: "scenario.imageTooHeavy", facts: {} };
    const answer: unknown = await response.json();
    if (isRefused(answer)) return { ok: false, key: answer.refusal.key, facts: answer.refusal.facts };
    const { id } = answer as { id?: unknown };
    return typeof id === "string" ? { ok: true, id } : { ok: false, key: "common.general", facts: {} };
  } catch {
    return { ok: false, key: "scenario.imageNotSent", facts: {} };
  }
}
