import { Alert } from "~/components/ui/alert";
import { Actions, ButtonLink, TextLink } from "~/components/ui/button";
import type { PublicationStatus } from "~/domain/publication/schema";
import { useT } from "~/i18n/use-t";

type Publication = {
  id: string;
  status: PublicationStatus;
  scenarioId: string | null;
  newerId: string | null;
  returnedReason: string | null;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
  can: { duplicate: boolean };
};

/** Where a text stands, and what may be done with it. */
export function PublicationNotes({ publication }: { publication: Publication }) {
  const t = useT();
  const { id, status, newerId, scenarioId, withdrawnAt } = publication;
  return (
    <>
      {newerId && (
        <Alert
          kind="info"
          action={<TextLink to={`/mediatheque/${newerId}`}>{t("scenarioLibrary.page.newerLink")}</TextLink>}
        >
          {t("scenarioLibrary.page.newer")}
        </Alert>
      )}
      {status === "SUBMITTED" && <Alert kind="info">{t("scenarioLibrary.page.waiting")}</Alert>}
      {status === "RETURNED" && (
        <Alert kind="warning" title={t("scenarioLibrary.page.returned")}>
          <p className="ep-typed">{publication.returnedReason}</p>
        </Alert>
      )}
      {withdrawnAt && (
        <Alert kind="warning" title={t("scenarioLibrary.page.withdrawn", { at: withdrawnAt })}>
          <p className="ep-typed">{publication.withdrawnReason}</p>
        </Alert>
      )}
      <Actions>
        {publication.can.duplicate && (
          <ButtonLink to={`/mediatheque/${id}/dupliquer`} variant="secondary" icon="copy">
            {t("scenarioLibrary.duplicate.link")}
          </ButtonLink>
        )}
        {scenarioId && (
          <ButtonLink to={`/scenarios/${scenarioId}/publier`} variant="tertiary">
            {t("scenarioLibrary.page.followLink")}
          </ButtonLink>
        )}
      </Actions>
    </>
  );
}
