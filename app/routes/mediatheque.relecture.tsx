import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import { listToReview } from "~/domain/publication/queries.server";
import { requireActor } from "~/http/actor.server";
import { orRefuse } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "publication.reviewAny" },
  breadcrumb: (_: unknown, t: T) => [
    { label: t("scenarioLibrary.library.title"), to: "/mediatheque" },
    { label: t("scenarioLibrary.review.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("scenarioLibrary.review.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { waiting: await orRefuse(listToReview(actor)) };
}

export default function ToReview() {
  const t = useT();
  const f = useFormat();
  const { waiting } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle title={t("scenarioLibrary.review.title")} subtitle={t("scenarioLibrary.review.subtitle")} />
      {waiting.length === 0 ? (
        <EmptyState title={t("scenarioLibrary.review.empty")}>{t("scenarioLibrary.review.emptyText")}</EmptyState>
      ) : (
        <DataTable
          caption={t("scenarioLibrary.review.caption")}
          rows={waiting}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "title",
              header: t("scenarioLibrary.library.column.title"),
              rowHeader: true,
              cell: ({ id, title }) => <Link to={`/mediatheque/${id}`}>{title}</Link>,
            },
            { key: "place", header: t("scenarioLibrary.review.place"), cell: ({ place }) => place },
            {
              key: "authors",
              header: t("scenarioLibrary.library.column.authors"),
              cell: ({ authors }) => (authors.length > 0 ? authors.join(", ") : t("scenarioLibrary.library.unnamed")),
            },
            { key: "licence", header: t("scenarioLibrary.library.column.licence"), cell: ({ licence }) => licence },
            {
              key: "submitted",
              header: t("scenarioLibrary.review.submitted"),
              cell: ({ submittedAt }) => submittedAt && f.date(submittedAt),
            },
          ]}
        />
      )}
    </>
  );
}
