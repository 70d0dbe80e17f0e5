import QRCode from "qrcode";
import { realNow } from "~/platform/clock.server";
import { env } from "~/platform/env.server";
import { liveCode } from "./codes.server";

export type ShownCode = {
  /** Six characters, « K7P4RM ». */
  code: string;
  /** SVG of the QR, quiet zone of four modules. */
  svg: string;
  /** What people type instead of scanning: « host/e ». */
  typeAt: string;
  seconds: number;
};

/** What the wall shows now for a sheet: the QR of the address to scan, and the code to type. */
export async function showCode(sheetId: string): Promise<ShownCode> {
  const { token, code, changesInMs } = liveCode(sheetId, realNow());
  const origin = env().ORIGIN[0] ?? "";
  const svg = await QRCode.toString(`${origin}/e/${token}`, { type: "svg", margin: 4, errorCorrectionLevel: "M" });
  return { code, svg, typeAt: `${new URL(origin).host}/e`, seconds: Math.ceil(changesInMs / 1_000) };
}
