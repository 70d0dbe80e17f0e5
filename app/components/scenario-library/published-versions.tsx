import { Link } from "@remix-run/react";
import { Section } from "~/components/ui/page";
import type { PublicationStatus } from "~/domain/publication/schema";
import { useT } from "~/i18n/use-t";

type Version = {
  id: string;
  number: number;
  status: PublicationStatus;
  title: string | null;
  withdrawnReason: string | null;
};

/** What was published of a scenario, latest first. */
export function PublishedVersions({ versions }: { versions: Version[] }) {
  const t = useT();
  if (versions.length === 0) return null;
  return (
    <Section title={t("scenarioLibrary.proposal.published")}>
      <ul>
        {versions.map(({ id, number, status, title, withdrawnReason }) => (
          <li key={id}>
            <Link to={`/mediatheque/${id}`}>
              {t("scenarioLibrary.proposal.version", { number, title: title ?? "" })}
            </Link>
            {" – "}
            {t(`scenarioLibrary.proposal.states.${status}`)}
            {withdrawnReason && <p className="ep-typed">{withdrawnReason}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
