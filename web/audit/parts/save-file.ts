/** Give a file that was made here to the person. */
export function saveFile(name: string, parts: readonly string[], type: string): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A code as a file's name: whatever else stands in it is an underscore. */
export const fileName = (code: string) => code.replace(/[^\w.~-]/g, "_");
