import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer, useEditorState } from "@tiptap/react";
import { useId } from "react";
import { Image } from "~/editor/image";
import { imageAddress, imageAlt, imageCaption, imageId, imageLimits } from "~/editor/images";
import { useT } from "~/i18n/use-t";
import { BlockTools } from "./block-tools";
import { useDraft } from "./draft";
import { inFields } from "./phase-view.client";
import { useBlockSetting } from "./setting";

/** An uploaded image with its words: the alternative text for who does not see it, the caption for everybody. */
export const EditableImage = Image.extend({
  addNodeView() {
    return ReactNodeViewRenderer(ImageView, { as: "div", className: "ep-image-block", stopEvent: inFields });
  },
});

function ImageView({ editor, node, getPos, updateAttributes, deleteNode }: NodeViewProps) {
  const t = useT();
  const key = useId();
  const { scenarioId } = useBlockSetting();
  const editable = useEditorState({ editor, selector: ({ editor: current }) => current.isEditable });
  const id = imageId(node.attrs.imageId);
  const [altText, captionText] = [imageAlt(node.attrs.alt), imageCaption(node.attrs.caption)];
  const alt = useDraft(altText, (value) => updateAttributes({ alt: imageAlt(value) }));
  const caption = useDraft(captionText, (value) => updateAttributes({ caption: imageCaption(value) }));
  return (
    <NodeViewWrapper contentEditable={false}>
      <figure className="ep-image">
        {id ? (
          <img src={imageAddress(scenarioId, id)} alt={altText} draggable={false} />
        ) : (
          <p>{t("scenario.image.lost")}</p>
        )}
        {captionText && <figcaption>{captionText}</figcaption>}
      </figure>
      {editable && (
        <div className="ep-image__foot">
          <details className="ep-image__words">
            <summary>{altText ? t("scenario.image.words") : t("scenario.image.wordsMissing")}</summary>
            <label htmlFor={`${key}-alt`}>{t("scenario.image.alt")}</label>
            <textarea id={`${key}-alt`} className="fr-input" rows={2} maxLength={imageLimits.alt} {...alt} />
            <label htmlFor={`${key}-caption`}>{t("scenario.image.caption")}</label>
            <input id={`${key}-caption`} className="fr-input" maxLength={imageLimits.caption} {...caption} />
          </details>
          <BlockTools editor={editor} getPos={getPos} name={t("scenario.image.name")} onRemove={deleteNode} />
        </div>
      )}
    </NodeViewWrapper>
  );
}
