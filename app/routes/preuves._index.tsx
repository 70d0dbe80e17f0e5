import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Alert, Note } from "~/components/ui/alert";
import { Badge } from "~/components/ui/badge";
import { Actions, ButtonLink } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle, Section } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import { getProofs } from "~/domain/hours/heads.server";
import { requireActor } from "~/http/actor.server";
import { orRefuse } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "hours.readProofs" },
  breadcrumb: (_data: unknown, t: T) => [{ label: t("hours.proofs.title") }],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("hours.proofs.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  return orRefuse(getProofs(await requireActor(request)));
}

export default function Proofs() {
  const t = useT();
  const f = useFormat();
  const { last, names, checks, heads } = useLoaderData<typeof loader>();
  const faults = checks.filter((check) => check.faults > 0);
  const label = (subject: string) => t.find(`hours.proofs.subject.${subject.replace(".", "_")}`) ?? subject;
  return (
    <>
      <PageTitle title={t("hours.proofs.title")} subtitle={t("hours.proofs.subtitle")} />
      <Section title={t("hours.proofs.checks")}>
        {last === null ? (
          <EmptyState title={t("hours.proofs.none")}>{t("hours.proofs.noneWhy")}</EmptyState>
        ) : (
          <>
            {faults.length > 0 ? (
              <Alert kind="error" title={t("hours.proofs.broken")}>
                {t(names ? "hours.proofs.brokenDo" : "hours.proofs.brokenTell")}
              </Alert>
            ) : (
              <Note>{t("hours.proofs.whole", { at: last.at })}</Note>
            )}
            <DataTable
              caption={t("hours.proofs.checks")}
              rows={checks}
              rowKey={({ subject }) => subject}
              columns={[
                { key: "subject", header: t("hours.proofs.what"), cell: ({ subject }) => label(subject) },
                { key: "lines", header: t("hours.proofs.lines"), align: "end", cell: ({ lines }) => f.number(lines) },
                {
                  key: "state",
                  header: t("hours.proofs.state"),
                  cell: (check) =>
                    check.faults === 0 ? (
                      <Badge kind="done">{t("hours.proofs.fits")}</Badge>
                    ) : (
                      <>
                        <Badge kind="error">{t("hours.proofs.faults", { count: check.faults })}</Badge>
                        {check.broken.map((name) => (
                          <div key={name}>{name}</div>
                        ))}
                      </>
                    ),
                },
              ]}
            />
          </>
        )}
      </Section>
      <Section title={t("hours.proofs.heads")}>
        <p>{t("hours.proofs.headsWhy")}</p>
        <DataTable
          caption={t("hours.proofs.heads")}
          rows={heads}
          rowKey={({ day, academie, schoolYearId }) => `${day} ${academie} ${schoolYearId}`}
          columns={[
            { key: "day", header: t("hours.proofs.day"), cell: ({ day }) => f.day(day, { weekday: false }) },
            { key: "academie", header: t("hours.proofs.academie"), cell: ({ academie }) => academie },
            { key: "year", header: t("hours.proofs.year"), cell: ({ schoolYearId }) => schoolYearId },
            { key: "number", header: t("hours.proofs.lines"), align: "end", cell: ({ number }) => f.number(number) },
            { key: "hash", header: t("hours.proofs.hash"), cell: ({ hash }) => <code>{hash.slice(0, 16)}</code> },
          ]}
        />
        <Actions>
          <ButtonLink to="/preuves.csv" variant="secondary" icon="download" reloadDocument>
            {t("hours.proofs.csv")}
          </ButtonLink>
        </Actions>
      </Section>
    </>
  );
}
