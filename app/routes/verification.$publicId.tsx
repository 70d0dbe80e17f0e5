import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Alert, Note } from "~/components/ui/alert";
import { TextLink } from "~/components/ui/button";
import { KeyValues } from "~/components/ui/key-values";
import { PageTitle, Section } from "~/components/ui/page";
import { getPublicCertificate } from "~/domain/certificate/queries.server";
import { orRefuse } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = { policy: { read: "public" }, shell: "public" };
export const meta: MetaFunction = ({ matches }) => [
  ...metaTitle(matches, (t) => t("certificate.public.result")),
  // The address is given to whom the holder chooses: no search engine should spread it.
  { name: "robots", content: "noindex" },
];
export const headers: HeadersFunction = () => ({ "X-Robots-Tag": "noindex", "Cache-Control": "no-store" });

export async function loader({ params }: LoaderFunctionArgs) {
  return orRefuse(getPublicCertificate(params.publicId ?? ""));
}

const kinds = { valid: "success", replaced: "warning", revoked: "error", altered: "error" } as const;

export default function Verified() {
  const t = useT();
  const f = useFormat();
  const { state, holder, title, from, to, minutes, issuer, issuedAt } = useLoaderData<typeof loader>();
  const day = (date: string) => f.day(date, { weekday: false });
  const hours = (["ON_SITE", "REMOTE", "IN_CLASS"] as const).flatMap((modality) => {
    const some = minutes[modality];
    return some ? [`${f.hours(some)} ${t(`certificate.modality.${modality}`)}`] : [];
  });
  return (
    <>
      <PageTitle title={t("certificate.public.result")} />
      <Alert kind={kinds[state]} title={t(`certificate.public.${state}`)}>
        {t(`certificate.public.${state}Detail`)}
      </Alert>
      {state !== "altered" && (
        <Section title={t("certificate.public.facts")}>
          <KeyValues
            items={[
              { label: t("certificate.label.holder"), value: holder },
              { label: t("certificate.label.title"), value: title },
              {
                label: t("certificate.label.dates"),
                value:
                  from === to
                    ? t("certificate.oneDay", { day: day(from) })
                    : t("certificate.days", { from: day(from), to: day(to) }),
              },
              { label: t("certificate.label.hours"), value: hours.join(", ") },
              {
                label: t("certificate.label.issuer"),
                value: `${issuer.name}, ${issuer.place}, ${issuer.academie}`,
              },
              { label: t("certificate.label.issuedAt"), value: f.date(issuedAt, { weekday: false }) },
            ]}
          />
        </Section>
      )}
      <Note>{t("certificate.public.privacy")}</Note>
      <TextLink to="/verification">{t("certificate.public.another")}</TextLink>
    </>
  );
}
