import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer, useEditorState } from "@tiptap/react";
import { Icon } from "~/components/ui/icon";
import { Competence } from "~/editor/competence";
import { citation } from "~/editor/lesson";
import { useT } from "~/i18n/use-t";
import { inFields } from "./phase-view.client";
import { useBlockSetting, useCompetenceWords } from "./setting";

/** A cited competence as a small tag; its label comes from the frameworks, not from the text. */
export const EditableCompetence = Competence.extend({
  addNodeView() {
    return ReactNodeViewRenderer(CompetenceView, { as: "div", className: "ep-competence", stopEvent: inFields });
  },
});

function CompetenceView({ editor, node, deleteNode }: NodeViewProps) {
  const t = useT();
  const { frameworks } = useBlockSetting();
  const wordsOf = useCompetenceWords(frameworks);
  const editable = useEditorState({ editor, selector: ({ editor: current }) => current.isEditable });
  const cited = citation(node.attrs);
  const { name, label } = cited ? wordsOf(cited) : { name: "?", label: "" };
  return (
    <NodeViewWrapper className="ep-competence__tag" contentEditable={false}>
      <strong>{name}</strong> <span>{label}</span>
      {editable && (
        <button
          type="button"
          className="ep-icon-button"
          aria-label={t("scenario.block.remove", { name })}
          title={t("scenario.block.remove", { name })}
          onClick={deleteNode}
        >
          <Icon name="cross" size={16} />
        </button>
      )}
    </NodeViewWrapper>
  );
}
