/** What makes the scripts smaller: parts of libraries that no page uses are left out of them. */
import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/**
 * zod exports its whole interface as one object, which a bundler must keep entirely. Importing it as a namespace allows
 * tree shaking.
 */
export const namespaceZod: Plugin = {
  name: "namespace-zod",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](?:proof|domain)[\\/].+\.ts$/ }, async ({ path }) => ({
      loader: "ts",
      contents: (await readFile(path, "utf8")).replace(/^import \{ z \} from "zod";$/m, 'import * as z from "zod";'),
    }));
  },
};

/** Each of zod's types can describe itself as JSON Schema, which only documents of an API need. */
export const withoutJsonSchema: Plugin = {
  name: "without-json-schema",
  setup({ onLoad }) {
    const contents = `
      const none = () => { throw new Error("pages make no JSON Schema"); };
      export const createToJSONSchemaMethod = () => none;
      export const createStandardJSONSchemaMethod = () => none;
      export { none as finalize, none as initializeContext, none as extractDefs, none as processSchema, none as toJSONSchema };
      export const allProcessors = {};`;
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]core[\\/](?:json-schema-processors|to-json-schema)\.js$/ }, () => ({
      contents,
    }));
  },
};

/** Pages show no words of zod's: that something is not as it should be is said in their own. */
export const withoutZodWords: Plugin = {
  name: "without-zod-words",
  setup({ onLoad }) {
    const contents = `export default () => ({ localeError: ({ code }) => code });`;
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]en\.js$/ }, () => ({ contents }));
  },
};

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
