import type { ReactNode } from "react";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Form } from "~/components/ui/form";

/** A search whose words stay in the address. */
export function SearchForm({
  q,
  label,
  submit,
  children,
}: {
  q: string | undefined;
  label: string;
  submit: string;
  children?: ReactNode;
}) {
  return (
    <Form method="get" role="search">
      <Field name="q" type="search" label={label} defaultValue={q ?? ""} optional width="md" />
      {children}
      <Button variant="secondary" icon="search">
        {submit}
      </Button>
    </Form>
  );
}
