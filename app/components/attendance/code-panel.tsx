import { Icon } from "~/components/ui/icon";
import type { ShownCode } from "~/domain/attendance/schema";
import { useT } from "~/i18n/use-t";

/** Modules of white around a QR that readers need. */
const QUIET = 4;

/** The QR, the six characters in large type, and when they change. */
export function CodePanel({ shown, seconds }: { shown: ShownCode; seconds: number }) {
  const t = useT();
  const side = shown.qr.size + 2 * QUIET;
  const [left, right] = [shown.code.slice(0, 3), shown.code.slice(3)];
  return (
    <div className="ep-attendance-code">
      <svg
        className="ep-attendance-code__qr"
        viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
        width={384}
        height={384}
        role="img"
        aria-label={t("attendance.project.qr")}
        shapeRendering="crispEdges"
      >
        <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#fff" />
        <path d={shown.qr.path} fill="#0d1215" />
      </svg>
      <p className="ep-attendance-code__how">
        {t("attendance.project.scan")} <strong>{shown.typeAt}</strong>
      </p>
      <p className="ep-attendance-code__signs">
        {left} {right}
      </p>
      <p className="ep-attendance-code__next">
        <Icon name="clock" /> {t("attendance.project.next", { seconds: Math.max(0, seconds) })}
      </p>
    </div>
  );
}
