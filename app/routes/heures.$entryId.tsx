import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { HourChain } from "~/components/hours/hour-chain";
import { HourCorrections } from "~/components/hours/hour-corrections";
import { HourHistory } from "~/components/hours/hour-history";
import { HourRate, HourRule } from "~/components/hours/hour-rule";
import { useWhen } from "~/components/hours/when";
import { Disclosure } from "~/components/ui/disclosure";
import { Equation } from "~/components/ui/figures";
import { KeyValues } from "~/components/ui/key-values";
import { Columns, PageTitle, Section } from "~/components/ui/page";
import { explainEntry } from "~/domain/budget/explanation.server";
import { decideHourCorrection, proposeHourCorrection } from "~/domain/hours/commands/correct-hour.server";
import { ApproveCorrection, ProposeCorrection, RefuseCorrection } from "~/domain/hours/correction";
import { getHour } from "~/domain/hours/origin.server";
import { requireActor } from "~/http/actor.server";
import { hours } from "~/http/fields.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { LocaleProvider, useFormat, useLocale, useT } from "~/i18n/use-t";

export const handle = {
  policy: {
    read: "hours.read",
    write: { propose: "hours.propose", approve: "hours.decide", refuse: "hours.decide" },
  },
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

const Typed = ProposeCorrection.extend({ trueMinutes: hours.pipe(ProposeCorrection.shape.trueMinutes) });

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const entryId = idParam(params, "entryId");
  const form = await parseForm(request, { propose: Typed, approve: ApproveCorrection, refuse: RefuseCorrection });
  if (!form.ok) return form.answer;
  const here = `/heures/${entryId}`;
  try {
    if (form.intent === "propose") {
      await proposeHourCorrection(actor, entryId, form.value);
      return await redirectWithFlash(here, "hours.correction.done.propose");
    }
    const { intent } = form;
    const decision =
      intent === "approve" ? { ...form.value, approve: true as const } : { ...form.value, approve: false as const };
    const { decided } = await decideHourCorrection(actor, entryId, decision);
    return await redirectWithFlash(here, `hours.correction.done.${decided ? intent : "already"}`);
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Origin() {
  const locale = useLocale();
  const { hour, pay } = useLoaderData<typeof loader>();
  return (
    <LocaleProvider locale={locale} timeZone={hour.place.timeZone}>
      <OriginOf hour={hour} pay={pay} />
    </LocaleProvider>
  );
}

function OriginOf({ hour, pay }: ReturnType<typeof useLoaderData<typeof loader>>) {
  const refused = useActionData<typeof action>();
  const t = useT();
  const f = useFormat();
  const { line } = pay;
  const person = `${hour.person.givenName} ${hour.person.familyName}`;
  const when = useWhen()(hour);
  return (
    <>
      <PageTitle title={t("common.origin.title")} subtitle={t("hours.origin.subtitle", { person, when })} />
      {line?.amountCents != null && line.hourlyCents !== null ? (
        <Equation
          left={`${f.hours(line.minutes ?? hour.minutes)} × ${f.money(line.hourlyCents)}`}
          result={f.money(line.amountCents)}
        />
      ) : (
        <Equation
          left={hour.seance ? f.timeRange(hour.startsAt, hour.endsAt) : t("hours.origin.plannedMinutes")}
          result={f.hours(hour.minutes)}
        />
      )}
      <Columns
        main={
          <>
            <Section title={t("hours.origin.chain")}>
              <HourChain hour={hour} pay={pay} />
            </Section>
            <HourRule hour={hour} pay={pay} />
            <HourRate pay={pay} />
            <HourCorrections hour={hour} refused={refused} />
          </>
        }
        side={
          <>
            <HourHistory hour={hour} pay={pay} />
            <Disclosure summary={t("hours.origin.proofs")}>
              <KeyValues
                layout="stacked"
                items={[
                  ...(hour.sheet ? [{ label: t("hours.origin.seal"), value: <code>{hour.sheet.hash}</code> }] : []),
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
