import { Alert } from "~/components/ui/alert";
import { TextLink } from "~/components/ui/button";
import { KeyValues } from "~/components/ui/key-values";
import { Section } from "~/components/ui/page";
import { Money } from "~/components/ui/table";
import { useT } from "~/i18n/use-t";

type Line = {
  envelope: { id: string; label: string; availableCents: number } | null;
  decidedCents: number | null;
  committedCents: number;
  releasedCents: number;
  serviceDoneCents: number;
  paidCents: number;
  missingCents: number;
  keptForAWord: boolean;
};

/** What a mission paid as a whole takes of its envelope; both can be walked to the other. */
export function MoneyCard({ line }: { line: Line }) {
  const t = useT();
  const { envelope, decidedCents, missingCents, releasedCents } = line;
  return (
    <Section title={t("mission.money.title")}>
      {envelope ? (
        <p>
          <TextLink to={`/budget/${envelope.id}`}>{envelope.label}</TextLink>
        </p>
      ) : (
        <Alert kind="warning">{t("mission.money.noEnvelope")}</Alert>
      )}
      <KeyValues
        layout="stacked"
        items={[
          {
            label: t("mission.money.decided"),
            value: decidedCents === null ? t("mission.money.undecided") : <Money cents={decidedCents} />,
          },
          { label: t("budget.column.committed"), value: <Money cents={line.committedCents} /> },
          { label: t("budget.column.serviceDone"), value: <Money cents={line.serviceDoneCents} /> },
          { label: t("budget.column.paid"), value: <Money cents={line.paidCents} /> },
        ]}
      />
      {releasedCents > 0 && <p>{t("mission.money.released", { cents: releasedCents })}</p>}
      {envelope && missingCents > 0 && (
        <Alert kind="warning">
          {t("mission.money.missing", { cents: missingCents, available: envelope.availableCents })}
        </Alert>
      )}
      {line.keptForAWord && <Alert kind="warning">{t("mission.money.kept")}</Alert>}
    </Section>
  );
}
