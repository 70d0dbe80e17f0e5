import { type ReactNode, useState } from "react";
import { Button } from "~/components/ui/button";
import { FormError } from "~/components/ui/form";
import { Icon } from "~/components/ui/icon";
import type { ThreadView } from "~/domain/comment/schema";
import { useT } from "~/i18n/use-t";
import { useAround } from "./around";
import { DeedForm } from "./deed-form";
import { useFreshIds } from "./fresh-ids";
import { refusedOf } from "./refused-of";
import { Said } from "./said";
import { unsentKey } from "./unsent";
import { WordsForm } from "./words-form";

/** Characters of a passage that are shown before it is cut. */
const QUOTE_SHOWN = 160;

type Props = {
  thread: ThreadView;
  gone: boolean;
  /** The id of the next answer: the form may be sent twice. */
  answerId: string;
  refused?: unknown;
  chosen?: boolean;
  /** Called once an answer has been sent. */
  onAnswered?: () => void;
  /** What stands beside the passage: a way to go there. */
  way?: ReactNode;
};

/** One discussion: what it is about, what was said, and what may be done. */
export function ThreadCard({ thread, gone, answerId: given, refused, chosen = false, onAnswered, way }: Props) {
  const t = useT();
  const { id, anchor, quote, resolved, comments, can } = thread;
  const title = `fil-${id}-titre`;
  const passage = quote.length > QUOTE_SHOWN ? `${quote.slice(0, QUOTE_SHOWN).trimEnd()}…` : quote;
  const { unsent } = useAround();
  const { commentId: answerId } = useFreshIds({ commentId: given }, [thread]);
  const [shut, setShut] = useState(0);
  const begun = (unsent?.of(unsentKey("answer", { threadId: id })) ?? "") !== "";
  const about = { threadId: id };
  const answering = refusedOf(refused, ["answer"], about) !== undefined;
  const deed = resolved ? "reopen" : can.resolve ? "resolve" : null;
  // The form that was refused is gone: somebody else settled it, or the right to.
  const undone = refusedOf(refused, deed === "reopen" ? ["resolve"] : deed ? ["reopen"] : ["resolve", "reopen"], about);
  return (
    <article
      id={`fil-${id}`}
      tabIndex={-1}
      className={`ep-thread ${chosen ? "ep-thread--chosen" : ""}`}
      aria-labelledby={title}
      aria-current={chosen || undefined}
    >
      <h3 id={title} className="ep-thread__title">
        {t(`comment.on.${anchor}`)}
        <span className="fr-sr-only"> : {passage || (comments[0]?.author.name ?? "")}</span>
      </h3>
      {passage && (
        <blockquote className="ep-thread__quote" aria-label={t("comment.quote")}>
          {passage}
        </blockquote>
      )}
      {gone && (
        <p className="ep-thread__gone">
          <Icon name="info" size={16} /> {t(anchor === "BLOCK" ? "comment.goneBlock" : "comment.gone")}
        </p>
      )}
      {!gone && way}
      <ol className="ep-thread__said">
        {comments.map((comment) => (
          <Said key={comment.id} comment={comment} refused={refused} />
        ))}
      </ol>
      {resolved && (
        <p className="ep-thread__resolved">
          <Icon name="check" size={16} /> {t("comment.resolvedBy", resolved)}
        </p>
      )}
      <div className="ep-thread__deeds">
        {/* Resolved by another meanwhile: what one has begun to write is not taken away. */}
        {resolved && begun && <p className="ep-thread__gone">{t("comment.unsent")}</p>}
        {(!resolved || begun || answering) && (
          <details className="ep-thread__answer" open={answering || begun || undefined} key={`${answerId}${shut}`}>
            <summary>{t("comment.answer")}</summary>
            <WordsForm
              intent="answer"
              fields={{ threadId: id, commentId: answerId }}
              refused={refused}
              onDone={onAnswered}
              {...(unsent ? { onCancel: () => setShut(shut + 1) } : {})}
            />
          </details>
        )}
        {undone && <FormError refused={undone} />}
        {deed && <Deed intent={deed} threadId={id} refused={refused} />}
      </div>
    </article>
  );
}

type DeedProps = { intent: "resolve" | "reopen"; threadId: string; refused: unknown };

function Deed({ intent, threadId, refused }: DeedProps) {
  const t = useT();
  return (
    <DeedForm intent={intent} fields={{ threadId }} refused={refused}>
      {(busy) => (
        <Button variant="tertiary" size="sm" disabled={busy}>
          {t(`comment.${intent}`)}
        </Button>
      )}
    </DeedForm>
  );
}
