import {
  NodeViewContent,
  type NodeViewProps,
  NodeViewWrapper,
  ReactNodeViewRenderer,
  useEditorState,
} from "@tiptap/react";
import type { KeyboardEvent } from "react";
import { partKind, partKinds } from "~/editor/lesson";
import { Part } from "~/editor/part";
import { useT } from "~/i18n/use-t";
import { BlockTools, useMove } from "./block-tools";
import { inFields, stepOf } from "./phase-view.client";

/** A part of the lesson with its kind to choose, its text inside. */
export const EditablePart = Part.extend({
  addNodeView() {
    return ReactNodeViewRenderer(PartView, { as: "div", className: "ep-part", stopEvent: inFields });
  },
});

function PartView({ editor, node, getPos, updateAttributes, deleteNode }: NodeViewProps) {
  const t = useT();
  const move = useMove(editor);
  const kind = partKind(node.attrs.kind);
  const name = t(`scenario.part.${kind}`);
  const editable = useEditorState({ editor, selector: ({ editor: current }) => current.isEditable });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (step && inFields({ event: event.nativeEvent }) && move(getPos(), step)) event.preventDefault();
  };
  return (
    <NodeViewWrapper className="ep-part__box" role="group" aria-label={name} onKeyDown={onKeyDown}>
      <div className="ep-part__head" contentEditable={false}>
        {editable ? (
          <select
            className="ep-part__kind"
            aria-label={t("scenario.part.choose")}
            value={kind}
            onChange={(event) => updateAttributes({ kind: partKind(event.target.value) })}
          >
            {partKinds.map((one) => (
              <option key={one} value={one}>
                {t(`scenario.part.${one}`)}
              </option>
            ))}
          </select>
        ) : (
          <p className="ep-part__label">{name}</p>
        )}
        {editable && <BlockTools editor={editor} getPos={getPos} name={name} onRemove={deleteNode} />}
      </div>
      <NodeViewContent className="ep-part__text" />
    </NodeViewWrapper>
  );
}
