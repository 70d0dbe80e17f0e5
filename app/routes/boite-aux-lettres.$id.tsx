import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LetterText } from "~/components/mail/letter-text";
import { TextLink } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { PageTitle } from "~/components/ui/page";
import { getMailboxMessage } from "~/domain/notification/queries.server";
import { idParam } from "~/http/params.server";
import { orRefuse } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "public" }, shell: "public" };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("mail.mailbox.title"));

export async function loader({ params }: LoaderFunctionArgs) {
  const { subject, toEmail, text } = await orRefuse(getMailboxMessage(idParam(params, "id")));
  return { subject, toEmail, text };
}

export default function Letter() {
  const t = useT();
  const { subject, toEmail, text } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle title={subject} subtitle={`${t("mail.mailbox.to")} ${toEmail}`} />
      <Card>
        <LetterText text={text} />
      </Card>
      <TextLink to="/boite-aux-lettres" icon="chevron-left">
        {t("mail.mailbox.back")}
      </TextLink>
    </>
  );
}
