import type { ReactNode } from "react";

export type ChainStep = { label: ReactNode; content: ReactNode; current?: boolean };

/** From one thing to the next: bloc → séance → signature → heure → ligne → enveloppe. */
export function Chain({ steps }: { steps: ChainStep[] }) {
  return (
    <ol className="ep-chain">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the chain is its identity.
        <li key={index} aria-current={step.current ? "step" : undefined}>
          <span className="ep-chain__label">{step.label}</span>
          <span className="ep-chain__content">{step.content}</span>
        </li>
      ))}
    </ol>
  );
}

/** Who, when. */
export function Timeline({ items }: { items: { at: ReactNode; text: ReactNode }[] }) {
  return (
    <ol className="ep-timeline">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a history only grows at its end.
        <li key={index}>
          <span className="ep-timeline__at">{item.at}</span>
          <span>{item.text}</span>
        </li>
      ))}
    </ol>
  );
}
