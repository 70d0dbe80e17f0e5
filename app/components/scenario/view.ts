import { useSearchParams } from "@remix-run/react";
import { type MouseEvent, useState } from "react";
import { inOrder, type Order, orderIn, type SortKey } from "./sorting";

type Shown = { asTable: boolean; order: Order };
type Way = { href: string; onClick: (event: MouseEvent) => void };
export type LessonView = Shown & { asText: Way; asRows: Way; by: (key: SortKey) => Way };

/**
 * The same blocks as text or as a table, as the address says. Plain links without JavaScript; with it nothing is asked
 * of the server: the line may be down while somebody writes.
 */
export function useLessonView(): LessonView {
  const [search] = useSearchParams();
  const [shown, setShown] = useState<Shown>({ asTable: search.get("vue") === "tableau", order: orderIn(search) });
  const way = (next: Shown): Way => ({
    href: addressOf(next),
    onClick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      setShown(next);
      window.history.replaceState(window.history.state, "", addressOf(next));
    },
  });
  const { by: current, descending } = shown.order;
  return {
    ...shown,
    asText: way({ asTable: false, order: inOrder }),
    asRows: way({ asTable: true, order: shown.order }),
    by: (by) => way({ asTable: true, order: { by, descending: by === current && !descending } }),
  };
}

function addressOf({ asTable, order }: Shown): string {
  if (!asTable) return "?";
  const search = new URLSearchParams({ vue: "tableau" });
  if (order.by !== inOrder.by || order.descending) {
    search.set("tri", order.by);
    if (order.descending) search.set("sens", "desc");
  }
  return `?${search}`;
}
