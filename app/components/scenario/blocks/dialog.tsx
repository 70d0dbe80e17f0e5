import { type FormEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { Actions, Button } from "~/components/ui/button";
import { useT } from "~/i18n/use-t";

type Props = {
  title: string;
  submit: string;
  busy?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** The browser's own modal: it keeps the focus inside, and Escape closes it. */
export function Dialog({ title, submit, busy = false, onSubmit, onClose, children }: Props) {
  const t = useT();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <dialog ref={dialog} className="ep-dialog" aria-labelledby={id} onCancel={onClose}>
      <form onSubmit={send}>
        <h2 id={id}>{title}</h2>
        {children}
        <Actions>
          <Button disabled={busy}>{submit}</Button>
          <Button type="button" variant="secondary" onClick={onClose}>
            {t("scenario.dialog.cancel")}
          </Button>
        </Actions>
      </form>
    </dialog>
  );
}
