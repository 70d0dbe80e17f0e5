/** A file of a person's own: never kept by a cache, its name plain ASCII. */
export function fileResponse(type: string, { name, file }: { name: string; file: Buffer | string }): Response {
  const disposition = type === "application/pdf" ? "inline" : "attachment";
  return new Response(typeof file === "string" ? file : new Uint8Array(file), {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `${disposition}; filename="${name.replace(/[^\w.-]/g, "-")}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
