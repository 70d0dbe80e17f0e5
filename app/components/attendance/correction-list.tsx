import { Badge } from "~/components/ui/badge";
import { Actions, PostButton } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { FormError } from "~/components/ui/form";
import { useT } from "~/i18n/use-t";

type Correction = {
  id: string;
  kind: "ADD" | "REMOVE";
  reason: string;
  status: "PROPOSED" | "APPROVED" | "REFUSED";
  name: string;
  proposedBy: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  mayDecide: boolean;
};

const kinds = { PROPOSED: "neutral", APPROVED: "done", REFUSED: "error" } as const;

type Props = { corrections: Correction[]; deputyName: string | null; refused?: unknown };

/** Corrections proposed on a sealed sheet, with who asked, who decided, and the two buttons of the second person. */
export function CorrectionList({ corrections, deputyName, refused }: Props) {
  const t = useT();
  const values = (refused as { values?: Record<string, string> } | undefined)?.values;
  if (corrections.length === 0) return <p>{t("attendance.corrections.none")}</p>;
  return corrections.map((one) => (
    <Card
      key={one.id}
      title={`${one.name} : ${t(`attendance.corrections.kinds.${one.kind}`)}`}
      titleAs="h3"
      aside={<Badge kind={kinds[one.status]}>{t(`attendance.corrections.status.${one.status}`)}</Badge>}
    >
      <p>{t("attendance.corrections.by", { at: one.proposedAt, by: one.proposedBy, reason: one.reason })}</p>
      {one.decidedAt && (
        <p>
          {t("attendance.corrections.decided", {
            status: t(`attendance.corrections.status.${one.status}`),
            at: one.decidedAt,
            by: one.decidedBy,
          })}
        </p>
      )}
      {values?.correctionId === one.id && <FormError refused={refused} />}
      {one.mayDecide && (
        <Actions>
          <PostButton intent="approve" fields={{ correctionId: one.id }}>
            {t("attendance.corrections.approve")}
          </PostButton>
          <PostButton intent="refuse" fields={{ correctionId: one.id }} variant="secondary">
            {t("attendance.corrections.refuse")}
          </PostButton>
        </Actions>
      )}
      {one.status === "PROPOSED" && !one.mayDecide && (
        <p>
          {deputyName
            ? t("attendance.corrections.waits", { deputy: deputyName })
            : t("attendance.corrections.noSecond")}
        </p>
      )}
    </Card>
  ));
}
