import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ActionList } from "~/components/ui/card";
import { PageTitle } from "~/components/ui/page";
import { getAcademieSection } from "~/domain/account/queries.server";
import { requireActor } from "~/http/actor.server";
import { orRefuse } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = { policy: { read: "place.list" } };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("place.section.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return orRefuse(getAcademieSection(actor));
}

export default function Academie() {
  const t = useT();
  const f = useFormat();
  const { schools, people, referents, channels, missions } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle title={t("place.section.title")} subtitle={t("place.section.subtitle")} />
      <ActionList
        items={[
          {
            to: "/academie/etablissements",
            icon: "school" as const,
            title: t("place.section.schools"),
            detail: t("place.section.schoolsDetail"),
            aside: f.number(schools),
          },
          ...(people === null
            ? []
            : [
                {
                  to: "/academie/personnes",
                  icon: "people" as const,
                  title: t("place.section.people"),
                  detail: t("place.section.peopleDetail"),
                  aside: f.number(people),
                },
              ]),
          ...(referents
            ? [
                {
                  to: "/referents",
                  icon: "pen" as const,
                  title: t("place.section.referents"),
                  detail: t("place.section.referentsDetail"),
                },
              ]
            : []),
          ...(missions
            ? [
                {
                  to: "/missions/nouvelle",
                  icon: "plus" as const,
                  title: t("mission.training.title"),
                  detail: t("mission.training.subtitle"),
                },
              ]
            : []),
          ...(channels
            ? [
                {
                  to: "/academie/canaux",
                  icon: "euro" as const,
                  title: t("mission.channels.title"),
                  detail: t("mission.channels.subtitle"),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
