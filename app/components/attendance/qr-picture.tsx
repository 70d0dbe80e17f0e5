import type { ShownCode } from "~/domain/attendance/schema";

/** Modules of white around a QR that readers need. */
const QUIET = 4;

/** A QR drawn as one path, black on white whatever the theme. */
export function QrPicture({
  qr,
  pixels,
  label,
  className,
}: {
  qr: ShownCode["qr"];
  pixels: number;
  label: string;
  className?: string;
}) {
  const side = qr.size + 2 * QUIET;
  return (
    <svg
      className={className}
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      width={pixels}
      height={pixels}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#fff" />
      <path d={qr.path} fill="#0d1215" />
    </svg>
  );
}
