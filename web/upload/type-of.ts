/** Types by file extension, for those that browsers do not know or name differently. */
const BY_NAME: Readonly<Record<string, string>> = {
  csv: "text/csv",
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  log: "text/plain",
  pdf: "application/pdf",
  png: "image/png",
  txt: "text/plain",
  webp: "image/webp",
};

/** The type to announce a file with; the server decides by its content. */
export function typeOf({ name, type }: Pick<File, "name" | "type">): string {
  const end = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  return (Object.hasOwn(BY_NAME, end) ? BY_NAME[end] : undefined) ?? (type || "application/octet-stream");
}
