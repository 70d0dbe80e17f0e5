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

/** A file of a person's own that is written while it is sent. */
export function streamResponse(type: string, { name, stream }: { name: string; stream: ReadableStream }): Response {
  return new Response(stream, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "-")}"`,
      "Cache-Control": "private, no-store",
    },
  });
}

type Download = { type: string; file: Uint8Array | string; plainName: string; fullName: string };

/** A file to keep, its name in plain letters and in full (RFC 6266, RFC 8187). No browser may take it for another kind. */
export function downloadResponse({ type, file, plainName, fullName }: Download): Response {
  const full = encodeURIComponent(fullName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const plain = plainName.replace(/[^\w.-]/g, "-");
  return new Response(typeof file === "string" ? file : new Uint8Array(file), {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${full}`,
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
      // What somebody opens from here instead of keeping it runs nothing.
      "Content-Security-Policy": "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox",
    },
  });
}
