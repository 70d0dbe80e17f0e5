import type { ReactNode } from "react";
import { type BarPart, StackedBar } from "~/components/ui/bars";
import type { PlannedPhase } from "~/editor/lesson";
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
    .map(({ minutes }, place) => ({ value: minutes, kind: place % 2 ? "light" : "full", text: String(minutes) }));
  if (left > 0) parts.push({ value: left, kind: "hatched" });
  const words = t("scenario.foot.total", { total, planned });
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
    </div>
  );
}
