import type { MetaFunction } from "@remix-run/react";
import { PageTitle, Section } from "~/components/ui/page";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "public" } };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("about.accessibility.title"));

export default function AccessibilityPage() {
  const t = useT();
  return (
    <>
      <PageTitle title={t("about.accessibility.title")} />
      <p>{t("about.accessibility.status")}</p>
      <Section title={t("about.accessibility.doneTitle")}>
        <p>{t("about.accessibility.done")}</p>
      </Section>
      <Section title={t("about.accessibility.withoutTitle")}>
        <p>{t("about.accessibility.without")}</p>
      </Section>
      <Section title={t("about.accessibility.contactTitle")}>
        <p>{t("about.accessibility.contact")}</p>
      </Section>
    </>
  );
}
