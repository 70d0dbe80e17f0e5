import type { ShownCode } from "~/domain/attendance/schema";
import { useFormat, useT } from "~/i18n/use-t";
import { QrPicture } from "./qr-picture";

type Props = {
  people: { enrolmentId: string; givenName: string; familyName: string }[];
  trainerName: string;
  now: Date;
  /** Leads back to the sheet. */
  qr: ShownCode["qr"];
};

/** The list to sign by hand: boxes, A4, black and white. Names only, since it passes from hand to hand. */
export function PaperList({ people, trainerName, now, qr }: Props) {
  const t = useT();
  const f = useFormat();
  return (
    <div className="ep-attendance-paper">
      <table>
        <caption className="fr-sr-only">{t("attendance.sheet.paper.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("attendance.sheet.number")}</th>
            <th scope="col">{t("attendance.sheet.name")}</th>
            <th scope="col">{t("attendance.sheet.paper.box")}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ enrolmentId, givenName, familyName }, index) => (
            <tr key={enrolmentId}>
              <td>{index + 1}</td>
              <th scope="row">
                {familyName} {givenName}
              </th>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="ep-attendance-paper__trainer">
        {t("attendance.sheet.paper.trainer")} : {trainerName}
      </p>
      <QrPicture qr={qr} pixels={120} label={t("attendance.sheet.title")} />
      <p className="ep-small">{t("attendance.sheet.paper.note", { at: f.dateTime(now) })}</p>
    </div>
  );
}
