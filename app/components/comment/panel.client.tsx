import { Alert } from "~/components/ui/alert";
import { Icon } from "~/components/ui/icon";
import type { ThreadView } from "~/domain/comment/schema";
import type { Anchor, Place } from "~/editor/anchors";
import { useT } from "~/i18n/use-t";
import { commentsAddress, useAround } from "./around";
import { ThreadCard } from "./thread-card";
import type { Draft } from "./unsent";
import { WordsForm } from "./words-form";

export type Filter = "open" | "resolved";

type Props = {
  id: string;
  threads: readonly ThreadView[];
  /** Where each stands; null: gone; absent: about the whole scenario. */
  places: ReadonlyMap<string, Place | null>;
  /** `failed`: they could not be asked for; tried again with the next connection. */
  state: "asked" | "read" | "failed";
  filter: Filter;
  counts: Record<Filter, number>;
  chosen: string | null;
  /** Discussions that are being begun, the last one under one's eyes. */
  drafts: readonly Draft[];
  answerId: (threadId: string) => string;
  onFilter: (filter: Filter) => void;
  onWhole: () => void;
  onCancel: (draft: Draft) => void;
  onSent: (draft: Draft) => void;
  onAnswered: (threadId: string) => void;
  onGo: (threadId: string) => void;
  onClose: () => void;
};

/** The discussions beside the text, in its order. */
export function CommentPanel({ id, threads, places, state, filter, counts, chosen, drafts, ...on }: Props) {
  const t = useT();
  const { scenarioId } = useAround();
  return (
    <aside id={id} className="ep-comments" aria-labelledby={`${id}-title`}>
      <div className="ep-comments__head">
        <h2 id={`${id}-title`} tabIndex={-1}>
          {t("comment.title")}
        </h2>
        <button type="button" className="ep-icon-button" onClick={on.onClose}>
          <Icon name="cross" label={t("comment.close")} />
        </button>
      </div>
      {drafts.map((draft) => (
        <NewComment
          key={draft.threadId}
          draft={draft}
          onDone={() => on.onSent(draft)}
          onCancel={() => on.onCancel(draft)}
        />
      ))}
      {drafts.length === 0 && (
        <button type="button" className="fr-btn fr-btn--tertiary fr-btn--sm" onClick={on.onWhole}>
          {t("comment.whole")}
        </button>
      )}
      <fieldset className="ep-comments__filter">
        <legend className="fr-sr-only">{t("comment.filter.label")}</legend>
        {(["open", "resolved"] as const).map((one) => (
          <button key={one} type="button" aria-pressed={filter === one} onClick={() => on.onFilter(one)}>
            {t(`comment.filter.${one}`)} ({counts[one]})
          </button>
        ))}
      </fieldset>
      {state === "failed" && <Alert kind="warning">{t("comment.notLoaded")}</Alert>}
      {state === "read" && threads.length === 0 && (
        <Nothing filter={filter} none={counts.open + counts.resolved === 0} />
      )}
      <div className="ep-threads">
        {threads.map((thread) => (
          <ThreadCard
            key={thread.id}
            thread={thread}
            gone={places.get(thread.id) === null}
            answerId={on.answerId(thread.id)}
            chosen={thread.id === chosen}
            onAnswered={() => on.onAnswered(thread.id)}
            way={
              places.get(thread.id) && (
                <button type="button" className="ep-thread__go" onClick={() => on.onGo(thread.id)}>
                  {t(thread.anchor === "BLOCK" ? "comment.goToBlock" : "comment.goTo")}
                </button>
              )
            }
          />
        ))}
      </div>
      <p className="ep-comment-privacy">
        {t("comment.privacy")} <a href={commentsAddress(scenarioId)}>{t("comment.page.all")}</a>
      </p>
    </aside>
  );
}

type NewProps = { draft: Draft; onDone: () => void; onCancel: () => void };

const nowhere: Anchor = { starts: "", ends: "", quote: "", before: "", after: "", tells: 0 };

function NewComment({ draft: { threadId, commentId, anchor }, onDone, onCancel }: NewProps) {
  const t = useT();
  const kind = anchor === null ? "SCENARIO" : anchor.ends === null ? "BLOCK" : "TEXT";
  const { starts, ends, tells, ...words } = anchor ?? nowhere;
  const fields = { threadId, commentId, anchor: kind };
  const placed = { ...fields, ...words, tells: String(tells), starts, ...(ends ? { ends } : {}) };
  return (
    <section id={`fil-${threadId}`} className="ep-thread ep-thread--new" aria-label={t("comment.new.title")}>
      <h3 className="ep-thread__title">{t(`comment.on.${kind}`)}</h3>
      {words.quote && <blockquote className="ep-thread__quote">{words.quote}</blockquote>}
      <WordsForm intent="begin" fields={anchor ? placed : fields} eager onDone={onDone} onCancel={onCancel} />
    </section>
  );
}

function Nothing({ filter, none }: { filter: Filter; none: boolean }) {
  const t = useT();
  if (!none) return <p>{t(filter === "open" ? "comment.emptyOpen" : "comment.emptyResolved")}</p>;
  return (
    <p>
      <strong>{t("comment.empty")}</strong>
      <br />
      {t("comment.emptyText")}
    </p>
  );
}
