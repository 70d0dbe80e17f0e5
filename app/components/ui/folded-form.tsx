import type { ComponentProps, ReactNode } from "react";
import { Disclosure } from "./disclosure";
import { Form } from "./form";
import { refusedFor } from "./refused";

type Props = ComponentProps<typeof Form> & { summary: ReactNode; plain?: boolean };

/** A form that is folded away; open where it was refused, so that the reason is read without JavaScript too. */
export function FoldedForm({ summary, plain = false, ...form }: Props) {
  return (
    <Disclosure summary={summary} plain={plain} open={refusedFor(form.refused, form.intent) !== undefined}>
      <Form {...form} />
    </Disclosure>
  );
}
