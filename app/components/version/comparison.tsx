import { Note } from "~/components/ui/alert";
import { Badge, type BadgeKind } from "~/components/ui/badge";
import { useT } from "~/i18n/use-t";
import { type Fact, factWords } from "./facts";

type Part = { kind: "same" | "added" | "removed"; text: string; by: string | null };
type ChangedFact = { name: string; before: Fact; after: Fact; by: string | null };
export type ComparedRow = {
  state: "same" | "added" | "removed" | "changed";
  moved: boolean;
  formatted: boolean;
  by: string | null;
  line: { kind: string; within: string | null; depth: number; facts: Record<string, Fact>; text: string };
  parts: Part[];
  facts: ChangedFact[];
};

const kinds: Record<ComparedRow["state"], BadgeKind> = {
  added: "done",
  removed: "error",
  changed: "info",
  same: "neutral",
};

type Props = {
  rows: ComparedRow[];
  /** Some wait in one of the texts: the comparison is without them. */
  suggestions: boolean;
  cut: boolean;
};

/** What changed, block by block in reading order; runs of blocks that did not are counted. */
export function Comparison({ rows, suggestions, cut }: Props) {
  const t = useT();
  const unread = suggestions && <p>{t("version.compare.suggestions")}</p>;
  if (!cut && rows.every(({ state, moved }) => state === "same" && !moved))
    return (
      <>
        <p>{t("version.compare.identical")}</p>
        {unread}
      </>
    );
  return (
    <>
      <Note icon="info">
        <p>{t("version.compare.legend")}</p>
        <p>{t("version.compare.note")}</p>
        {unread}
      </Note>
      <ol className="ep-compare" aria-label={t("version.compare.list")}>
        {grouped(rows).map(({ key, row, unchanged }) =>
          row ? (
            <ComparedBlock key={key} row={row} />
          ) : (
            <li key={key} className="ep-compare__same">
              {t("version.compare.unchanged", { count: unchanged })}
            </li>
          ),
        )}
      </ol>
      {cut && <p>{t("version.compare.cut")}</p>}
    </>
  );
}

type Group = { key: number; row: ComparedRow | null; unchanged: number };

function grouped(rows: readonly ComparedRow[]): Group[] {
  const groups: Group[] = [];
  rows.forEach((row, key) => {
    const last = groups.at(-1);
    if (row.state !== "same" || row.moved) groups.push({ key, row, unchanged: 0 });
    else if (last && !last.row) last.unchanged += 1;
    else groups.push({ key, row: null, unchanged: 1 });
  });
  return groups;
}

function ComparedBlock({ row }: { row: ComparedRow }) {
  const t = useT();
  const { state, moved, formatted, by, line, parts, facts } = row;
  const kind = t.find(`version.block.${line.kind}`) ?? line.kind;
  const within = line.within ? t.find(`version.block.${line.within}`) : null;
  const said = parts.length > 0 ? [] : Object.entries(line.facts);
  return (
    <li className={`ep-compare__block ep-compare__block--${state}`}>
      <p className="ep-compare__head">
        <Badge kind={kinds[state]}>{t(`version.compare.state.${state}`)}</Badge>
        <span>
          {[
            kind,
            within,
            moved && t("version.compare.moved"),
            formatted && t("version.compare.formatted"),
            parts.length === 0 && by && t("version.compare.by", { name: by }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </p>
      {parts.length > 0 && (
        <p className="ep-compare__text">
          {parts.map((part, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a comparison never move.
            <Words key={place} part={part} />
          ))}
        </p>
      )}
      {state !== "changed" && said.length > 0 && (
        <p className="ep-compare__text">
          <Whole state={state}>
            {said
              .map(([name, value]) => factWords(t, name, value))
              .filter(Boolean)
              .join(" · ")}
          </Whole>
        </p>
      )}
      {facts.length > 0 && (
        <ul className="ep-compare__facts">
          {facts.map((fact) => (
            <li key={fact.name}>
              {t("version.compare.fact", {
                name: t.find(`version.fact.${fact.name}`) ?? t("version.fact.other"),
              })}{" "}
              <del>
                <Spoken words={t("version.compare.removed")} />
                {factWords(t, fact.name, fact.before) || t("version.compare.empty")}
              </del>{" "}
              <ins>
                <Spoken words={t("version.compare.added")} />
                {factWords(t, fact.name, fact.after) || t("version.compare.empty")}
              </ins>
              {fact.by && <span className="ep-compare__by"> {t("version.compare.by", { name: fact.by })}</span>}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Whole({ state, children }: { state: ComparedRow["state"]; children: string }) {
  const t = useT();
  if (state === "added")
    return (
      <ins>
        <Spoken words={t("version.compare.added")} />
        {children}
      </ins>
    );
  if (state === "removed")
    return (
      <del>
        <Spoken words={t("version.compare.removed")} />
        {children}
      </del>
    );
  return <span>{children}</span>;
}

function Words({ part: { kind, text, by } }: { part: Part }) {
  const t = useT();
  if (kind === "same") return <span>{text}</span>;
  if (kind === "removed")
    return (
      <del>
        <Spoken words={t("version.compare.removed")} />
        {text}
        <Spoken words={t("version.compare.end")} />
      </del>
    );
  return (
    <ins>
      <Spoken words={by ? t("version.compare.addedBy", { name: by }) : t("version.compare.added")} />
      {text}
      <Spoken words={t("version.compare.end")} />
      {by && (
        <span className="ep-compare__by" aria-hidden="true">
          {by}
        </span>
      )}
    </ins>
  );
}

/** For whoever hears the page: struck through and underlined say nothing aloud. */
const Spoken = ({ words }: { words: string }) => <span className="fr-sr-only"> {words} </span>;
