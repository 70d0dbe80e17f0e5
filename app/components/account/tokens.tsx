import { Alert } from "~/components/ui/alert";
import { Button, PostButton } from "~/components/ui/button";
import { Checkboxes } from "~/components/ui/choices";
import { Field, Select } from "~/components/ui/field";
import { FoldedForm } from "~/components/ui/folded-form";
import { Section } from "~/components/ui/page";
import { DataTable } from "~/components/ui/table";
import { apiScopes } from "~/domain/account/schema";
import { useFormat, useT } from "~/i18n/use-t";

type Line = { id: string; name: string; scopes: string[]; expiresAt: Date; lastUsedAt: Date | null };

/** The person's tokens; a new one is shown once, in the answer to the form that made it. */
export function Tokens({
  tokens,
  fresh,
  refused,
}: {
  tokens: readonly Line[];
  fresh: string | undefined;
  refused: unknown;
}) {
  const t = useT();
  const f = useFormat();
  return (
    <Section title={t("account.mine.tokens")} id="jetons">
      <p>{t("account.mine.tokensHint")}</p>
      {fresh && (
        <Alert kind="success" title={t("account.mine.tokenCreated")}>
          <p>
            <code>{fresh}</code>
          </p>
        </Alert>
      )}
      <DataTable
        caption={t("account.mine.tokens")}
        rows={tokens}
        rowKey={(token) => token.id}
        empty={t("account.mine.noTokens")}
        columns={[
          { key: "name", header: t("account.mine.tokenName"), rowHeader: true, cell: (token) => token.name },
          { key: "scopes", header: t("account.mine.tokenScopes"), cell: (token) => token.scopes.join(", ") },
          {
            key: "expires",
            header: t("account.mine.tokenExpires"),
            cell: (token) => f.date(token.expiresAt, { weekday: false }),
          },
          {
            key: "used",
            header: t("account.mine.tokenUsed"),
            cell: (token) =>
              token.lastUsedAt ? f.dateTime(token.lastUsedAt, { weekday: false }) : t("account.mine.never"),
          },
          {
            key: "revoke",
            header: t("account.mine.revokeToken"),
            cell: (token) => (
              <PostButton
                intent="revokeToken"
                fields={{ id: token.id }}
                variant="tertiary"
                size="sm"
                aria-label={t("account.mine.revokeTokenOf", { name: token.name })}
              >
                {t("account.mine.revokeToken")}
              </PostButton>
            ),
          },
        ]}
      />
      <FoldedForm summary={t("account.mine.createToken")} refused={refused} intent="createToken">
        <Field name="name" label={t("account.mine.tokenName")} hint={t("account.mine.tokenNameHint")} maxLength={80} />
        <Checkboxes
          name="scopes"
          legend={t("account.mine.tokenScopes")}
          options={apiScopes.map((scope) => ({ value: scope, label: t(`account.scopes.${scope}`), hint: scope }))}
        />
        <Select
          name="expiresInDays"
          label={t("account.mine.tokenLife")}
          defaultValue="90"
          options={[30, 90, 365].map((count) => ({ value: String(count), label: t("account.mine.days", { count }) }))}
        />
        <Button>{t("account.mine.createToken")}</Button>
      </FoldedForm>
    </Section>
  );
}
