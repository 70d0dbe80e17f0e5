import { Link } from "@remix-run/react";
import { useT } from "~/i18n/use-t";

export type Brand = "neutral" | "etat";

/** Two sheets that overlap: what is held between peers. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg className="ep-logo" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <path className="ep-logo__shared" d="M11 16a4 4 0 0 1 4-4h6v4a4 4 0 0 1-4 4h-6z" />
      <rect x="3" y="4" width="17" height="17" rx="4.5" />
      <rect x="12" y="12" width="17" height="17" rx="4.5" />
    </svg>
  );
}

/**
 * The product's name. The State's block is reserved to State services: it is written only when the installation says so
 * (`BRAND=etat`), and then in the State's typeface, which `[data-brand="etat"]` alone asks for.
 */
export function BrandBlock({ brand = "neutral" }: { brand?: Brand }) {
  const t = useT();
  return (
    <div className="ep-brand">
      {brand === "etat" && (
        <p className="ep-brand__state">
          {t("common.state.republic")}
          <span>{t("common.state.ministry")}</span>
        </p>
      )}
      <Link to="/" className="ep-brand__link" aria-label={t("common.nav.home")}>
        <Logo />
        <span>{t("common.product")}</span>
      </Link>
    </div>
  );
}
