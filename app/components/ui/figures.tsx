import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

/** « 9 / 14 » read across a classroom. */
export function BigCount({
  count,
  total,
  label,
  detail,
}: {
  count: number;
  total: number;
  label: ReactNode;
  detail?: ReactNode;
}) {
  return (
    <p className="ep-big-count">
      <span className="ep-big-count__figures">
        <strong>{count}</strong> <span>/ {total}</span>
      </span>{" "}
      <span className="ep-big-count__words">
        {label}
        {detail && <span className="ep-big-count__detail">{detail}</span>}
      </span>
    </p>
  );
}

/** One figure with its explanation; a link where it can be explained further. */
export function Figure({
  value,
  label,
  detail,
  trend,
  to,
}: {
  value: ReactNode;
  label: ReactNode;
  detail?: ReactNode;
  trend?: ReactNode;
  to?: string;
}) {
  return (
    <div className="ep-card ep-figure">
      <p className="ep-figure__label">{label}</p>
      <p className="ep-figure__value">{to ? <Link to={to}>{value}</Link> : value}</p>
      {trend && <p className="ep-figure__trend">{trend}</p>}
      {detail && <p className="ep-figure__detail">{detail}</p>}
    </div>
  );
}

/** « 3 h 00 × 37,36 € = 112,08 € » */
export function Equation({ left, result }: { left: ReactNode; result: ReactNode }) {
  return (
    <p className="ep-equation">
      <span>{left} =</span> <strong>{result}</strong>
    </p>
  );
}

/** A few figures under one another: declared, certified, paid. */
export function FigureRows({ rows }: { rows: { label: ReactNode; value: ReactNode; to?: string }[] }) {
  return (
    <dl className="ep-figure-rows">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of figures.
        <div key={index}>
          <dt>{row.label}</dt>
          <dd>{row.to ? <Link to={row.to}>{row.value}</Link> : row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
