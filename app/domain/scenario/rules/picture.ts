import type { ImageType } from "~/editor/images";

/** Bytes of one image, of all images of a scenario, and the points a browser can be asked to unpack. */
export const pictureLimits = {
  bytes: 5 * 1024 * 1024,
  perScenario: 50 * 1024 * 1024,
  side: 8_000,
  points: 40_000_000,
} as const;

/** What the header of a file says of it. In points. */
export type Picture = { type: ImageType; width: number; height: number };

/**
 * Recognises PNG, JPEG, WebP and GIF by their first bytes and reads their size there, without unpacking anything: a small
 * file may hold a picture of gigabytes. Null for anything else (SVG among it), and for a header cut short.
 */
export function readPicture(file: Uint8Array): Picture | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (const read of [png, gif, webp, jpeg]) {
    const picture = read(view);
    if (picture) return picture.width > 0 && picture.height > 0 ? picture : null;
  }
  return null;
}

export const isTooLarge = ({ width, height }: Picture): boolean =>
  width > pictureLimits.side || height > pictureLimits.side || width * height > pictureLimits.points;

function starts(view: DataView, at: number, words: string): boolean {
  if (view.byteLength < at + words.length) return false;
  return [...words].every((letter, index) => view.getUint8(at + index) === letter.charCodeAt(0));
}

/** Signature, then IHDR first: length 13, width, height. */
function png(view: DataView): Picture | null {
  if (!starts(view, 0, "\x89PNG\r\n\x1a\n") || view.byteLength < 33 || !starts(view, 12, "IHDR")) return null;
  return { type: "image/png", width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(view: DataView): Picture | null {
  if ((!starts(view, 0, "GIF87a") && !starts(view, 0, "GIF89a")) || view.byteLength < 13) return null;
  return { type: "image/gif", width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** RIFF, then one of three first chunks: lossy, lossless, extended. */
function webp(view: DataView): Picture | null {
  if (!starts(view, 0, "RIFF") || !starts(view, 8, "WEBP") || view.byteLength < 30) return null;
  const type = "image/webp";
  if (starts(view, 12, "VP8 ") && view.getUint8(23) === 0x9d && view.getUint8(24) === 0x01)
    return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (starts(view, 12, "VP8L") && view.getUint8(20) === 0x2f) {
    const bits = view.getUint32(21, true);
    return { type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!starts(view, 12, "VP8X")) return null;
  const threeBytes = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
  return { type, width: threeBytes(24), height: threeBytes(27) };
}

/** Segments one after the other until the one that gives the size (SOF). */
function jpeg(view: DataView): Picture | null {
  if (!starts(view, 0, "\xff\xd8\xff")) return null;
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // Any number of 0xff may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const givesSize = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (givesSize) return { type: "image/jpeg", width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    const length = view.getUint16(at + 2);
    // The picture itself begins, or ends, without having said its size.
    if (marker === 0xda || marker === 0xd9 || length < 2) return null;
    at += 2 + length;
  }
  return null;
}
