import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import type { Suggestion } from "~/editor/suggestion";
import { suggestionsIn, type Verdict } from "~/editor/suggestions";
import { useT } from "~/i18n/use-t";
import { inShort, SuggestedWords } from "./suggested-words";

type Person = { id: string; name: string };
type Props = { editor: Editor; people: Person[]; writable: boolean; onSettled: (words: string) => void };

/** What is suggested, in the order of the text: each to accept or reject, or all of a person, or all. */
export function SuggestionsPanel({ editor, people, writable, onSettled }: Props) {
  const t = useT();
  const all = useEditorState({ editor, selector: ({ editor: current }) => suggestionsIn(current.state.doc) });
  if (all.length === 0) return null;
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? t("suggestion.someone");
  const authors = [...new Set(all.map(({ by }) => by))];
  const settle = (verdict: Verdict, wanted: (suggestion: Suggestion) => boolean) => {
    const count = all.filter(wanted).length;
    editor.storage.suggesting.settle(verdict, wanted);
    onSettled(t(`suggestion.settled.${verdict}`, { count }));
    editor.view.focus();
  };
  return (
    <section className="ep-suggestions" aria-labelledby="suggestions">
      <h2 id="suggestions" className="ep-suggestions__title">
        {t("suggestion.title", { count: all.length })}
      </h2>
      {writable && all.length > 1 && (
        <div className="ep-suggestions__all">
          <Decide label={t("suggestion.all")} onDecide={(verdict) => settle(verdict, () => true)} />
          {authors.length > 1 &&
            authors.map((by) => (
              <Decide
                key={by}
                label={t("suggestion.allOf", { name: nameOf(by) })}
                onDecide={(verdict) => settle(verdict, (one) => one.by === by)}
              />
            ))}
        </div>
      )}
      <ul className="ep-suggestions__list">
        {all.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className="ep-suggestions__where"
              onClick={() =>
                editor
                  .chain()
                  .focus()
                  .setTextSelection(one.from + 1)
                  .scrollIntoView()
                  .run()
              }
            >
              <SuggestedWords {...one} />
            </button>
            <p className="ep-suggestions__who">
              {t("suggestion.by", { name: nameOf(one.by), at: new Date(one.at).toISOString() })}
            </p>
            {writable && (
              <Decide
                label={t("suggestion.one", { words: inShort(t, one) })}
                hidden
                onDecide={(verdict) => settle(verdict, ({ id }) => id === one.id)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type DecideProps = { label: string; hidden?: boolean; onDecide: (verdict: Verdict) => void };

function Decide({ label, hidden = false, onDecide }: DecideProps) {
  const t = useT();
  return (
    <fieldset className="ep-suggestions__decide">
      <legend className={hidden ? "fr-sr-only" : undefined}>{label}</legend>
      {(["accept", "reject"] as const).map((verdict) => (
        <button
          key={verdict}
          type="button"
          className={`fr-btn fr-btn--sm fr-btn--${verdict === "accept" ? "secondary" : "tertiary"}`}
          onClick={() => onDecide(verdict)}
        >
          {t(`suggestion.${verdict}`)}
        </button>
      ))}
    </fieldset>
  );
}
