import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

/** Labels and their values: side by side in rows, or stacked with the label above, as on a phone. */
export function KeyValues({
  items,
  layout = "rows",
}: {
  items: { label: ReactNode; value: ReactNode; icon?: IconName }[];
  layout?: "rows" | "stacked";
}) {
  return (
    <dl className={`ep-kv ep-kv--${layout}`}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pairs of a record never change their order.
        <div key={index} className="ep-kv__row">
          <dt>
            {item.icon && <Icon name={item.icon} />}
            {item.label}
          </dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
