/** What an image of a scenario may be; known to the browser, which says it before the server refuses. */
export const imageLimits = { alt: 500, caption: 300 } as const;

/** Recognised by their content, never by their name; SVG is a program and not among them. */
export const imageTypes = ["image/png", "image/jpeg", "image/webp", "image/gif"] as const;
export type ImageType = (typeof imageTypes)[number];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of an uploaded image, in small letters; null for anything else. An address is never kept in the text. */
export function imageId(value: unknown): string | null {
  return typeof value === "string" && UUID.test(value) ? value.toLowerCase() : null;
}

/** Empty means: decorative. */
export function imageAlt(value: unknown): string {
  return typeof value === "string" ? value.slice(0, imageLimits.alt) : "";
}

export function imageCaption(value: unknown): string {
  return typeof value === "string" ? value.slice(0, imageLimits.caption) : "";
}

/** Where an image is served from: under its scenario, whose readers may see it. */
export const imageAddress = (scenarioId: string, id: string) => `/scenarios/${scenarioId}/images/${id}`;

/** Where images of a scenario are sent to. */
export const imagesAddress = (scenarioId: string) => `/scenarios/${scenarioId}/images`;
