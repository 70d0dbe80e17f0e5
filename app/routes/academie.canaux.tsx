import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Alert } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { Textarea } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { PageTitle, Section } from "~/components/ui/page";
import { openChannel } from "~/domain/mission/commands/open-channel.server";
import { listChannels } from "~/domain/mission/lists.server";
import { OpenChannel } from "~/domain/mission/schema";
import { requireActor } from "~/http/actor.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { orRefuse, refusal } from "~/http/refusal.server";
import type { T } from "~/i18n/catalogue";
import { metaTitle } from "~/i18n/meta";
import { useFormat, useT } from "~/i18n/use-t";

export const handle = {
  policy: { read: "mission.listChannels", write: { open: "mission.openChannel" } },
  breadcrumb: (_data: unknown, t: T) => [
    { label: t("common.nav.academie"), to: "/academie" },
    { label: t("mission.channels.title") },
  ],
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("mission.channels.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  return { academies: await orRefuse(listChannels(await requireActor(request))) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, { open: OpenChannel });
  if (!form.ok) return form.answer;
  try {
    await openChannel(actor, form.value);
    return await redirectWithFlash("/academie/canaux", "mission.channels.done");
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Channels() {
  const t = useT();
  const f = useFormat();
  const { academies } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageTitle title={t("mission.channels.title")} subtitle={t("mission.channels.subtitle")} />
      <Alert kind="info">{t("mission.training.vehicle")}</Alert>
      {academies.map((academie) => (
        <Section key={academie.id} title={`${t("mission.channels.hse")} – ${academie.name}`}>
          {academie.years.length === 0 && <p>{t("mission.channels.none")}</p>}
          {academie.years.map(({ id: year, opening }) => (
            <Section key={year} level={3} title={t("mission.channels.year", { year })}>
              {opening ? (
                <p>
                  {t("mission.channels.opened", { at: f.day(opening.decidedOn) })}
                  <br />
                  {t("mission.channels.reasonWas", { reason: opening.reason })}
                </p>
              ) : (
                <p>{t("mission.channels.closed")}</p>
              )}
              {!opening && academie.canOpen && (
                <Form intent="open" refused={refused}>
                  <input type="hidden" name="academieId" value={academie.id} />
                  <input type="hidden" name="schoolYearId" value={year} />
                  <Textarea
                    id={`reason-${academie.id}-${year}`}
                    name="reason"
                    label={t("mission.channels.reason")}
                    hint={t("mission.channels.reasonHint")}
                    maxLength={500}
                    rows={3}
                  />
                  <Button>{t("mission.channels.submit", { year })}</Button>
                </Form>
              )}
              {!opening && !academie.canOpen && <p>{t("mission.channels.yours")}</p>}
            </Section>
          ))}
        </Section>
      ))}
    </>
  );
}
