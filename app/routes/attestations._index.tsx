import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MyCertificates } from "~/components/certificate/my-certificates";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle } from "~/components/ui/page";
import { listMyCertificates } from "~/domain/certificate/queries.server";
import { requireActor } from "~/http/actor.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "certificate.read" },
  breadcrumb: (_data: unknown, t: T) => [{ label: t("hours.title"), to: "/heures" }, { label: t("certificate.title") }],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("certificate.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { certificates: await listMyCertificates(actor) };
}

export default function Certificates() {
  const t = useT();
  const { certificates } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle title={t("certificate.title")} subtitle={t("certificate.subtitle")} />
      {certificates.length === 0 ? (
        <EmptyState title={t("certificate.empty")}>{t("certificate.emptyText")}</EmptyState>
      ) : (
        <MyCertificates certificates={certificates} />
      )}
    </>
  );
}
