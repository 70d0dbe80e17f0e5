import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { NameForm } from "~/components/mission/name-form";
import { Badge } from "~/components/ui/badge";
import { PageTitle } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import { listNameable, listReferents } from "~/domain/mission/queries.server";
import { NameReferent } from "~/domain/mission/schema";
import { nameByRules } from "~/domain/pay/commands/engage.server";
import { requireActor } from "~/http/actor.server";
import { money } from "~/http/fields.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { payText } from "~/i18n/mission";
import { useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "mission.listReferents", write: { name: "mission.nameReferent" } },
  breadcrumb: (_data: unknown, t: T) => [
    { label: t("common.nav.academie"), to: "/academie" },
    { label: t("mission.referents.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("mission.referents.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const chosen = z.uuid().safeParse(new URL(request.url).searchParams.get("etablissement"));
  const list = await orRefuse(listReferents(actor));
  return { ...list, naming: chosen.success ? await orRefuse(listNameable(actor, chosen.data)) : null };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { name: NameReferent.extend({ amount: money }) });
  if (!form.ok) return form.answer;
  try {
    const { amount: amountCents, ...input } = form.value;
    const { missionId } = await nameByRules(actor, { ...input, amountCents });
    return await redirectWithFlash(`/missions/${missionId}`, "mission.referents.done");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Referents() {
  const t = useT();
  const { schools, schoolYear, schoolYears, naming } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const withOne = schools.filter(
    ({ referents, withoutMission }) => referents.length + withoutMission.length > 0,
  ).length;
  return (
    <>
      <PageTitle
        title={t("mission.referents.title")}
        subtitle={t("mission.referents.subtitle", { year: schoolYear?.id ?? "" })}
        badge={t("mission.referents.with", { with: withOne, total: schools.length })}
      />
      {naming && (
        <NameForm
          key={naming.school.id}
          {...naming}
          schoolYears={schoolYears}
          current={schoolYear?.id}
          refused={refused}
        />
      )}
      <DataTable
        stacked
        caption={t("mission.referents.table")}
        rows={schools}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "school",
            header: t("mission.referents.school"),
            cell: ({ name, town }) => (
              <>
                {name}
                <br />
                <span className="fr-hint-text">{town}</span>
              </>
            ),
          },
          {
            key: "sector",
            header: t("mission.referents.sector"),
            cell: ({ sector }) => (sector ? t(`mission.sectors.${sector}`) : ""),
          },
          {
            key: "referent",
            header: t("mission.referents.referent"),
            cell: ({ id, name, type, referents, withoutMission, canName }) =>
              referents.length + withoutMission.length > 0 ? (
                <>
                  {referents.map((one) => (
                    <span key={one.id} className="ep-budget-line">
                      <Link to={`/missions/${one.id}`}>{one.name}</Link>
                    </span>
                  ))}
                  {withoutMission.map((one) => (
                    <span key={one} className="ep-budget-line">
                      {t("mission.referents.withoutMission", { name: one })}
                    </span>
                  ))}
                </>
              ) : type === "ECOLE" ? (
                canName ? (
                  <Link
                    to={`/missions/nouvelle?etablissement=${id}`}
                    aria-label={t("mission.referents.entrustAt", { school: name })}
                  >
                    {t("mission.referents.entrust")}
                  </Link>
                ) : (
                  t("mission.referents.ecole")
                )
              ) : canName ? (
                <Link
                  to={`/referents?etablissement=${id}`}
                  aria-label={t("mission.referents.nameAt", { school: name })}
                >
                  {t("mission.referents.nameShort")}
                </Link>
              ) : (
                t("mission.referents.none")
              ),
          },
          {
            key: "pay",
            header: t("mission.referents.paid"),
            cell: ({ referents }) =>
              referents.map((one) => (
                <span key={one.id} className="ep-budget-line">
                  {payText(t, one)}
                </span>
              )),
          },
          {
            key: "letter",
            header: t("mission.referents.letter"),
            cell: ({ referents }) =>
              referents.map(
                ({ id, letter }) =>
                  letter && (
                    <span key={id} className="ep-budget-line">
                      <Badge kind={letter.status === "SIGNED" ? "done" : "warning"}>
                        {t(`mission.letterStatus.${letter.status}`)}
                      </Badge>
                    </span>
                  ),
              ),
          },
        ]}
      />
    </>
  );
}
