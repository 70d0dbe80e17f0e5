import { lazy, Suspense, useEffect, useState } from "react";
import type { PlannedPhase } from "~/editor/lesson";
import { useT } from "~/i18n/use-t";
import { MinutesFoot } from "./minutes-foot";
import { StatusLine } from "./status-line";

const ScenarioEditor = lazy(() => import("./editor.client"));

type Props = { scenarioId: string; html: string; phases: PlannedPhase[]; planned: number; mayEdit: boolean };

/** The text, read on the server; the editor takes its place once it is loaded and the text received. */
export function ScenarioText({ scenarioId, html, phases, planned, mayEdit }: Props) {
  const t = useT();
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  const reading = (
    <>
      {mayEdit && (
        <noscript>
          <p className="ep-scenario-note">{t("scenario.page.needsScript")}</p>
        </noscript>
      )}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by the server from the cleaned document. */}
      <div className="ep-text" dangerouslySetInnerHTML={{ __html: html }} />
      <MinutesFoot phases={phases} planned={planned} />
    </>
  );
  const opening = (
    <>
      <StatusLine status={{ word: "readOnly", waiting: 0, ended: null }} people={{ you: false, others: [] }} />
      {reading}
    </>
  );
  if (!mounted) return opening;
  return (
    <Suspense fallback={opening}>
      <ScenarioEditor scenarioId={scenarioId} planned={planned} opening={opening} reading={reading} />
    </Suspense>
  );
}
