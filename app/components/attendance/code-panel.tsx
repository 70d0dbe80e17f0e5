import { Icon } from "~/components/ui/icon";
import type { ShownCode } from "~/domain/attendance/schema";
import { useT } from "~/i18n/use-t";
import { QrPicture } from "./qr-picture";

/** The QR, the six characters in large type, and when they change. */
export function CodePanel({ shown, seconds }: { shown: ShownCode; seconds: number }) {
  const t = useT();
  const [left, right] = [shown.code.slice(0, 3), shown.code.slice(3)];
  return (
    <div className="ep-attendance-code">
      <QrPicture qr={shown.qr} pixels={384} label={t("attendance.project.qr")} className="ep-attendance-code__qr" />
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
