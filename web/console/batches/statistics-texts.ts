/** Names of countries in a language, where the browser has them. */
function regionsIn(locale: string, other: string): (region: string) => string {
  return (region) => {
    if (!/^[A-Z]{2}$/.test(region)) return region === "Other" ? other : region;
    try {
      return new Intl.DisplayNames(locale, { type: "region" }).of(region) ?? region;
    } catch {
      return region;
    }
  };
}

/** Texts of statistics, in English; the others have the same names. */
const en = {
  title: "Statistics",
  back: "To the batch",
  period: "Of",
  periods: {
    all: "all times",
    day: "the last day",
    week: "the last week",
    month: "the last 30 days",
    year: "the last year",
  },
  scans: "Looks",
  visitors: "Visitors, each once a day",
  duration: "How long on average",
  seconds: (count: number) => `${count} s`,
  downloads: "Downloads of certificates",
  rating: "Rating",
  noScans: "Nobody has looked at it in this time.",
  byDay: "Looks by day (UTC)",
  day: "Day",
  byRegion: "Looks by country",
  region: "Country",
  regionOf: regionsIn("en", "others and unknown"),
  byDevice: "Looks by device",
  device: "Device",
  anomalies: (count: number) =>
    count === 1 ? "1 thing is odd about its scans" : `${count} things are odd about its scans`,
  anomalyTable: "What is odd",
  what: "What",
  from: "From",
  to: "To",
  feedback: "What shoppers said",
  noFeedback: "Nobody has said anything yet.",
  stars: (rating: number) => `${rating} of 5`,
};

const zh: typeof en = {
  title: "统计",
  back: "返回批次",
  period: "时间范围",
  periods: { all: "全部", day: "最近 1 天", week: "最近 7 天", month: "最近 30 天", year: "最近 1 年" },
  scans: "查看次数",
  visitors: "访客（每人每日计一次）",
  duration: "平均停留",
  seconds: (count) => `${count} 秒`,
  downloads: "证书下载",
  rating: "评分",
  noScans: "该时段内无人查看。",
  byDay: "每日查看次数（UTC）",
  day: "日期",
  byRegion: "按国家或地区",
  region: "国家或地区",
  regionOf: regionsIn("zh-CN", "其他及未知"),
  byDevice: "按设备",
  device: "设备",
  anomalies: (count) => `扫码存在 ${count} 项异常`,
  anomalyTable: "异常明细",
  what: "异常",
  from: "起",
  to: "止",
  feedback: "消费者评价",
  noFeedback: "尚无评价。",
  stars: (rating) => `${rating} 分（满分 5 分）`,
};

/** In both languages. */
export const STATISTICS_TEXTS = { en, zh };
