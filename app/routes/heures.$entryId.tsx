import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HourChain } from "~/components/hours/hour-chain";
import { HourHistory } from "~/components/hours/hour-history";
import { HourRate, HourRule } from "~/components/hours/hour-rule";
import { Disclosure } from "~/components/ui/disclosure";
import { Equation } from "~/components/ui/figures";
import { KeyValues } from "~/components/ui/key-values";
import { Columns, PageTitle, Section } from "~/components/ui/page";
import { explainEntry } from "~/domain/budget/explanation.server";
import { getHour } from "~/domain/hours/queries.server";
import { requireActor } from "~/http/actor.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { LocaleProvider, useFormat, useLocale, useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "hours.read" },
  breadcrumb: (_data: unknown, t: T) => [
    { label: t("hours.title"), to: "/heures" },
    { label: t("common.origin.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("common.origin.title"));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const entryId = idParam(params, "entryId");
  const hour = await orRefuse(getHour(actor, entryId));
  return { hour, pay: await orRefuse(explainEntry(actor, entryId)) };
}

export default function Origin() {
  const locale = useLocale();
  const { hour, pay } = useLoaderData<typeof loader>();
  return (
    <LocaleProvider locale={locale} timeZone={hour.seance.cohort.place.timeZone}>
      <OriginOf hour={hour} pay={pay} />
    </LocaleProvider>
  );
}

function OriginOf({ hour, pay }: ReturnType<typeof useLoaderData<typeof loader>>) {
  const t = useT();
  const f = useFormat();
  const { line } = pay;
  const person = `${hour.person.givenName} ${hour.person.familyName}`;
  const when = f.interval(hour.startsAt, hour.endsAt);
  return (
    <>
      <PageTitle title={t("common.origin.title")} subtitle={t("hours.origin.subtitle", { person, when })} />
      {line?.amountCents != null && line.hourlyCents !== null ? (
        <Equation
          left={`${f.hours(line.minutes ?? hour.minutes)} × ${f.money(line.hourlyCents)}`}
          result={f.money(line.amountCents)}
        />
      ) : (
        <Equation left={f.timeRange(hour.startsAt, hour.endsAt)} result={f.hours(hour.minutes)} />
      )}
      <Columns
        main={
          <>
            <Section title={t("hours.origin.chain")}>
              <HourChain hour={hour} pay={pay} />
            </Section>
            <HourRule hour={hour} pay={pay} />
            <HourRate pay={pay} />
          </>
        }
        side={
          <>
            <HourHistory hour={hour} pay={pay} />
            <Disclosure summary={t("hours.origin.proofs")}>
              <KeyValues
                layout="stacked"
                items={[
                  { label: t("hours.origin.seal"), value: <code>{hour.sheet.hash}</code> },
                  { label: t("hours.origin.hash"), value: <code>{hour.hash}</code> },
                ]}
              />
            </Disclosure>
          </>
        }
      />
    </>
  );
}
