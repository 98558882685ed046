import type { Mutant } from "../../scripts/test/mutant.ts";
import { guardOf } from "./guard.ts";

const proof = guardOf("proof", "test/proof");
const verify = proof("verify", "wrongly-bound");
const lines = proof("check-lines", "wrongly-bound");
const documents = proof("check-documents", "wrongly-bound");
const chain = proof("check-chain", "wrongly-bound");
const codec = proof("codec", "codec");
const names = proof("check-names", "names");
const asking = proof("ask-for-profiles", "names");
const reader = proof("contract-reader", "names");
const statements = guardOf("domain/records", "test/domain/records")("statements", "statements");
const profiles = guardOf("domain/profiles", "test/domain/profiles")("profiles-of", "profiles-of");
const profile = guardOf("domain/profiles", "test/domain/profiles")("profile-document", "profile-document");
const mirrored = guardOf("store/profiles", "test/indexer")("profile-lines", "profiles");

/** What a proof cannot make anybody believe: that what is genuine belongs where it is shown. */
export const proofs: readonly Mutant[] = [
  verify(" && proof.batch.id === batchId(options.code)", "", "another batch under this code is another batch"),
  verify("proof.batch.code === options.code && ", "", "a proof of another code is refused"),
  chain("if (onChain === EMPTY_HEAD) return", "if (false) return", "a batch that nobody created is unknown"),
  chain("if (onChain === undefined) return", "if (false) return", "a node without an answer is said to give none"),
  chain("computed === onChain\n", "computed !== undefined\n", "the head is the chain's"),
  proof("verify", "names")("isAsked ? checkNames", "true ? checkNames", "a node that is away is not asked for names"),

  chain("chainId !== proof.chain.chainId", "false", "a node of another chain is not asked about this one"),
  chain(
    "proved | (await rolesNow(actor))",
    "claimed | (await rolesNow(actor))",
    "a claimed role is one that the chain gave",
  ),
  chain("if (!named.roles.every(isRole)) return isClaimed;", "", "a role is one that there is"),
  chain('outcome: "failed", reason: "no-answer" };\n      }', 'outcome: "passed" };\n      }', "no answer is none"),
  chain(
    "(roles.get(actor) ?? 0) | Number(args.roles)",
    "0xff",
    "a line proves the roles that it carries, and no others",
  ),
  chain(
    'if (!named) return { ...base, outcome: "failed"',
    'if (!named) return { ...base, outcome: "passed"',
    "an actor is named",
  ),

  lines("if (proof.lines.length > last) {", "if (false) {", "there are no more lines than the chain has"),
  lines("seqOf(line) <= seqOf(before) || ", "", "a line's number in its batch rises"),
  lines(" || BigInt(String(line.args.line)) <= BigInt(String(before.args.line))", "", "a line's number in all rises"),
  lines("if (line.args.id !== proof.batch.id) {", "if (false) {", "a line of another batch is one"),
  lines("if (head !== line.head) {", "if (false) {", "the first line that was changed is named"),
  lines('reason: "malformed-line" } };', 'reason: "changed-line" } };', "a value that no log can hold is named"),

  documents("if (!isAbout(document, proof.batch.code))", "if (false)", "a document is of this batch"),
  documents("if (kind !== lineKind(line))", "if (false)", "a document is of the line's kind"),
  documents('document.verdict === (line.args.verdict === 1 ? "pass" : "fail")', "true", "a verdict is the chain's"),
  documents("document.amends !== line.args.amended ||", "", "an amendment names the line that the chain does"),
  documents(
    " || (document.index ?? 0) !== amendedIndex(line.args)",
    "",
    "an amendment names the step of a series that the chain does",
  ),
  documents("amendsCreation !== (document.batch !== undefined) || ", "", "a batch is told where a batch is due"),
  documents(" || amendsCreation === (document.step !== undefined)", "", "a step is told where a step is due"),
  documents(
    "document.batch && created ? quantityFault(created, document.batch) : undefined",
    "undefined",
    "no amendment changes what the chain says of the quantity",
  ),
  documents("quantity === args.quantity && unitMatches", "unitMatches", "a quantity is the chain's"),
  documents(" && unitMatches ?", " ?", "a unit is the chain's"),
  documents(
    'if (line.event === "Amended" && !amendments.has(seq)) {',
    "if (false) {",
    "an amendment of another's line is none",
  ),
  documents(
    'reason === undefined ? "passed" : statements.has(seq) ? "withheld" : "failed"',
    'reason === undefined ? "passed" : "failed"',
    "a stranger's document of another batch does not condemn this one",
  ),
  documents(
    'outcome: isOfStatement ? "withheld" : "failed"',
    'outcome: "failed"',
    "a stranger's wrong size of a file does not condemn a batch",
  ),
  documents('isOfStatement ? "statement-without-file" : ', "", "a stranger's missing file does not count"),
  documents('statements.has(seq) ? "statement-without-document" : ', "", "a stranger's missing record does not count"),
  statements(" && args.actor !== custodian", "", "the holder's own lines are the batch's"),
  statements(
    'if (event === "CustodyAccepted") custodian',
    "if (false) custodian",
    "whoever took a batch over holds it",
  ),

  codec("fatal: true", "fatal: false", "bytes that are no UTF-8 are no text"),
  codec("log.topics.length !== indexed.length + 1 || ", "", "a log that lacks a topic is refused"),
  codec(" || log.data.length < dataLength", "", "a log that has too few words is refused"),
  codec(
    "if (!(start + length * digits <= data.length))",
    "if (false)",
    "a text or a list that is cut short is refused",
  ),

  names("strange.filter(({ line }) => line <= last)", "strange", "a node that is behind accuses nobody"),
  names("isKnown(line.account) && !found.has(keyOf(line))", "false", "a line about a name is the contract's own"),
  names(
    "[account, author, line, digest, roles, timestamp]",
    "[account, author, line, digest]",
    "a name is confirmed by whom the chain says",
  ),
  names('(told.get(account)?.telling ?? "none") !== "none"', "true", "a node that tells nothing disproves nothing"),
  names("if (actual !== digest) return", "if (false) return", "a profile is the one that was anchored"),
  names('if (tellings.has("none"))', "if (false)", "a node that tells no names is said to"),
  names('if (tellings.has("some"))', "if (false)", "a node that may hide what came later is said to"),
  names(
    "at: naming(account, Number(line.args.line))",
    "at: naming(account, Number.POSITIVE_INFINITY)",
    "a line is under the name of its time",
  ),
  names(
    "isConfirmed: (inForce?.confirmedBy.length ?? 0) > 0",
    "isConfirmed: true",
    "who confirms may itself be unconfirmed",
  ),
  asking("isTooLong && about.length > 1", "false", "nobody loses its name by another's many lines"),
  asking('blocks.size > 0 ? "some" : "none"', '"all"', "a node that does not tell all is said not to"),
  asking("lines.filter((line) => line.account === account)", "[]", "what a node tells of an account is its name"),
  reader(
    "if (!accounts.includes(account))",
    "if (false)",
    "a node that gives what it was not asked for is not believed",
  ),
  reader(" || log.address !== contract.toLowerCase()", "", "a log of another contract is not the contract's"),

  profile("profile?.account === account ? profile : undefined", "profile", "nobody goes by another's profile"),
  profile("!HIDDEN.test(value)", "true", "no name has hidden characters"),
  profile('value === value.trim().normalize("NFC")', "true", "a name is written in one way"),
  profile("(en ?? zh) !== undefined", "true", "a profile names somebody"),
  profile(".refine(hasCheckDigit", ".refine(() => true", "a location number has its check digit"),
  profile("{ protocol: /^https?$/ }", "{}", "a website is one of the web"),
  profiles(" || line.line > asOf", "", "a name as of a line is not of later ones"),
  profiles("line.line > (latest.get(line.author)?.line ?? 0)", "true", "of each author the latest line counts"),
  profiles(".filter(({ digest }) => digest !== NOTHING)", "", "what was taken back does not count"),
  profiles(" && (roles & OFFICERS) !== 0", "", "only officers confirm"),
  profiles("(a, b) => b.line - a.line", "(a, b) => a.line - b.line", "the latest officer's word counts"),
  profiles("own && own !== last.digest ? own : null", "null", "what an account says otherwise stands beside"),

  mirrored(" and earlier.line <= moment.value ->> 'line'", "", "a proof has what was said as of its lines"),
  mirrored("moment.key, earlier.author", "moment.key", "a proof has every author's latest word"),
  {
    file: "indexer/project-administration.ts",
    replace: "statements.putProfile.run(args);",
    by: "",
    tests: ["test/indexer/profiles.test.ts"],
    guarantee: "who was described is mirrored",
  },
  {
    file: "indexer/statements.ts",
    replace: '"parties", "profiles"].map',
    by: '"parties"].map',
    tests: ["test/indexer/profiles.test.ts"],
    guarantee: "a reorganisation takes back who was described",
  },
  {
    file: "store/files/stored-files.ts",
    replace: "    or exists (select 1 from profiles where digest = ${sha256})\n",
    by: "",
    tests: ["test/indexer/profiles.test.ts"],
    guarantee: "a profile that a line names is not collected",
  },
  {
    file: "store/files/stored-files.ts",
    replace: 'whereRef("profiles.digest", "=", "files.sha256")',
    by: 'where("profiles.digest", "=", "")',
    tests: ["test/indexer/profiles.test.ts"],
    guarantee: "a profile whose line has arrived is named",
  },
  {
    file: "api/system/rpc-methods.ts",
    replace: "events.every((event) => RARE.has(event)) && !!subjects?.length && subjects.every(isNamed)",
    by: "events.every((event) => RARE.has(event))",
    tests: ["test/api/rpc.test.ts"],
    guarantee: "nobody has all lines about names, roles and beginnings looked for in all blocks",
  },
  {
    file: "web/certificate/examine.ts",
    replace: "verification.checks.some(isBound) ? ",
    by: "true ? ",
    tests: ["test/web/examine.test.ts"],
    guarantee: "a certificate of another batch is none of this one",
  },
  {
    file: "domain/batches/get-proof.ts",
    replace: "[...moments, ...theirs]",
    by: "moments",
    tests: ["test/api/documents/profiles.test.ts"],
    guarantee: "a proof names those who confirm",
  },
];
