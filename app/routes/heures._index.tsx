import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HoursTable } from "~/components/hours/hours-table";
import { NationSums } from "~/components/hours/nation-sums";
import { Overlaps } from "~/components/hours/overlaps";
import { ViewLinks } from "~/components/hours/view-links";
import { ButtonLink } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { FigureRows } from "~/components/ui/figures";
import { PageTitle, Section } from "~/components/ui/page";
import { Pager } from "~/components/ui/pagination";
import { can } from "~/domain/authorize";
import { getHoursPage } from "~/domain/hours/queries.server";
import { cursorOf } from "~/domain/hours/schema";
import { payPolicy } from "~/domain/pay/policy";
import { requireActor } from "~/http/actor.server";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = { policy: { read: "hours.read" } };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("hours.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const search = new URL(request.url).searchParams;
  const page = await getHoursPage(actor, { view: search.get("vue"), after: search.get("apres") });
  return { ...page, certifies: can(actor, payPolicy, "pay.certify", null) };
}

export default function HoursPage() {
  const t = useT();
  const f = useFormat();
  const { view, may, lines, next, sums, nation, overlaps, certifies } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle
        title={t("hours.title")}
        subtitle={t("hours.subtitle")}
        actions={
          <>
            {certifies && (
              <ButtonLink to="/heures/certifier" icon="check">
                {t("hours.certify")}
              </ButtonLink>
            )}
            <ButtonLink to="/heures/declarer" variant="secondary" icon="check-circle">
              {t("payFlow.declare.title")}
            </ButtonLink>
            <ButtonLink to="/etats" variant="secondary" icon="document">
              {t("hours.statements")}
            </ButtonLink>
            <ButtonLink to="/attestations" variant="secondary" icon="certificate">
              {t("certificate.title")}
            </ButtonLink>
          </>
        }
      />
      {may.list && <ViewLinks view={view} />}
      {overlaps.length > 0 && <Overlaps overlaps={overlaps} />}
      {nation.length > 0 && <NationSums rows={nation} />}
      {lines.length === 0 ? (
        <EmptyState title={t(`hours.empty.${view}`)}>{t("hours.emptyText")}</EmptyState>
      ) : (
        <>
          <HoursTable caption={t(`hours.caption.${view}`)} lines={lines} named={view === "place"} />
          <Pager next={next ? `?vue=${view}&apres=${cursorOf(next)}` : null} />
          <Section title={t("hours.sums")}>
            <FigureRows
              rows={sums.map(({ role, modality, minutes }) => ({
                label: `${t(`hours.role.${role}`)}, ${t(`hours.modality.${modality}`)}`,
                value: f.hours(minutes),
              }))}
            />
          </Section>
        </>
      )}
    </>
  );
}
