import {
  NodeViewContent,
  type NodeViewProps,
  NodeViewWrapper,
  ReactNodeViewRenderer,
  useEditorState,
} from "@tiptap/react";
import { useEffect, useId, useState } from "react";
import { Icon } from "~/components/ui/icon";
import { modalities, phaseLimits, phaseMinutes, phaseModality, phaseTitle } from "~/editor/lesson";
import { Phase } from "~/editor/phase";
import { useT } from "~/i18n/use-t";
import { phasesInEditor } from "./phases";

/** The phase of the shared schema, drawn with fields for its attributes. */
export const EditablePhase = Phase.extend({
  addNodeView() {
    return ReactNodeViewRenderer(PhaseView, { as: "section", className: "ep-phase" });
  },
});

function PhaseView({ editor, node, getPos, updateAttributes, deleteNode }: NodeViewProps) {
  const t = useT();
  const id = useId();
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
  return (
    <NodeViewWrapper
      className="ep-phase__grid"
      role="group"
      aria-label={t("scenario.phase.labelled", { title: title.value })}
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
          <label className="fr-sr-only" htmlFor={`${id}-modality`}>
            {t("scenario.phase.modality")}
          </label>
          <select
            id={`${id}-modality`}
            className="ep-phase__tag"
            value={phaseModality(node.attrs.modality)}
            disabled={!editable}
            onChange={(event) => updateAttributes({ modality: event.target.value })}
          >
            {modalities.map((modality) => (
              <option key={modality} value={modality}>
                {t(`scenario.modality.${modality}`)}
              </option>
            ))}
          </select>
          {editable && (
            <button type="button" className="ep-phase__remove" onClick={deleteNode} title={t("scenario.phase.remove")}>
              <Icon name="trash" label={t("scenario.phase.remove")} />
            </button>
          )}
        </div>
        <NodeViewContent className="ep-phase__text" />
      </div>
    </NodeViewWrapper>
  );
}

/** What is being typed stays under the hand; what others write shows as soon as the field is left. */
function useDraft(shared: string, commit: (value: string) => void) {
  const [draft, setDraft] = useState<string | null>(null);
  useEffect(() => {
    if (draft === shared) setDraft(null);
  }, [draft, shared]);
  return {
    value: draft ?? shared,
    onChange: (event: { target: { value: string } }) => {
      setDraft(event.target.value);
      commit(event.target.value);
    },
    onBlur: () => setDraft(null),
  };
}
