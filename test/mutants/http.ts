import type { Mutant } from "../../scripts/test/mutant.ts";

const tests = ["test/api/http-guards.test.ts"];
const limits = ["test/api/rate-limits.test.ts"];

const guard = (file: string, from: string, to: string, guarantee: string): Mutant => ({
  file,
  replace: from,
  by: to,
  tests,
  guarantee,
});

const json = (replace: string, by: string, guarantee: string): Mutant => ({
  file: "domain/shared/bounded-json.ts",
  replace,
  by,
  tests: ["test/domain/shared/bounded-json.test.ts"],
  guarantee,
});

/** A hundred times as many requests as a limit lets through. */
const loose = (name: string, points: number, seconds: number): Mutant => ({
  file: "api/http/rate-limits.ts",
  replace: `  ${name}: { points: ${points}, seconds: ${seconds} },`,
  by: `  ${name}: { points: ${points * 100}, seconds: ${seconds} },`,
  tests: limits,
  guarantee: `${name} is limited to ${points} in ${seconds} seconds`,
});

/** What stands between a request and whatever answers it. */
export const http: readonly Mutant[] = [
  guard(
    "api/http/authentication.ts",
    "      if (token === undefined) throw",
    "      if (token === undefined && options.optional) return next();\n      if (token === undefined) throw",
    "a header that is no bearer token is refused where a token is optional too",
  ),
  guard(
    "api/http/authentication.ts",
    "} else if (!options.optional) {",
    "} else if (false) {",
    "nobody passes where a token is needed",
  ),
  loose("request", 1200, 60),
  loose("logIn", 200, 300),
  loose("failedLogIn", 10, 900),
  loose("register", 200, 3600),
  loose("changePassword", 10, 300),
  loose("resetCode", 30, 3600),
  loose("resetCodeTarget", 5, 3600),
  loose("resetPassword", 60, 3600),
  loose("failedReset", 20, 3600),
  loose("session", 600, 300),
  loose("emailVerification", 5, 3600),
  loose("verifyEmail", 60, 3600),
  loose("write", 300, 60),
  loose("rpc", 6000, 60),
  {
    file: "api/http/rate-limits.ts",
    replace: "duration: seconds, keyPrefix",
    by: "duration: seconds / 60, keyPrefix",
    tests: limits,
    guarantee: "a limit is counted over the seconds that it names",
  },
  {
    file: "api/http/rate-limits.ts",
    replace: "await (account ? count(name, `account:${account.id}`) : countAddress(context, name));",
    by: "await countAddress(context, name);",
    tests: limits,
    guarantee: "accounts are counted by themselves",
  },
  guard(
    "api/http/body.ts",
    "const MAXIMUM_DEPTH = 32;",
    "const MAXIMUM_DEPTH = 1_000;",
    "a body has at most 32 levels",
  ),
  guard(
    "api/http/body.ts",
    "  if (said > limit) throw tooLarge(limit);\n",
    "",
    "a body that says it is too long is refused before it is read",
  ),
  guard("api/http/body.ts", "if (size > limit) throw tooLarge(limit);", "", "a body is read no further than its limit"),
  guard(
    "api/http/body.ts",
    "if (size > limit) throw",
    "if (size >= limit) throw",
    "a body may be as long as its limit",
  ),
  json("if (level > depth)", "if (level > depth + 1)", "JSON is nested no deeper than it may be"),
  json("if (level > depth)", "if (level >= depth)", "JSON may be as deep as it may be"),
  json("        level -= 1;\n", "", "what is closed is no depth"),
  json("fatal: true", "fatal: false", "JSON that is not UTF-8 is refused"),
  json("    check(name, path);\n", "", "a name with a NUL or half a character is refused"),
  json('!value.isWellFormed() || value.includes("\\0")', "!value.isWellFormed()", "a NUL is refused"),
  json("!value.isWellFormed() ||", "false ||", "half a character is refused"),
  json("!Number.isFinite(value)", "Number.isNaN(value)", "a number out of range is refused"),
  json('if (name === "__proto__") throw', "if (false) throw", "a name with a meaning is refused"),
  json("if (backslashes % 2 === 0) return quote;", "return quote;", "a quote within a text does not end it"),
  guard(
    "api/http/conditional.ts",
    'tag.trim() === "*" || tag.trim().replace',
    "tag.trim().replace",
    "`If-None-Match: *` names whatever there is",
  ),
  guard("api/http/conditional.ts", '.replace(/^W\\//, "")', "", "tags are compared weakly"),
  guard("api/http/range.ts", 'if (size === 0) return "unsatisfiable";', "", "no range of nothing can be satisfied"),
  guard("api/http/range.ts", "Math.min(Number(to), size - 1)", "Number(to)", "a range ends where the whole does"),
  guard(
    "api/http/range.ts",
    "Math.max(0, size - Number(to))",
    "size - Number(to)",
    "a range begins where the whole does",
  ),
  guard("api/http/range.ts", "Number(to) < first", "Number(to) <= first", "a range may be of one byte"),
  guard("api/http/range.ts", "first >= size ?", "first > size ?", "a range begins before the end"),
  guard("api/http/range.ts", "Number(to) === 0 ?", "false ?", "the last no bytes cannot be satisfied"),
];
