import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { MyCohorts } from "~/components/today/my-cohorts";
import { SeanceCard } from "~/components/today/seance-card";
import { WaitingList } from "~/components/today/waiting-list";
import { TextLink } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { FigureRows } from "~/components/ui/figures";
import { Columns, PageTitle, Section } from "~/components/ui/page";
import { listMyCohorts, listTodaySeances, nextSeance } from "~/domain/seance/agenda.server";
import { listWaiting, myHoursOfMonth } from "~/domain/today/queries.server";
import { requireActor } from "~/http/actor.server";
import { timeOf } from "~/http/shell.server";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = { policy: { read: "today.read" } };
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => (data ? t("today.title", { at: data.now }) : "EntrePairs"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const [now, today, next, cohorts, waiting, hours] = await Promise.all([
    timeOf(),
    listTodaySeances(actor),
    nextSeance(actor),
    listMyCohorts(actor),
    listWaiting(actor),
    myHoursOfMonth(actor),
  ]);
  return { now, today, next, cohorts, waiting, hours, place: actor.roles[0]?.placeName ?? "" };
}

export default function TodayPage() {
  const { now, today, next, cohorts, waiting, hours, place } = useLoaderData<typeof loader>();
  const t = useT();
  const f = useFormat();
  return (
    <>
      <PageTitle title={t("today.title", { at: now })} subtitle={t("today.hour", { place, at: now })} />
      {today.map((seance) => (
        <SeanceCard key={seance.id} seance={seance} today />
      ))}
      {today.length === 0 && next && <SeanceCard seance={next} today={false} />}
      <WaitingList items={waiting} />
      <Columns
        main={<MyCohorts cohorts={cohorts} />}
        side={
          hours && (
            <Section title={t("today.hours.title")} aside={f.month(hours.month)}>
              <Card>
                <FigureRows
                  rows={[
                    { label: t("today.hours.declared"), value: f.hours(hours.declared) },
                    { label: t("today.hours.certified"), value: f.hours(hours.certified) },
                    { label: t("today.hours.paid"), value: f.hours(hours.paid) },
                  ]}
                />
                <TextLink to="/heures">{t("today.hours.origin")}</TextLink>
              </Card>
            </Section>
          )
        }
      />
    </>
  );
}
