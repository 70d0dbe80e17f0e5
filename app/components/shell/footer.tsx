import { Link } from "@remix-run/react";
import { useT } from "~/i18n/use-t";
import { LanguageSwitch } from "./language-switch";

export function Footer() {
  const t = useT();
  return (
    <footer className="ep-footer">
      <p>{t("common.footer.measured")}</p>
      <ul>
        <li>
          <Link to="/accessibilite">{t("common.footer.accessibility")}</Link>
        </li>
        <li>
          <Link to="/donnees-personnelles">{t("common.footer.privacy")}</Link>
        </li>
        <li>
          <Link to="/tester-mon-poste">{t("common.footer.station")}</Link>
        </li>
      </ul>
      <LanguageSwitch />
    </footer>
  );
}
