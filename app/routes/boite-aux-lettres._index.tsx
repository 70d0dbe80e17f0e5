import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Button, TextLink } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle } from "~/components/ui/page";
import { Pager } from "~/components/ui/pagination";
import { DataTable } from "~/components/ui/table";
import { listMailbox } from "~/domain/notification/queries.server";
import { optionalId } from "~/domain/notification/schema";
import { orRefuse } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "public" }, shell: "public" };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("mail.mailbox.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const to = search.get("pour")?.slice(0, 200) ?? "";
  return { to, ...(await orRefuse(listMailbox({ to, after: optionalId(search.get("apres")) }))) };
}

export default function Mailbox() {
  const t = useT();
  const { to, messages, next } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle title={t("mail.mailbox.title")} subtitle={t("mail.mailbox.subtitle")} />
      <Form method="get">
        <Field name="pour" label={t("mail.mailbox.search")} defaultValue={to} optional width="md" />
        <Button variant="secondary" icon="search">
          {t("mail.mailbox.filter")}
        </Button>
      </Form>
      {to && <TextLink to="/boite-aux-lettres">{t("mail.mailbox.all")}</TextLink>}
      {messages.length === 0 ? (
        <EmptyState title={t("mail.mailbox.empty")}>{t("mail.mailbox.emptyText")}</EmptyState>
      ) : (
        <DataTable
          caption={t("mail.mailbox.caption")}
          rows={messages}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "subject",
              header: t("mail.mailbox.subject"),
              cell: ({ id, subject }) => <Link to={`/boite-aux-lettres/${id}`}>{subject}</Link>,
            },
            { key: "to", header: t("mail.mailbox.to"), cell: ({ toEmail }) => toEmail },
          ]}
        />
      )}
      <Pager next={next ? `?${new URLSearchParams({ ...(to ? { pour: to } : {}), apres: next })}` : null} />
    </>
  );
}
