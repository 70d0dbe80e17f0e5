import { TextLink } from "~/components/ui/button";
import type { Finding } from "~/domain/pay/schema";
import { useT } from "~/i18n/use-t";

/** From an hour that no rate covers to the rates of its day. */
export function RateLink({ finding: { code, params } }: { finding: Pick<Finding, "code" | "params"> }) {
  const t = useT();
  if (code !== "HRS-06" || params.reason !== "noRow") return null;
  return <TextLink to={`/etats/taux?le=${params.day}`}>{t("rates.link")}</TextLink>;
}
