import { ActionList } from "~/components/ui/card";
import type { IconName } from "~/components/ui/icon";
import { Section } from "~/components/ui/page";
import type { Waiting, WaitingKind } from "~/domain/today/schema";
import { type T, tDynamic } from "~/i18n/catalogue";
import { useT } from "~/i18n/use-t";

const icons: Record<WaitingKind, IconName> = {
  sheetToClose: "check-circle",
  letterToSign: "pen",
  letterUnsigned: "pen",
  amendmentToSign: "pen",
  amendmentUnsigned: "pen",
  monthCloses: "calendar",
  monthClosesOwn: "calendar",
  monthReopened: "calendar",
  monthReopenedOwn: "calendar",
  toCertify: "check-circle",
  correctionToDecide: "history",
  hourCorrectionToDecide: "history",
  withdrawalToDecide: "history",
  workToAttest: "check-circle",
  workRefused: "warning",
  statementReturned: "warning",
  statementRefused: "warning",
  statementToControl: "check-circle",
  statementToDecide: "euro",
  statementToExport: "download",
  hoursUnsettled: "euro",
  missionToDecide: "pen",
  missionLeft: "pen",
  questionToAnswer: "pen",
  rateAwaited: "euro",
  careerToComplete: "pen",
  serviceToAttest: "check-circle",
  factToRecord: "calendar",
  monthOpenAgain: "calendar",
  monthClosed: "calendar",
  channelClosed: "warning",
  allocationToPublish: "euro",
  schoolsWithoutReferent: "school",
  cohortToOpen: "people",
  scenarioToReview: "book",
  licenceToAnswer: "pen",
  returnToWrite: "pen",
  workToDeclare: "pen",
  scenario: "document",
};

/** Each row leads where it is done, and says what happens if it is not. */
export function WaitingList({ items }: { items: Waiting[] }) {
  const t = useT();
  return (
    <Section title={t("today.waitingTitle")}>
      {items.length === 0 ? (
        <p>{t("today.nothingWaits")}</p>
      ) : (
        <ActionList
          items={items.map(({ kind, to, facts }) => ({
            to,
            icon: icons[kind],
            title: tDynamic(t, `today.waiting.${kind}.title`, named(t, facts)),
            detail: tDynamic(t, `today.waiting.${kind}.detail`, named(t, facts)),
          }))}
        />
      )}
    </Section>
  );
}

/** A channel, a corps and a grade in their own words: « vacation », « certifié », « hors classe ». */
const words = { channel: "mission.channel", corps: "hours.corps", grade: "hours.grade" };
function named(t: T, facts: Waiting["facts"]): Waiting["facts"] {
  const said = Object.entries(words).flatMap(([name, at]) => {
    const code = facts[name];
    return code === undefined ? [] : [[name, t.find(`${at}.${code}`) ?? code] as const];
  });
  return { ...facts, ...Object.fromEntries(said) };
}
