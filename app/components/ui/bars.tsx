import { type ReactNode, useId } from "react";

export type BarKind = "full" | "light" | "hatched" | "dashed";
export type BarPart = { value: number; kind: BarKind; text?: ReactNode };

/**
 * A thin stacked bar, drawn on the server and legible in black and white: full, light, hatched and dashed parts of
 * `total`, with a mark at `threshold` (same unit). `label` says it in words; the table beside it holds the figures.
 */
export function StackedBar({
  parts,
  total,
  threshold,
  label,
  height = 14,
}: {
  parts: BarPart[];
  total: number;
  threshold?: number;
  label: string;
  height?: number;
}) {
  const hatch = `${useId().replaceAll(":", "")}-hatch`;
  const scale = (value: number) => (total > 0 ? Math.min(100, Math.max(0, (value / total) * 100)) : 0);
  let at = 0;
  return (
    <svg className="ep-bar" width="100%" height={height} role="img" aria-label={label}>
      <defs>
        <HatchPattern id={hatch} />
      </defs>
      <rect className="ep-bar__frame" x="0.5" y="0.5" width="calc(100% - 1px)" height={height - 1} />
      {parts.map((part, index) => {
        const x = scale(at);
        at += part.value;
        const width = scale(at) - x;
        const fill = part.kind === "hatched" ? { fill: `url(#${hatch})` } : {};
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order of the parts is their identity.
          <g key={index}>
            <rect
              className={`ep-bar__${part.kind}`}
              x={`${x}%`}
              y="0.5"
              width={`${width}%`}
              height={height - 1}
              {...fill}
            />
            {part.text && (
              <text
                className={`ep-bar__text ep-bar__text--${part.kind}`}
                x={`${x + width / 2}%`}
                y={height / 2}
                dy="0.35em"
              >
                {part.text}
              </text>
            )}
          </g>
        );
      })}
      {threshold !== undefined && (
        <line
          className="ep-bar__threshold"
          x1={`${scale(threshold)}%`}
          x2={`${scale(threshold)}%`}
          y1="0"
          y2={height}
        />
      )}
    </svg>
  );
}

/** The hatching of what is left, forecast or impossible; for other drawings on the page. */
export function HatchPattern({ id }: { id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line className="ep-bar__hatch" x1="0" y1="0" x2="0" y2="6" />
    </pattern>
  );
}

export function Legend({ items }: { items: { kind: BarKind | "threshold"; label: ReactNode }[] }) {
  return (
    <ul className="ep-legend">
      {items.map((item) => (
        <li key={item.kind}>
          <span className={`ep-legend__key ep-legend__key--${item.kind}`} aria-hidden="true" />
          {item.label}
        </li>
      ))}
    </ul>
  );
}
