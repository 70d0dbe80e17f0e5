import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { StatementActions } from "~/components/pay/statement-actions";
import { HeldLines, PaidLines } from "~/components/pay/statement-lines";
import { ExportWindowNote } from "~/components/pay/window-notes";
import { Note } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { Timeline } from "~/components/ui/chain";
import { FigureRows } from "~/components/ui/figures";
import { PageTitle, Section } from "~/components/ui/page";
import { controlStatement, decideStatement, redraftStatement } from "~/domain/budget/statements.server";
import { refuseStatement, returnStatement } from "~/domain/pay/commands/control.server";
import { exportStatement } from "~/domain/pay/commands/export.server";
import { getStatement } from "~/domain/pay/statement.server";
import { ExportStatement, WithReason, WithTotal } from "~/domain/pay/steps";
import { requireActor } from "~/http/actor.server";
import { callerOf } from "~/http/browser.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { idParam } from "~/http/params.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = {
  policy: {
    read: "pay.readSums",
    write: {
      control: "pay.control",
      return: "pay.control",
      decide: "pay.decide",
      refuse: "pay.decide",
      redraft: "pay.draft",
      export: "pay.export",
    },
  },
  breadcrumb: ({ number }: { number: string }, t: T) => [
    { label: t("hours.title"), to: "/heures" },
    { label: t("pay.statements.title"), to: "/etats" },
    { label: number },
  ],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => data?.number ?? t("pay.statements.title"));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { ...(await orRefuse(getStatement(actor, idParam(params, "statementId")))), email: actor.email };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const statementId = idParam(params, "statementId");
  const form = await parseForm(request, {
    control: WithTotal,
    return: WithReason,
    decide: WithTotal,
    refuse: WithReason,
    redraft: z.object({}),
    export: ExportStatement,
  });
  if (!form.ok) return form.answer;
  try {
    switch (form.intent) {
      case "control":
        await controlStatement(actor, statementId, form.value.totalCents);
        break;
      case "return":
        await returnStatement(actor, statementId, form.value.reason);
        break;
      case "decide":
        await decideStatement(actor, statementId, form.value.totalCents);
        break;
      case "refuse":
        await refuseStatement(actor, statementId, form.value.reason);
        break;
      case "redraft":
        await redraftStatement(actor, statementId);
        break;
      case "export": {
        const { browser } = await callerOf(request, context);
        await exportStatement(actor, statementId, { password: form.value.password, browser });
      }
    }
    return await redirectWithFlash(`/etats/${statementId}`, `pay.statement.${form.intent}Done`);
  } catch (error) {
    return refusal(error, form.values);
  }
}

const kinds = { DRAFT: "warning", CONTROLLED: "info", DECIDED: "info", EXPORTED: "done" } as const;

export default function StatementPage() {
  const t = useT();
  const f = useFormat();
  const statement = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { number, academie, channel, month, status, paid, held, events, partial } = statement;
  const eventOf = ({ step, by }: (typeof events)[number]) =>
    `${t(`pay.statement.event.${step}`)}, ${by ?? t("pay.statement.byClock")}`;
  const sumOnly = partial && paid.length + held.length === 0;
  return (
    <>
      <PageTitle
        title={t("pay.statement.title", { channel: t(`mission.channel.${channel}`), month })}
        subtitle={t("pay.statement.subject", { academie: academie.name, number })}
        badge={<Badge kind={kinds[status]}>{t(`pay.status.${status}`)}</Badge>}
      />
      {sumOnly ? (
        <>
          <FigureRows rows={[{ label: t("pay.statement.total"), value: f.money(statement.totalCents) }]} />
          <Note>{t("pay.statement.sumOnly")}</Note>
        </>
      ) : (
        <>
          {partial && <Note>{t("pay.statement.partial")}</Note>}
          <PaidLines lines={paid} totalCents={statement.totalCents} totalMinutes={statement.totalMinutes} />
          <HeldLines lines={held} />
        </>
      )}
      {statement.window && status !== "EXPORTED" && <ExportWindowNote window={statement.window} month={month} />}
      <StatementActions statement={statement} email={statement.email} refused={refused} />
      {events.length > 0 && (
        <Section title={t("pay.statement.history")}>
          <Timeline
            items={events.map((event) => ({
              at: f.dateTime(event.at, { weekday: false }),
              text: event.reason
                ? t("pay.statement.because", { event: eventOf(event), reason: event.reason })
                : eventOf(event),
            }))}
          />
        </Section>
      )}
    </>
  );
}
