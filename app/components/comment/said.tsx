import { Fragment } from "react";
import { Button } from "~/components/ui/button";
import { FormError } from "~/components/ui/form";
import type { CommentView } from "~/domain/comment/schema";
import { useT } from "~/i18n/use-t";
import { calledIn, callsIn } from "./calls";
import { DeedForm } from "./deed-form";
import { refusedOf } from "./refused-of";
import { WordsForm } from "./words-form";

/** What one person said; for its author, a way to change it or take it back. */
export function Said({ comment, refused }: { comment: CommentView; refused?: unknown }) {
  const t = useT();
  const { id, author, body, mentioned, at, edited, mine } = comment;
  const changed = refusedOf(refused, ["amend", "withdraw"], { commentId: id });
  if (body === null)
    return (
      <li className="ep-said ep-said--withdrawn">
        {t("comment.withdrawn")}
        {changed && <FormError refused={changed} />}
      </li>
    );
  const called = calledIn(body, mentioned);
  const named = mentioned.filter((person) => !called.includes(person)).map(({ name }) => name);
  return (
    <li className="ep-said" id={`commentaire-${id}`}>
      <p className="ep-said__who">
        <strong>{author.name}</strong>{" "}
        <span>
          <time dateTime={at}>{t("comment.at", { at })}</time>
          {edited && ` · ${t("comment.edited")}`}
        </span>
      </p>
      <p className="ep-said__words">{withCalls(body, mentioned)}</p>
      {named.length > 0 && <p className="ep-said__called">{t("comment.called", { names: named.join(", ") })}</p>}
      {mine && (
        // Drawn anew once it is changed: folded again, with the words as they are now.
        <details className="ep-said__change" open={changed !== undefined || undefined} key={body}>
          <summary>
            {t("comment.amend")}
            <span className="fr-sr-only"> : {body.slice(0, 60)}</span>
          </summary>
          <WordsForm
            intent="amend"
            fields={{ commentId: id, mention: mentioned.map((one) => one.id) }}
            refused={refused}
            words={body}
          />
          <DeedForm intent="withdraw" fields={{ commentId: id }} refused={refused}>
            {(busy) => (
              <Button variant="tertiary" size="sm" icon="trash" disabled={busy}>
                {t("comment.withdraw")}
              </Button>
            )}
          </DeedForm>
        </details>
      )}
    </li>
  );
}

/** The words, those who are called set off; all of it as text. */
function withCalls(body: string, mentioned: CommentView["mentioned"]) {
  return callsIn(body, mentioned).map(({ text, called }, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text that is drawn anew as a whole.
    <Fragment key={place}>{called ? <strong className="ep-call">{text}</strong> : text}</Fragment>
  ));
}
