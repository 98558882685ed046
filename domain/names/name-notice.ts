/** What is said beside a name that nobody confirmed, where somebody else's looks the same. */
export const NAME_NOTICE = {
  en: "Another account has a name that looks the same; this one is not confirmed.",
  zh: "另有账户的名称看起来与此相同；此名称未经确认。",
} as const;
