import { Alert } from "~/components/ui/alert";
import { ButtonLink } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { PageTitle } from "~/components/ui/page";
import { tDynamic } from "~/i18n/catalogue";
import { useT } from "~/i18n/use-t";

/** A password to choose; the hidden address lets the browser's own keeper file it under the right name. */
export function ChosenPassword({ email, label }: { email: string; label: string }) {
  const t = useT();
  return (
    <>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field
        name="password"
        label={label}
        type="password"
        autoComplete="new-password"
        minLength={12}
        hint={t("account.passwordHint")}
      />
    </>
  );
}

/** A link used, replaced or too old: why, and how to get another. */
export function DeadLink({ title, reason, again }: { title: string; reason: string; again: string }) {
  const t = useT();
  return (
    <>
      <PageTitle title={title} />
      <Alert kind="warning">{tDynamic(t, `errors.${reason}`)}</Alert>
      <ButtonLink to="/mot-de-passe" variant="secondary">
        {again}
      </ButtonLink>
    </>
  );
}
