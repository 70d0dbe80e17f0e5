import { Node } from "@tiptap/core";
import { imageAlt, imageCaption, imageId } from "./images";

type ImageOptions = {
  /** The address of an uploaded image; null where images cannot be shown. */ address: ((id: string) => string) | null;
};

/** An uploaded image, by its id. Nothing pasted or sent can bring an address of its own into the text. */
export const Image = Node.create<ImageOptions>({
  name: "image",
  group: "block",
  atom: true,
  draggable: true,

  addOptions() {
    return { address: null };
  },

  addAttributes() {
    const from = (name: string) => (element: HTMLElement) => element.getAttribute(`data-${name}`);
    return {
      imageId: { default: "", parseHTML: (element) => imageId(from("image-id")(element)) ?? "" },
      alt: { default: "", parseHTML: (element) => imageAlt(from("alt")(element)) },
      caption: { default: "", parseHTML: (element) => imageCaption(from("caption")(element)) },
    };
  },

  parseHTML() {
    return [
      {
        tag: "figure[data-image-id]",
        getAttrs: (element) => (imageId(element.getAttribute("data-image-id")) ? null : false),
      },
    ];
  },

  renderHTML({ node: { attrs } }) {
    const id = imageId(attrs.imageId);
    const alt = imageAlt(attrs.alt);
    const caption = imageCaption(attrs.caption);
    const src = id && this.options.address ? { src: this.options.address(id) } : {};
    return [
      "figure",
      { class: "ep-image", "data-image-id": id ?? "", "data-alt": alt, "data-caption": caption },
      ["img", { ...src, alt, loading: "lazy" }],
      ...(caption ? [["figcaption", {}, caption]] : []),
    ];
  },
});
