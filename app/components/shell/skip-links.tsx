import { useT } from "~/i18n/use-t";

export function SkipLinks({ nav = true }: { nav?: boolean }) {
  const t = useT();
  return (
    <nav className="ep-skip" aria-label={t("common.skip.label")}>
      <a href="#contenu">{t("common.skip.main")}</a>
      {nav && <a href="#menu">{t("common.skip.nav")}</a>}
    </nav>
  );
}
