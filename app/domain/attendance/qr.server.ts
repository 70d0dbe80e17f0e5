import QRCode from "qrcode";
import { realNow } from "~/platform/clock.server";
import { env } from "~/platform/env.server";
import type { Actor } from "../actor";
import { liveCode } from "./codes.server";
import { getProjection } from "./queries.server";
import type { ShownCode } from "./schema";

/** What the wall shows now for a sheet: the QR of the address to scan, and the code to type. */
export function showCode(sheetId: string): ShownCode {
  const { token, code, changesInMs } = liveCode(sheetId, realNow());
  const origin = env().ORIGIN[0] ?? "";
  return {
    code,
    qr: drawQr(`${origin}/e/${token}`),
    typeAt: `${new URL(origin).host}/e`,
    seconds: Math.ceil(changesInMs / 1_000),
  };
}

/** The QR of a page of ours, printed on a paper so that it leads back to its record. */
export const qrOfPage = (path: string) => drawQr(`${env().ORIGIN[0] ?? ""}${path}`);

/** The dark modules of a QR as one SVG path, run by run, on a grid of `size`; the quiet zone is the page's. */
function drawQr(text: string): ShownCode["qr"] {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: "M" }).modules;
  let path = "";
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const from = x;
      while (x < size && data[y * size + x]) x++;
      if (x > from) path += `M${from} ${y}h${x - from}v1h${from - x}z`;
    }
  return { size, path };
}

/** The projection of a sheet with its code of the moment; no code unless it may be signed. @throws not_found, forbidden */
export async function getLiveProjection(actor: Actor, seanceId: string) {
  const projection = await getProjection(actor, seanceId);
  return { ...projection, shown: projection.signing.state === "OPEN" ? showCode(projection.sheetId) : null };
}
