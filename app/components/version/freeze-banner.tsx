import { Link } from "@remix-run/react";
import { Alert } from "~/components/ui/alert";
import { useT } from "~/i18n/use-t";

export type Freeze = { by: string; reason: string; at: Date | string };

/** « Figé le … par … », with the reason, above a text that nobody may edit. */
export function FreezeBanner({ freeze, to }: { freeze: Freeze | null; to?: string }) {
  const t = useT();
  if (!freeze) return null;
  const { by, reason, at } = freeze;
  return (
    <Alert
      kind="info"
      title={t("version.banner.title", { at: new Date(at), by })}
      action={to && <Link to={to}>{t("version.banner.link")}</Link>}
    >
      <p>{t("version.banner.reason", { reason })}</p>
    </Alert>
  );
}
