import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { LetterText } from "~/components/mail/letter-text";
import { Badge } from "~/components/ui/badge";
import { PostButton } from "~/components/ui/button";
import { Card } from "~/components/ui/card";
import { EmptyState } from "~/components/ui/empty-state";
import { PageTitle } from "~/components/ui/page";
import { listMessages } from "~/domain/delivery/queries.server";
import { markMessagesRead } from "~/domain/notification/commands.server";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { metaTitle } from "~/i18n/meta";
import { useT } from "~/i18n/use-t";

export const handle = { policy: { read: "notification.read", write: { read: "notification.read" } } };
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("mail.messages.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  return { messages: await listMessages(actor) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { read: z.object({}) });
  if (!form.ok) return form.answer;
  await markMessagesRead(actor);
  return redirectWithFlash("/messages", "mail.messages.marked");
}

export default function Messages() {
  const t = useT();
  const { messages } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle
        title={t("mail.messages.title")}
        subtitle={t("mail.messages.subtitle")}
        actions={
          messages.some(({ unread }) => unread) && (
            <PostButton intent="read" variant="secondary" icon="check">
              {t("mail.messages.markRead")}
            </PostButton>
          )
        }
      />
      {messages.length === 0 && (
        <EmptyState title={t("mail.messages.empty")}>{t("mail.messages.emptyText")}</EmptyState>
      )}
      {messages.map(({ id, at, subject, text, unread }) => (
        <Card
          key={id}
          title={subject}
          aside={unread ? <Badge kind="accent">{t("mail.messages.unread")}</Badge> : undefined}
        >
          <p>{t("mail.messages.sentOn", { at })}</p>
          <LetterText text={text} />
        </Card>
      ))}
    </>
  );
}
