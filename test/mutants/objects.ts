import type { Mutant } from "../../scripts/test/mutant.ts";

const tests = ["test/integrations/objects/guards.test.ts"];

/** Files on their way in, where objects lie, and how they are read back. */
export const objects: readonly Mutant[] = [
  {
    file: "integrations/objects/disk-upload-staging.ts",
    replace: "        checkFacts(file, facts);\n",
    by: "",
    tests,
    guarantee: "a file in parts of the right sizes and with other bytes is refused when it is completed",
  },
  {
    file: "integrations/objects/disk-upload-staging.ts",
    replace: '  if (`0x${hash.digest("hex")}` !== sha256) {',
    by: "  if (false) {",
    tests,
    guarantee: "a part that is replaced while the file is completed makes no object",
  },
  {
    file: "integrations/objects/disk-upload-staging.ts",
    replace: "        await discard(file);\n        throw error;",
    by: "        throw error;",
    tests,
    guarantee: "of a file that is refused nothing is kept",
  },
  {
    file: "integrations/objects/s3-upload-staging.ts",
    replace: "        checkFacts(file, facts);\n",
    by: "",
    tests,
    guarantee: "a file in parts with other bytes is refused when it is completed in a bucket",
  },
  {
    file: "integrations/objects/s3-upload-staging.ts",
    replace: "        await discard(file);\n        throw error;",
    by: "        throw error;",
    tests,
    guarantee: "of a file that is refused nothing is kept in a bucket",
  },
  {
    file: "integrations/objects/staged.ts",
    replace:
      '  if (size !== file.size) throw invalid("body", `The file has ${size} bytes; ${file.size} were announced`);\n',
    by: "",
    tests,
    guarantee: "a file of another size than announced is told by its sizes",
  },
  {
    file: "integrations/objects/staged.ts",
    replace: "sha256 !== file.sha256",
    by: "false",
    tests,
    guarantee: "a file with another digest than announced is refused",
  },
  {
    file: "integrations/objects/disk.ts",
    replace: '["erased", "restricted", "public"] as const',
    by: '["public", "restricted", "erased"] as const',
    tests,
    guarantee: "an object in two folders is restricted rather than public",
  },
  {
    file: "integrations/objects/disk.ts",
    replace: '["erased", "restricted", "public"] as const',
    by: '["restricted", "erased", "public"] as const',
    tests,
    guarantee: "an object that was erased stays so wherever else it lies",
  },
  {
    file: "integrations/objects/s3-paths.ts",
    replace: '["erased", "restricted", "public"] as const',
    by: '["public", "restricted", "erased"] as const',
    tests,
    guarantee: "an object in two places of a bucket is restricted rather than public",
  },
  {
    file: "integrations/objects/disk.ts",
    replace: 'if (found?.visibility === "public") await replaceFile',
    by: "if (found) await replaceFile",
    tests,
    guarantee: "mending makes no public copy of a restricted or erased object",
  },
  {
    file: "integrations/objects/disk.ts",
    replace: 'if (found?.visibility === "public") await replaceFile',
    by: 'if (!found || found.visibility === "public") await replaceFile',
    tests,
    guarantee: "mending makes no object of what was never stored",
  },
  {
    file: "integrations/objects/reading.ts",
    replace: "const name = `${sha256} ${version}`;",
    by: "const name = `${sha256}`;",
    tests,
    guarantee: "an object that changes after a part of it was read is checked again",
  },
  {
    file: "integrations/objects/reading.ts",
    replace: "      checked.delete(name);\n",
    by: "",
    tests,
    guarantee: "a read that failed once is another try the next time",
  },
  {
    file: "integrations/objects/reading.ts",
    replace: "    await check(source);\n",
    by: "",
    tests,
    guarantee: "no part of a large object is given before the whole was checked",
  },
  {
    file: "integrations/objects/reading.ts",
    replace: "    if (held) yield held;\n    hash.update(chunk);\n    held = chunk;",
    by: "    hash.update(chunk);\n    yield chunk;",
    tests,
    guarantee: "the last bytes of a large object are held until all have the digest",
  },
  {
    file: "integrations/objects/write-once.ts",
    replace: "await link(from, path).catch",
    by: 'await (await import("node:fs/promises")).rename(from, path).catch',
    tests,
    guarantee: "an object that is there is never replaced",
  },
  {
    file: "integrations/objects/write-once.ts",
    replace:
      "    for await (const chunk of content) await file.writeFile(chunk);\n    await file.sync();\n  } finally {",
    by: "    for await (const chunk of content) await file.writeFile(chunk);\n    await file.sync();\n  } catch {\n  } finally {",
    tests,
    guarantee: "what breaks off on its way in is no object",
  },
];
