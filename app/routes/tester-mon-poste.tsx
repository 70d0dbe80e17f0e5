import type { MetaFunction } from "@remix-run/react";
import { useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { Station } from "~/components/shell/station";
import { PageTitle } from "~/components/ui/page";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "public" } };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("about.station.title"));

export function loader() {
  return { serverTime: Date.now() };
}

export default function StationPage() {
  const { serverTime } = useLoaderData<typeof loader>();
  const shell = useRouteLoaderData("root") as { actor: unknown } | undefined;
  const t = useT();
  return (
    <>
      <PageTitle title={t("about.station.title")} />
      <p>{t("about.station.intro")}</p>
      <Station serverTime={serverTime} signedIn={Boolean(shell?.actor)} />
    </>
  );
}
