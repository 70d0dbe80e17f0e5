import {
  NodeViewContent,
  type NodeViewProps,
  NodeViewWrapper,
  ReactNodeViewRenderer,
  useEditorState,
} from "@tiptap/react";
import { type KeyboardEvent, useId } from "react";
import {
  groupings,
  modalities,
  phaseGrouping,
  phaseLimits,
  phaseMinutes,
  phaseModality,
  phasePlace,
  phaseTitle,
} from "~/editor/lesson";
import { Phase } from "~/editor/phase";
import { useT } from "~/i18n/use-t";
import { phasesInEditor } from "../phases";
import { BlockTools, useMove } from "./block-tools";
import { useDraft } from "./draft";
import { TagField, TagSelect } from "./tag-field";

/** The phase of the shared schema, drawn with fields for its attributes. */
export const EditablePhase = Phase.extend({
  addNodeView() {
    return ReactNodeViewRenderer(PhaseView, { as: "section", className: "ep-phase", stopEvent: inFields });
  },
});

/** Keys and clicks in a field are the field's own; the text never sees them. */
export const inFields = ({ event }: { event: Event }) =>
  event.target instanceof HTMLElement &&
  event.target.closest("input, select, button, textarea, label, summary") !== null;

function PhaseView({ editor, node, getPos, updateAttributes, deleteNode }: NodeViewProps) {
  const t = useT();
  const id = useId();
  const move = useMove(editor);
  const minutes = phaseMinutes(node.attrs.minutes);
  const { editable, startsAt } = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      editable: current.isEditable,
      startsAt: phasesInEditor(current).find(({ at }) => at === getPos())?.startsAt ?? 0,
    }),
  });
  const title = useDraft(phaseTitle(node.attrs.title), (value) => updateAttributes({ title: phaseTitle(value) }));
  const length = useDraft(String(minutes), (value) => updateAttributes({ minutes: phaseMinutes(value) }));
  const place = useDraft(phasePlace(node.attrs.place), (value) => updateAttributes({ place: phasePlace(value) }));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (step && inFields({ event: event.nativeEvent }) && move(getPos(), step)) event.preventDefault();
  };
  return (
    <NodeViewWrapper
      className="ep-phase__grid"
      role="group"
      aria-label={t("scenario.phase.labelled", { title: title.value })}
      onKeyDown={onKeyDown}
    >
      <div className="ep-phase__minutes" contentEditable={false}>
        <label className="fr-sr-only" htmlFor={`${id}-minutes`}>
          {t("scenario.phase.minutes")}
        </label>
        <input
          id={`${id}-minutes`}
          type="number"
          inputMode="numeric"
          min={0}
          max={phaseLimits.minutes}
          disabled={!editable}
          {...length}
        />
        <span>{t("scenario.phase.unit")}</span>
        <small>{t("scenario.phase.range", { from: startsAt, to: startsAt + minutes })}</small>
      </div>
      <div className="ep-phase__body">
        <div className="ep-phase__head" contentEditable={false}>
          <label className="fr-sr-only" htmlFor={`${id}-title`}>
            {t("scenario.phase.title")}
          </label>
          <input
            id={`${id}-title`}
            className="ep-phase__title"
            maxLength={phaseLimits.title}
            placeholder={t("scenario.phase.titlePlaceholder")}
            disabled={!editable}
            {...title}
          />
          <div className="ep-phase__tags">
            <TagSelect
              label={t("scenario.phase.grouping")}
              value={phaseGrouping(node.attrs.grouping)}
              disabled={!editable}
              empty={t("scenario.phase.noGrouping")}
              options={groupings.map((name) => ({ value: name, label: t(`scenario.grouping.${name}`) }))}
              onChoose={(grouping) => updateAttributes({ grouping })}
            />
            <TagSelect
              label={t("scenario.phase.modality")}
              value={phaseModality(node.attrs.modality)}
              disabled={!editable}
              options={modalities.map((name) => ({ value: name, label: t(`scenario.modality.${name}`) }))}
              onChoose={(modality) => updateAttributes({ modality })}
            />
            <TagField label={t("scenario.phase.place")} maxLength={phaseLimits.place} disabled={!editable} {...place} />
          </div>
          {editable && (
            <BlockTools
              editor={editor}
              getPos={getPos}
              name={t("scenario.phase.labelled", { title: title.value })}
              onRemove={deleteNode}
            />
          )}
        </div>
        <NodeViewContent className="ep-phase__text" />
      </div>
    </NodeViewWrapper>
  );
}

/** Alt and an arrow: the same keys move a block from its fields and from its text. */
export function stepOf({ altKey, ctrlKey, metaKey, key }: KeyboardEvent | globalThis.KeyboardEvent) {
  if (!altKey || ctrlKey || metaKey) return null;
  return key === "ArrowUp" ? "up" : key === "ArrowDown" ? "down" : null;
}
