import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon } from "./icon";

/** `done` of `total`, the one under way outlined; never a percentage. Words say the same nearby, or `label` does. */
export function Segments({
  done,
  current = false,
  total,
  label,
}: {
  done: number;
  current?: boolean;
  total: number;
  label: string;
}) {
  return (
    <span className="ep-segments" role="img" aria-label={label}>
      {Array.from({ length: total }, (_, index) => {
        const state = index < done ? "done" : index === done && current ? "current" : "todo";
        // biome-ignore lint/suspicious/noArrayIndexKey: segments have no other identity.
        return <span key={index} className={`ep-segments__${state}`} />;
      })}
    </span>
  );
}

export type Step = { label: ReactNode; detail?: ReactNode; state: "done" | "current" | "todo"; to?: string };

/** The stages of a parcours, in order, as a list that can be read. */
export function Steps({ steps, label, names }: { steps: Step[]; label: string; names: Record<Step["state"], string> }) {
  return (
    <ol className="ep-steps" aria-label={label}>
      {steps.map((step, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the rank of a stage is its identity.
          key={index}
          className={`ep-steps__${step.state}`}
          aria-current={step.state === "current" ? "step" : undefined}
        >
          <span className="ep-steps__mark" aria-hidden="true">
            {step.state === "done" ? <Icon name="check" size={16} /> : index + 1}
          </span>
          <span className="ep-steps__text">
            {step.to ? <Link to={step.to}>{step.label}</Link> : step.label}
            <span className="fr-sr-only"> ({names[step.state]})</span>
            {step.detail && <span className="ep-steps__detail">{step.detail}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
