import { Badge } from "~/components/ui/badge";
import type { CohortStatus } from "~/domain/cohort/schema";
import { useT } from "~/i18n/use-t";

const kinds = { PREPARATION: "neutral", OPEN: "done", CLOSED: "neutral", CANCELLED: "error" } as const;

export function CohortBadge({ status }: { status: CohortStatus }) {
  const t = useT();
  return <Badge kind={kinds[status]}>{t(`cohort.status.${status}`)}</Badge>;
}
