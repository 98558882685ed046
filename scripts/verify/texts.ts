/** What `npm run verify` says in sum, in the language in which it explains each check. */
import type { ProofVerdict } from "../../proof/check.ts";
import type { Language } from "../../proof/messages.ts";

interface Texts {
  readonly verdicts: Readonly<Record<ProofVerdict, string>>;
  /** That the code asked for is another batch's, written otherwise. */
  readonly meant: (asked: string, own: string) => string;
  readonly sum: (code: string, verdict: string, endpoint: string) => string;
  readonly noEndpoint: string;
  readonly counts: (passed: number, failed: number, unseen: number) => string;
  readonly erased: (line: string, by: string, seq: number, reason: string) => string;
  readonly lineBy: (seq: string, actor: string) => string;
  readonly expected: string;
  readonly actual: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    verdicts: { verified: "VERIFIED", incomplete: "INCOMPLETE", failed: "FAILED" },
    meant: (asked, own) => `There is no batch ${asked}: this is ${own}. Compare it with the label.`,
    sum: (code, verdict, endpoint) => `${code}: ${verdict} against ${endpoint}`,
    noEndpoint: "no endpoint",
    counts: (passed, failed, unseen) => `${passed} passed, ${failed} failed, ${unseen} not shown here`,
    erased: (line, by, seq, reason) => `line ${line} was erased by ${by} (line ${seq}): ${reason}`,
    lineBy: (seq, actor) => `line ${seq}, by ${actor}`,
    expected: "expected",
    actual: "actual",
  },
  zh: {
    verdicts: { verified: "核验通过", incomplete: "核验通过，但内容不完整", failed: "核验未通过" },
    meant: (asked, own) => `没有编码为 ${asked} 的批次，已找到的是 ${own}，请与标签核对。`,
    sum: (code, verdict, endpoint) => `${code}：${verdict}（查询节点 ${endpoint}）`,
    noEndpoint: "无",
    counts: (passed, failed, unseen) => `通过 ${passed} 项，未通过 ${failed} 项，未展示 ${unseen} 项`,
    erased: (line, by, seq, reason) => `第 ${line} 条记录的内容由 ${by} 删除（见第 ${seq} 条记录）：${reason}`,
    lineBy: (seq, actor) => `第 ${seq} 条记录，记录方 ${actor}`,
    expected: "应为",
    actual: "实为",
  },
};
