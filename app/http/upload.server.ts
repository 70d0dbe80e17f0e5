import { refuse } from "~/domain/errors";

/** The one file of a form, `file`; empty where none was sent. How much may be read is bounded before (body-limit). */
export async function readUpload(request: Request, intent: string): Promise<Uint8Array<ArrayBuffer>> {
  const form = await request.formData().catch(() => null);
  if (!form) throw refuse("invalid", "common.invalidForm");
  if (form.get("intent") !== intent) throw refuse("invalid", "common.unknownIntent");
  const file = form.get("file");
  return file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
}
