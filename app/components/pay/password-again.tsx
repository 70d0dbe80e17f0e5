import { Field } from "~/components/ui/field";

/** The password typed again. `email`: whose it is; the browser's keeper of passwords looks for it. */
export function PasswordAgain({ email, label, hint }: { email: string; label: string; hint: string }) {
  return (
    <>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field name="password" label={label} hint={hint} type="password" autoComplete="current-password" width="md" />
    </>
  );
}
