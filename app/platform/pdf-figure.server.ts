import { constants, inflateSync } from "node:zlib";
import type { Doc } from "./pdf-lines.server";

type Figure = { bytes: Uint8Array | null; width: number; height: number; alt: string };
type Struct = ReturnType<Doc["struct"]>;

const POINTS_PER_PIXEL = 72 / 96;
const MOST_PIXELS = 12_000_000;

/** A picture no wider than its box, with its words. False where it cannot be drawn: JPEG and PNG only. */
export function drawFigure(doc: Doc, parent: Struct, figure: Figure, box: { x: number; width: number }): boolean {
  const { bytes, alt } = figure;
  if (!bytes || !isDrawable(bytes)) return false;
  const page = doc.page.height - doc.page.margins.top - doc.page.margins.bottom;
  const natural = { width: figure.width * POINTS_PER_PIXEL, height: figure.height * POINTS_PER_PIXEL };
  const scale = Math.min(1, box.width / natural.width, (page * 0.6) / natural.height);
  const [width, height] = [natural.width * scale, natural.height * scale];
  if (!(width > 0 && height > 0)) return false;
  let image: unknown;
  try {
    image = (doc as unknown as { openImage(source: Buffer): unknown }).openImage(Buffer.from(bytes));
  } catch {
    return false;
  }
  if (doc.y + height > doc.page.height - doc.page.margins.bottom && doc.y > doc.page.margins.top) {
    doc.addPage();
    doc.y = doc.page.margins.top;
  }
  const { y } = doc;
  const options = { alt, bbox: [box.x, y, box.x + width, y + height] };
  const element = doc.struct("Figure", options as never, () => {
    doc.image(image as never, box.x, y, { width, height });
  });
  parent.add(element);
  element.end();
  doc.x = box.x;
  doc.y = y + height + 4;
  return true;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function isDrawable(bytes: Uint8Array): boolean {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return true;
  return PNG.every((byte, index) => bytes[index] === byte) && isWholePng(bytes);
}

/**
 * The library unpacks some PNG after it has answered, without a bound, and a fault there ends the process: what does not
 * unpack to the size its header promises is not given to it.
 */
function isWholePng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  let [width, height, depth, channels] = [0, 0, 0, 0];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (length > bytes.length - at - 12) return false;
    if (type === "IHDR" && length === 13) {
      [width, height, depth] = [view.getUint32(at + 8), view.getUint32(at + 12), bytes[at + 16] ?? 0];
      channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[bytes[at + 17] ?? -1] ?? 0;
      // Interlaced pictures are rare, and unpack by other rules.
      if (bytes[at + 20] !== 0) return false;
    }
    if (type === "IDAT") parts.push(bytes.subarray(at + 8, at + 8 + length));
    if (type === "IEND") break;
    at += 12 + length;
  }
  if (width * height === 0 || width * height > MOST_PIXELS || channels === 0 || ![1, 2, 4, 8, 16].includes(depth))
    return false;
  const promised = (Math.ceil((width * channels * depth) / 8) + 1) * height;
  try {
    const options = { maxOutputLength: promised, finishFlush: constants.Z_FINISH };
    return inflateSync(Buffer.concat(parts), options).length === promised;
  } catch {
    return false;
  }
}
