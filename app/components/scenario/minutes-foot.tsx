import type { ReactNode } from "react";
import { type BarPart, StackedBar } from "~/components/ui/bars";
import { minutesByModality, type PlannedPhase } from "~/editor/lesson";
import { useT } from "~/i18n/use-t";

/** « 52 min sur 55 » : the phases in proportion, what is left hatched. `children` stands at the left. */
export function MinutesFoot({
  phases,
  planned,
  children,
}: {
  phases: readonly PlannedPhase[];
  planned: number;
  children?: ReactNode;
}) {
  const t = useT();
  const total = phases.reduce((sum, { minutes }) => sum + minutes, 0);
  const left = planned - total;
  const parts: BarPart[] = phases
    .filter(({ minutes }) => minutes > 0)
    .map(({ minutes, title }, place) => ({
      value: minutes,
      kind: place % 2 ? "light" : "full",
      text: <ShortText minutes={minutes} title={title} share={minutes / Math.max(total, planned)} />,
    }));
  if (left > 0) parts.push({ value: left, kind: "hatched" });
  const words = t("scenario.foot.total", { total, planned });
  const byModality = minutesByModality(phases);
  return (
    <div className="ep-scenario-foot">
      {children}
      <div className="ep-scenario-foot__bar">
        <StackedBar
          parts={parts}
          total={Math.max(total, planned)}
          {...(left < 0 ? { threshold: planned } : {})}
          label={`${t("scenario.foot.label")} : ${words}`}
          height={36}
        />
      </div>
      <p className="ep-scenario-foot__total">
        <strong>{words}</strong>{" "}
        <span>
          {left > 0
            ? t("scenario.foot.left", { count: left })
            : left < 0
              ? t("scenario.foot.over", { count: -left })
              : t("scenario.foot.exact")}
        </span>
      </p>
      {byModality.length > 0 && (
        <p className="ep-scenario-foot__modalities">
          {byModality
            .map(({ modality, minutes }) =>
              t("scenario.foot.ofModality", { modality: t(`scenario.modality.${modality}`), minutes }),
            )
            .join(" · ")}
        </p>
      )}
    </div>
  );
}

/** « 18 recherche » where the part of the bar is wide enough for a word; the minutes alone on a phone. */
function ShortText({ minutes, title, share }: { minutes: number; title: string; share: number }) {
  const word = title.split(/\s+/).find(({ length }) => length > 3) ?? "";
  const fits = share > 0.14 && word.length <= 11;
  return (
    <>
      {minutes}
      {fits && word && <tspan className="ep-bar__word"> {word.toLowerCase()}</tspan>}
    </>
  );
}
