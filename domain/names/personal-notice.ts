/** What is said where something that cannot be taken back seems to hold a number by which a person is known. */
export const PERSONAL_NOTICE = {
  en: {
    "identity-card": "This holds what looks like an identity card's number: what is recorded cannot be taken back",
    phone: "This holds what looks like a mobile phone's number: what is recorded cannot be taken back",
  },
  zh: {
    "identity-card": "内容疑似含身份证号：写入后无法删除，请勿填写个人信息",
    phone: "内容疑似含手机号：写入后无法删除，请勿填写个人信息",
  },
} as const;
