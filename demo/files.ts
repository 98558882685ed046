import type { DemoFile } from "./journeys.ts";

/** A picture to be attached. */
export const picture = (file: string, title: string): DemoFile => ({ file: `pictures/${file}`, title, type: "image" });

/** A document to be attached. */
export const report = (file: string, title: string): DemoFile => ({
  file: `documents/${file}`,
  title,
  type: "document",
});
