import type { Rule } from "../observations.ts";

/** Somebody's request for erasure was not answered within the month that the law gives (GDPR article 12(3)). */
export const erasureOverdue: Rule = ({ overdue: { count, first } }) => [
  {
    kind: "erasure-overdue",
    subject: "",
    verdict: !first
      ? "well"
      : {
          holds: 0,
          severity: "critical",
          title: { zh: "删除个人信息的请求逾期未处理", en: "a request for erasure is overdue" },
          details: { requests: count, first: first.id, dueAt: first.dueAt.toISOString() },
        },
  },
];
