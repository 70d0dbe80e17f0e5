import type { MetaFunction } from "@remix-run/react";
import { PageTitle, Section } from "~/components/ui/page";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "public" } };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("about.privacy.title"));

export default function PrivacyPage() {
  const t = useT();
  return (
    <>
      <PageTitle title={t("about.privacy.title")} />
      <Section title={t("about.privacy.keptTitle")}>
        <p>{t("about.privacy.kept")}</p>
      </Section>
      <Section title={t("about.privacy.notTitle")}>
        <p>{t("about.privacy.not")}</p>
      </Section>
      <Section title={t("about.privacy.whoTitle")}>
        <p>{t("about.privacy.trainee")}</p>
        <p>{t("about.privacy.trainer")}</p>
        <p>{t("about.privacy.scenario")}</p>
      </Section>
      <Section title={t("about.privacy.rightsTitle")}>
        <p>{t("about.privacy.rights")}</p>
      </Section>
    </>
  );
}
