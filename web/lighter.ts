/** What makes the scripts smaller: what no page uses is left out of them. */
import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/** Pages read the contract's events; its errors and functions are for those who write. */
export const eventsAlone: Plugin = {
  name: "events-alone",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]proof[\\/]abi\.ts$/ }, async ({ path }) => {
      const { traceAbi } = (await import(path)) as typeof import("../proof/abi.ts");
      const events = traceAbi.filter(({ type }) => type === "event");
      const text = JSON.stringify(events, (key, value) =>
        key === "internalType" || value === false ? undefined : value,
      );
      return { loader: "ts", contents: `export const traceAbi = ${text};` };
    });
  },
};

/**
 * A script speaks one language: where a file holds its texts in both as `{ en, zh }`, the other is left out. Whoever
 * changes the language gets the page anew.
 */
export const inOneLanguage = (language: "en" | "zh"): Plugin => ({
  name: "in-one-language",
  setup({ onLoad }) {
    onLoad(
      { filter: /[\\/](?:web[\\/]shopper[\\/]texts|proof|domain[\\/]names)[\\/][^\\/]+\.ts$/ },
      async ({ path }) => ({
        loader: "ts",
        contents: (await readFile(path, "utf8"))
          .replace(/\{ en, zh \};$/gm, `{ en: ${language}, zh: ${language} };`)
          .replace(new RegExp(`^import \\{ ${language === "en" ? "zh" : "en"} \\} from .*$`, "gm"), ""),
      }),
    );
  },
});
