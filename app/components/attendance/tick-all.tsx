import { type ReactNode, useEffect, useState } from "react";
import { Button } from "~/components/ui/button";

/** Ticks every box of a name in its form; there once scripts run, for without them it could do nothing. */
export function TickAll({ name, children }: { name: string; children: ReactNode }) {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  if (!ready) return null;
  return (
    <Button
      type="button"
      variant="secondary"
      onClick={({ currentTarget }) => {
        const boxes = currentTarget.form?.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${name}"]`);
        for (const box of boxes ?? []) box.checked = true;
      }}
    >
      {children}
    </Button>
  );
}
