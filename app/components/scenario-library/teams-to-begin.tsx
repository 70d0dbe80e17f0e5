import { PostButton } from "~/components/ui/button";
import { FormError } from "~/components/ui/form";
import { Section } from "~/components/ui/page";
import { refusedFor } from "~/components/ui/refused";
import { useT } from "~/i18n/use-t";

type Team = { id: string; name: string; cohort: { title: string } };

/** Stage 4: one button for each team that has no scenario yet. */
export function TeamsToBegin({ teams, refused }: { teams: Team[]; refused?: unknown }) {
  const t = useT();
  const mine = refusedFor(refused, "begin");
  if (teams.length === 0 && !mine) return null;
  return (
    <Section title={t("scenarioLibrary.team.title")}>
      <p>{t("scenarioLibrary.team.text")}</p>
      {mine && <FormError refused={mine} />}
      <ul className="ep-plain-list">
        {teams.map(({ id, name, cohort }) => (
          <li key={id}>
            <p>{cohort.title}</p>
            <PostButton action="/scenarios?index" intent="begin" fields={{ teamId: id }} icon="plus">
              {t("scenarioLibrary.team.begin", { team: name })}
            </PostButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
