import { type ReactNode, useEffect, useRef } from "react";

/**
 * A `<details>` that hangs from the bar: opens without JavaScript; with it, Escape, a click elsewhere and a followed link
 * close it.
 */
export function Menu({
  summary,
  label,
  className = "",
  children,
}: {
  summary: ReactNode;
  label: string;
  className?: string;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const details = ref.current;
    if (!details) return;
    const close = (refocus: boolean) => {
      if (!details.open) return;
      details.open = false;
      if (refocus) details.querySelector("summary")?.focus();
    };
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && close(true);
    const onClick = (event: MouseEvent) => {
      const target = event.target as Node;
      const followed = target instanceof Element && target.closest("a") !== null;
      if (!details.contains(target) || followed) close(false);
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", onClick);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("click", onClick);
    };
  }, []);
  return (
    <details ref={ref} className={`ep-menu ${className}`}>
      <summary aria-label={label}>{summary}</summary>
      <div className="ep-menu__panel">{children}</div>
    </details>
  );
}
