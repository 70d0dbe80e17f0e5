import { Link } from "@remix-run/react";
import { Section } from "~/components/ui/page";
import { useT } from "~/i18n/use-t";

export type FreezeEvent = {
  id: string;
  kind: "FREEZE" | "UNLOCK";
  by: string;
  reason: string;
  at: Date | string;
  version: { id: string; number: number } | null;
};

/** Who froze and unlocked, when and why, newest first. */
export function FreezeHistory({ scenarioId, events }: { scenarioId: string; events: FreezeEvent[] }) {
  const t = useT();
  if (events.length === 0) return null;
  return (
    <Section title={t("version.history.title")}>
      <ol className="ep-version__history">
        {events.map(({ id, kind, by, reason, at, version }) => (
          <li key={id}>
            <p>
              <strong>{t(`version.history.${kind}`, { at: new Date(at), by })}</strong>
              {version && (
                <Link to={`/scenarios/${scenarioId}/versions/${version.id}`}>
                  {t("version.history.version", { number: version.number })}
                </Link>
              )}
            </p>
            <p>{t("version.history.reason", { reason })}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
