import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ActionList } from "~/components/ui/card";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle } from "~/components/ui/page";
import { listPaths } from "~/domain/path/queries.server";
import { requireActor } from "~/http/actor.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "path.read" } };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("path.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { paths: await listPaths(actor) };
}

export default function Paths() {
  const t = useT();
  const { paths } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle title={t("path.title")} subtitle={t("path.subtitle")} />
      {paths.length === 0 ? (
        <EmptyState title={t("path.empty")}>{t("path.emptyText")}</EmptyState>
      ) : (
        <ActionList
          items={paths.map((path) => ({
            to: `/parcours/${path.id}`,
            icon: "book",
            title: path.title,
            detail: path.summary,
            aside: `${t("path.stages", { count: path.version.stages })}, ${t("path.duration", { minutes: path.version.minutes })}`,
          }))}
        />
      )}
    </>
  );
}
