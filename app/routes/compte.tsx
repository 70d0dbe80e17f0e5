import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Sessions } from "~/components/account/sessions";
import { Tokens } from "~/components/account/tokens";
import { Periods } from "~/components/career/periods";
import { Button, TextLink } from "~/components/ui/button";
import { Field, Select } from "~/components/ui/field";
import { Form } from "~/components/ui/form";
import { KeyValues } from "~/components/ui/key-values";
import { PageTitle, Section } from "~/components/ui/page";
import { refusedFor } from "~/components/ui/refused";
import { changePassword } from "~/domain/account/commands/sign-in.server";
import { setLocale } from "~/domain/account/commands.server";
import { ChangePassword, CreateToken, Nothing, OneId, SetLocale } from "~/domain/account/schema";
import { listSessions, revokeAllSessions, revokeSession } from "~/domain/account/sessions.server";
import { createToken, listTokens, revokeToken } from "~/domain/account/tokens.server";
import { getCareer } from "~/domain/career/queries.server";
import { requireActor } from "~/http/actor.server";
import { callerOf, signedInHeaders } from "~/http/browser.server";
import { localeCookie } from "~/http/cookies.server";
import { redirectWithFlash } from "~/http/flash.server";
import { parseForm } from "~/http/form.server";
import { refusal } from "~/http/refusal.server";
import { metaTitle } from "~/i18n/meta";
import { useLocale, useT } from "~/i18n/use-t";

const own = "account.own";
export const handle = {
  policy: {
    read: own,
    write: {
      revokeSession: own,
      revokeOthers: own,
      changePassword: own,
      setLocale: own,
      createToken: own,
      revokeToken: own,
    },
  },
};
export const meta: MetaFunction = ({ matches }) => metaTitle(matches, (t) => t("account.mine.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const [sessions, tokens, career] = await Promise.all([
    listSessions(actor),
    listTokens(actor),
    getCareer(actor, actor.personId),
  ]);
  const { personId, name, email, roles } = actor;
  return { person: { personId, name, email, roles }, sessions, tokens, career };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await parseForm(request, {
    revokeSession: OneId,
    revokeOthers: Nothing,
    changePassword: ChangePassword,
    setLocale: SetLocale,
    createToken: CreateToken,
    revokeToken: OneId,
  });
  if (!form.ok) return form.answer;
  try {
    switch (form.intent) {
      case "revokeSession":
        await revokeSession(actor.accountId, form.value.id);
        return redirectWithFlash("/compte", "account.mine.sessionEnded");
      case "revokeOthers":
        await revokeAllSessions(actor.accountId, actor.sessionId);
        return redirectWithFlash("/compte", "account.mine.othersEnded");
      case "changePassword": {
        const caller = await callerOf(request, context);
        const headers = await signedInHeaders(caller, await changePassword(actor, form.value, caller.browser));
        return redirectWithFlash("/compte", "account.mine.passwordChanged", {}, headers);
      }
      case "setLocale": {
        await setLocale(actor, form.value.locale);
        const headers = new Headers({ "Set-Cookie": await localeCookie().serialize(form.value.locale) });
        return redirectWithFlash("/compte", "account.mine.languageChanged", {}, headers);
      }
      case "createToken":
        return data({ token: await createToken(actor, form.value) });
      case "revokeToken":
        await revokeToken(actor, form.value.id);
        return redirectWithFlash("/compte", "account.mine.tokenRevoked");
    }
  } catch (error) {
    return refusal(error, form.values);
  }
}

export default function Account() {
  const t = useT();
  const locale = useLocale();
  const { person, sessions, tokens, career } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const roles = person.roles.map(({ role, placeName }) =>
    t("account.mine.roleAt", { role: t(`common.roles.${role}`), place: placeName }),
  );
  return (
    <>
      <PageTitle title={t("account.mine.title")} />
      <Section title={t("account.mine.identity")}>
        <KeyValues
          items={[
            { label: t("account.mine.name"), value: person.name },
            { label: t("account.mine.email"), value: person.email },
            { label: t("account.mine.roles"), value: roles.join(" ; ") || t("account.mine.noRole") },
          ]}
        />
      </Section>
      {career.rows.length > 0 && (
        <Section title={t("career.mine")}>
          <p>{t("career.mineHint")}</p>
          <Periods rows={career.rows} gaps={career.gaps} />
          <p>
            <TextLink to={`/academie/personnes/${person.personId}/carriere`}>{t("career.mineLink")}</TextLink>
          </p>
        </Section>
      )}
      <Sessions sessions={sessions} />
      <Section title={t("account.mine.changePassword")}>
        <Form refused={answer} intent="changePassword" reloadDocument>
          <input type="hidden" name="username" autoComplete="username" value={person.email} readOnly />
          <Field
            name="current"
            label={t("account.mine.currentPassword")}
            type="password"
            autoComplete="current-password"
          />
          <Field
            name="password"
            label={t("account.newPassword")}
            type="password"
            autoComplete="new-password"
            minLength={12}
            hint={t("account.passwordHint")}
          />
          <Button>{t("account.mine.changePassword")}</Button>
        </Form>
      </Section>
      <Section title={t("account.mine.language")}>
        <Form refused={answer} intent="setLocale" reloadDocument>
          <Select
            name="locale"
            label={t("account.mine.language")}
            defaultValue={locale}
            options={[
              { value: "fr", label: t("common.language.fr") },
              { value: "en", label: t("common.language.en") },
            ]}
          />
          <Button variant="secondary">{t("account.mine.languageSubmit")}</Button>
        </Form>
      </Section>
      <Tokens
        tokens={tokens}
        fresh={answer && "token" in answer ? answer.token : undefined}
        refused={refusedFor(answer, "createToken")}
      />
    </>
  );
}
