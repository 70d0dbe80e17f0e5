import { lazy, Suspense, useEffect, useState } from "react";
import { commentsAddress } from "~/components/comment/around";
import type { FrameworkChoice } from "~/domain/c2i2e/schema";
import type { PlannedPhase } from "~/editor/lesson";
import { useT } from "~/i18n/use-t";
import { LessonTable } from "./lesson-table";
import { MinutesFoot } from "./minutes-foot";
import { StatusLine } from "./status-line";
import { useLessonView } from "./view";
import { ViewSwitch } from "./view-switch";

const ScenarioEditor = lazy(() => import("./editor.client"));

type Props = {
  scenarioId: string;
  html: string;
  phases: PlannedPhase[];
  frameworks: FrameworkChoice[];
  people: { id: string; name: string }[];
  planned: number;
  /** How many wait for a decision: the text read here is the one without them. */
  suggestions: number;
  mayEdit: boolean;
};

/** The text, read on the server; the editor takes its place once it is loaded and the text received. */
export function ScenarioText({ scenarioId, html, phases, frameworks, people, planned, suggestions, mayEdit }: Props) {
  const t = useT();
  const view = useLessonView();
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  const reading = (
    <>
      {mayEdit && (
        <noscript>
          <p className="ep-scenario-note">{t("scenario.page.needsScript")}</p>
        </noscript>
      )}
      {suggestions > 0 && <p className="ep-scenario-note">{t("suggestion.waiting", { count: suggestions })}</p>}
      {view.asTable ? (
        <LessonTable phases={phases} frameworks={frameworks} view={view} />
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made by the server from the cleaned document.
        <div className="ep-text" dangerouslySetInnerHTML={{ __html: html }} />
      )}
      <MinutesFoot phases={phases} planned={planned} />
    </>
  );
  const opening = (
    <>
      <StatusLine status={{ word: "readOnly", waiting: 0, ended: null }} people={{ you: false, others: [] }} />
      {reading}
      {/* Where the scripts fail, which is not where there are none, this is the only way to the comments. */}
      <p>
        <a href={commentsAddress(scenarioId)}>{t("comment.page.all")}</a>
      </p>
    </>
  );
  const page = { scenarioId, planned, frameworks, people, view, opening, reading };
  return (
    <>
      <ViewSwitch view={view} />
      {mounted ? (
        <Suspense fallback={opening}>
          <ScenarioEditor {...page} />
        </Suspense>
      ) : (
        opening
      )}
    </>
  );
}
