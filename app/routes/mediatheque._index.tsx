import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { LibrarySearch } from "~/components/scenario-library/library-search";
import { Tag } from "~/components/ui/badge";
import { ButtonLink } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle } from "~/components/ui/page";
import { Pager } from "~/components/ui/pagination";
import { DataTable } from "~/components/ui/table";
import { listPublications } from "~/domain/publication/queries.server";
import { LibraryFilter } from "~/domain/publication/schema";
import { requireActor } from "~/http/actor.server";
import { filterOf } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "publication.browse" },
  breadcrumb: (_: unknown, t: T) => [
    { label: t("scenario.list.title"), to: "/scenarios" },
    { label: t("scenarioLibrary.library.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("scenarioLibrary.library.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const filter = filterOf(request, LibraryFilter);
  return { filter, ...(await orRefuse(listPublications(actor, filter))) };
}

export default function Library() {
  const t = useT();
  const f = useFormat();
  const { filter, publications, next, mayReview } = useLoaderData<typeof loader>();
  const [address] = useSearchParams();
  const searching = Boolean(filter.mots || filter.competence || filter.minutes);
  const nextPage = new URLSearchParams(address);
  if (next) nextPage.set("avant", next);
  return (
    <>
      <PageTitle
        title={t("scenarioLibrary.library.title")}
        subtitle={t("scenarioLibrary.library.subtitle")}
        actions={
          mayReview && (
            <ButtonLink to="/mediatheque/relecture" variant="secondary">
              {t("scenarioLibrary.library.review")}
            </ButtonLink>
          )
        }
      />
      <LibrarySearch filter={filter} />
      {publications.length === 0 ? (
        <EmptyState title={t(`scenarioLibrary.library.${searching ? "none" : "empty"}`)}>
          {t(`scenarioLibrary.library.${searching ? "noneText" : "emptyText"}`)}
        </EmptyState>
      ) : (
        <DataTable
          caption={t("scenarioLibrary.library.caption")}
          rows={publications}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "title",
              header: t("scenarioLibrary.library.column.title"),
              rowHeader: true,
              cell: ({ id, title }) => <Link to={`/mediatheque/${id}`}>{title}</Link>,
            },
            {
              key: "authors",
              header: t("scenarioLibrary.library.column.authors"),
              cell: ({ authors }) => (authors.length > 0 ? authors.join(", ") : t("scenarioLibrary.library.unnamed")),
            },
            {
              key: "minutes",
              header: t("scenarioLibrary.library.column.minutes"),
              align: "end",
              cell: ({ plannedMinutes }) => `${plannedMinutes} ${t("scenario.phase.unit")}`,
            },
            {
              key: "competences",
              header: t("scenarioLibrary.library.column.competences"),
              cell: ({ competences }) => competences.map((code) => <Tag key={code}>{code}</Tag>),
            },
            {
              key: "licence",
              header: t("scenarioLibrary.library.column.licence"),
              cell: ({ licence }) => licence,
            },
            {
              key: "date",
              header: t("scenarioLibrary.library.column.date"),
              cell: ({ decidedAt }) => f.date(decidedAt),
            },
          ]}
        />
      )}
      <Pager next={next ? `?${nextPage}` : null} />
    </>
  );
}
