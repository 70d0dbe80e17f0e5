import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CommitmentTable } from "~/components/budget/commitment-table";
import { EnvelopeTable, ShareBar, useProgrammeName } from "~/components/budget/envelope-table";
import { Alert, Note } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { TextLink } from "~/components/ui/button";
import { KeyValues } from "~/components/ui/key-values";
import { PageTitle, Section } from "~/components/ui/page";
import { Pager } from "~/components/ui/pagination";
import { DataTable, Money } from "~/components/ui/table";
import { getEnvelope } from "~/domain/budget/queries.server";
import { optionalId } from "~/domain/notification/schema";
import { requireActor } from "~/http/actor.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "budget.read" },
  breadcrumb: ({ label }: { label: string }, t: T) => [{ label: t("budget.title"), to: "/budget" }, { label }],
};
export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  metaTitle(matches, (t) => data?.label ?? t("budget.title"));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const after = optionalId(new URL(request.url).searchParams.get("apres"));
  return orRefuse(getEnvelope(actor, idParam(params, "envelopeId"), after));
}

export default function Envelope() {
  const t = useT();
  const f = useFormat();
  const programmeName = useProgrammeName();
  const envelope = useLoaderData<typeof loader>();
  const { natures, parent, children, commitments, next, entries, detailed } = envelope;
  return (
    <>
      <PageTitle
        title={envelope.label}
        subtitle={`${t("budget.envelope.subject", { place: envelope.place, year: envelope.exercise })} – ${programmeName(envelope)}`}
        badge={envelope.fictional && <Badge kind="warning">{t("budget.fictional")}</Badge>}
      />
      {!envelope.titre2 && (
        <Alert kind="info" title={t("budget.noStaff")}>
          {t("budget.noStaffWhy")}
        </Alert>
      )}
      {envelope.availableCents < 0 && (
        <Alert kind="warning">{t("budget.envelope.shortage", { cents: -envelope.availableCents })}</Alert>
      )}
      <Section title={t("budget.envelope.sums")} aside={t("budget.available")}>
        <KeyValues
          items={[
            { label: t("budget.column.delegated"), value: <Money cents={envelope.delegatedCents} /> },
            { label: t("budget.column.committed"), value: <Money cents={envelope.committedCents} /> },
            { label: t("budget.column.serviceDone"), value: <Money cents={envelope.serviceDoneCents} /> },
            { label: t("budget.column.paid"), value: <Money cents={envelope.paidCents} /> },
            { label: t("budget.column.available"), value: <Money cents={envelope.availableCents} /> },
            { label: t("budget.column.share"), value: <ShareBar {...envelope} /> },
            {
              label: t("budget.envelope.admits"),
              value:
                natures.length > 0
                  ? natures.map((nature) => t(`budget.nature.${nature}`)).join(", ")
                  : t("budget.envelope.everything"),
            },
          ]}
        />
        {parent && (
          <TextLink to={`/budget/${parent.id}`}>
            {t("budget.envelope.parent")} {parent.label}
          </TextLink>
        )}
      </Section>
      {children.length > 0 && (
        <Section title={t("budget.envelope.children")}>
          <EnvelopeTable caption={t("budget.envelope.children")} rows={children} staff />
        </Section>
      )}
      {detailed ? (
        <Section title={t("budget.envelope.commitments")}>
          <CommitmentTable rows={commitments} />
          <Pager next={next && `?apres=${next}`} />
        </Section>
      ) : (
        <Note>{t("budget.envelope.sumsOnly")}</Note>
      )}
      <Section title={t("budget.envelope.entries")} aside={t("budget.envelope.entriesWhy")}>
        <DataTable
          stacked
          caption={t("budget.envelope.entries")}
          rows={entries}
          rowKey={({ id }) => id}
          columns={[
            { key: "at", header: t("budget.envelope.at"), cell: ({ at }) => f.dateTime(at, { weekday: false }) },
            {
              key: "move",
              header: t("budget.envelope.move"),
              cell: ({ move, commitment }) =>
                [
                  t(`budget.envelope.moves.${move}`),
                  commitment && t(`budget.nature.${commitment.nature}`),
                  commitment?.cohort?.title ??
                    (commitment?.mission && `${commitment.mission.title}, ${commitment.mission.name}`),
                ]
                  .filter(Boolean)
                  .join(" – "),
            },
            {
              key: "amount",
              header: t("budget.envelope.amount"),
              align: "end",
              cell: ({ amountCents }) => <Money cents={amountCents} />,
            },
          ]}
        />
      </Section>
    </>
  );
}
