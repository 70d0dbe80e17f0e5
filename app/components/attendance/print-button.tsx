import { useEffect, useState } from "react";
import { Button } from "~/components/ui/button";

/** Opens the browser's print window; without JavaScript the browser's own menu does it, so nothing is shown. */
export function PrintButton({ label }: { label: string }) {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  return ready ? (
    <Button type="button" icon="print" onClick={() => window.print()}>
      {label}
    </Button>
  ) : null;
}
