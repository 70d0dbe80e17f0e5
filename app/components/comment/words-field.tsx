import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useField } from "~/components/ui/field-context";
import { commentLimits, type Named } from "~/domain/comment/schema";
import { useT } from "~/i18n/use-t";
import { useAround } from "./around";
import { type Call, callAt, isOpen, matching } from "./calling";

type Props = { label: string; words: string; eager: boolean; onType: (typed: string) => void };

/** The words of a comment. « @ » offers the people of the scenario: arrows, Enter, Escape; a click does as well. */
export function WordsField({ label, words, eager, onType }: Props) {
  const t = useT();
  const list = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const field = useField("body");
  const { people, send } = useAround();
  const [call, setCall] = useState<Call | null>(null);
  const [at, setAt] = useState(0);
  const offered = call ? matching(people, call.sought) : [];
  const chosen = offered[at];
  useEffect(() => {
    if (eager) box.current?.focus();
  }, [eager]);

  const look = () => {
    const { value = "", selectionStart = 0 } = box.current ?? {};
    const found = send ? callAt(value, selectionStart) : null;
    setCall(found && isOpen(people, found.sought) ? found : null);
    setAt(0);
  };
  const choose = ({ name }: Named) => {
    if (!box.current || !call) return;
    box.current.setRangeText(`@${name} `, call.from, box.current.selectionStart, "end");
    box.current.focus();
    onType(box.current.value);
    setCall(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!call || event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && offered.length > 0) setAt((at + step + offered.length) % offered.length);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen) choose(chosen);
    else if (event.key === "Escape") setCall(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const described = [send && people.length > 0 && `${field.id}-hint`, field.error && `${field.id}-error`];
  return (
    <div className={`fr-input-group ${field.error ? "fr-input-group--error" : ""}`}>
      <label className="fr-label" htmlFor={field.id}>
        {label}
        {send && people.length > 0 && (
          <span className="fr-hint-text" id={`${field.id}-hint`}>
            {t("comment.bodyHint")}
          </span>
        )}
      </label>
      <textarea
        ref={box}
        id={field.id}
        name="body"
        rows={3}
        required
        maxLength={commentLimits.body}
        className={`fr-input ${field.error ? "fr-input--error" : ""}`}
        defaultValue={field.typed ?? words}
        aria-describedby={described.filter(Boolean).join(" ") || undefined}
        aria-invalid={field.error ? true : undefined}
        aria-autocomplete={send ? "list" : undefined}
        aria-controls={call && offered.length > 0 ? list : undefined}
        aria-activedescendant={call && chosen ? `${list}-${chosen.id}` : undefined}
        onInput={({ currentTarget }) => {
          onType(currentTarget.value);
          look();
        }}
        onClick={look}
        onKeyDown={onKeyDown}
        // Not on the way to a button below: it would move away under the pointer.
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.form?.contains(relatedTarget)) setCall(null);
        }}
      />
      <p role="status" className="fr-sr-only">
        {call && t("comment.mentions", { count: offered.length })}
      </p>
      {call && offered.length > 0 && (
        <div id={list} role="listbox" aria-label={t("comment.people")} className="ep-calls">
          {offered.map((person, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's, which keeps the focus.
            // biome-ignore lint/a11y/useFocusableInteractive: so is the focus.
            <div
              key={person.id}
              id={`${list}-${person.id}`}
              role="option"
              aria-selected={place === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
            >
              {person.name}
            </div>
          ))}
        </div>
      )}
      {field.error && (
        <p id={`${field.id}-error`} className="fr-error-text">
          {field.error}
        </p>
      )}
    </div>
  );
}
