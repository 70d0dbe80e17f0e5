import { type FormEvent, type ReactNode, useState } from "react";
import { Form } from "~/components/ui/form";
import type { Refused } from "~/components/ui/refused";
import type { CommentIntent } from "~/domain/comment/schema";
import { commentsAddress, useAround } from "./around";
import { calledIn } from "./calls";
import { aboutCalls, refusedOf } from "./refused-of";

type Props = {
  intent: CommentIntent;
  fields: Record<string, string | string[]>;
  /** The answer of the action, whichever form of the page it was about. */
  refused?: unknown;
  onDone?: () => void;
  className?: string;
  children: (busy: boolean) => ReactNode;
};

/** One form about the comments: sent beside the page where somebody writes, a plain one elsewhere. */
export function DeedForm({ intent, fields, refused: answered, onDone, className = "", children }: Props) {
  const { scenarioId, people, send, onDeed } = useAround();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | undefined>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!send || busy) return;
    const form = new FormData(event.currentTarget);
    for (const { id } of calledIn(String(form.get("body") ?? ""), people)) form.append("mention", id);
    setBusy(true);
    setRefused(undefined);
    const sent = await send(form);
    setBusy(false);
    if (sent.ok) {
      onDone?.();
      onDeed?.(intent, fields);
    } else setRefused(aboutCalls(sent.refused));
  };
  return (
    <Form
      intent={intent}
      refused={refused ?? refusedOf(answered, [intent], fields)}
      action={commentsAddress(scenarioId)}
      className={`ep-comment-form ${className}`}
      {...(send ? { onSubmit: submit } : {})}
    >
      {Object.entries(fields).flatMap(([name, value]) =>
        [value].flat().map((one) => <input key={`${name}${one}`} type="hidden" name={name} value={one} />),
      )}
      {children(busy)}
    </Form>
  );
}
