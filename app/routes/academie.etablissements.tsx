import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SearchForm } from "~/components/place/search-form";
import { Tag } from "~/components/ui/badge";
import { Select } from "~/components/ui/field";
import { PageTitle } from "~/components/ui/page";
import { Pager } from "~/components/ui/pagination";
import { DataTable } from "~/components/ui/table";
import { listSchools } from "~/domain/place/queries.server";
import { SchoolFilter } from "~/domain/place/schema";
import { requireActor } from "~/http/actor.server";
import { filterOf } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "place.list" },
  breadcrumb: (_data: never, t: T) => [
    { label: t("place.section.title"), to: "/academie" },
    { label: t("place.schools.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("place.schools.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const filter = filterOf(request, SchoolFilter);
  return { filter, ...(await orRefuse(listSchools(actor, filter))) };
}

export default function Schools() {
  const t = useT();
  const { filter, schools, next } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle title={t("place.schools.title")} />
      <SearchForm q={filter.q} label={t("place.schools.search")} submit={t("place.schools.searchSubmit")}>
        <Select
          name="sector"
          label={t("place.schools.sector")}
          optional
          defaultValue={filter.sector ?? ""}
          options={[
            { value: "", label: t("place.schools.anySector") },
            { value: "PUBLIC", label: t("place.sectors.PUBLIC") },
            { value: "PRIVATE_CONTRACT", label: t("place.sectors.PRIVATE_CONTRACT") },
          ]}
        />
      </SearchForm>
      <DataTable
        caption={t("place.schools.caption")}
        rows={schools}
        rowKey={(school) => school.id}
        empty={t("place.schools.empty")}
        columns={[
          {
            key: "name",
            header: t("place.schools.name"),
            rowHeader: true,
            cell: (school) => (
              <>
                {school.name} {school.fictional && <Tag>{t("place.schools.fictional")}</Tag>}
              </>
            ),
          },
          { key: "uai", header: t("place.schools.uai"), cell: (school) => school.uai },
          { key: "type", header: t("place.schools.type"), cell: (school) => t(`place.types.${school.type}`) },
          { key: "sector", header: t("place.schools.sector"), cell: (school) => t(`place.sectors.${school.sector}`) },
          { key: "town", header: t("place.schools.town"), cell: (school) => school.town },
        ]}
      />
      <Pager next={next && `?${new URLSearchParams({ ...textsOf(filter), after: next })}`} />
    </>
  );
}

const textsOf = ({ q, sector }: { q?: string; sector?: string }) => ({
  ...(q ? { q } : {}),
  ...(sector ? { sector } : {}),
});
