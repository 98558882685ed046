// Sampling evaluation of the tomatoes (Chinese with English subtitles).
import { conclusion, facts, heading, open, page, save, section, table, themes, write } from "./layout.ts";
import { letterhead } from "./letterhead.ts";
import { signatures, stamp } from "./marks.ts";

const residues: [string, string, string][] = [
  ["毒死蜱", "Chlorpyrifos", "GB 23200.113"],
  ["腐霉利", "Procymidone", "GB 23200.113"],
  ["联苯菊酯", "Bifenthrin", "GB 23200.113"],
  ["多菌灵", "Carbendazim", "GB 23200.121"],
  ["吡虫啉", "Imidacloprid", "GB 23200.121"],
  ["啶虫脒", "Acetamiprid", "GB 23200.121"],
  ["嘧菌酯", "Azoxystrobin", "GB 23200.121"],
  ["烯酰吗啉", "Dimethomorph", "GB 23200.121"],
];

export async function tomatoInspection(folder: string): Promise<void> {
  const theme = themes.red;
  const number = "SGJC-2024-0115-006";
  const doc = open("番茄抽样检验报告", "山东寿光番茄，2024-01-15 采收", "2024-01-16T01:00:00Z", "zh-CN");
  let y = letterhead(doc, theme, "寿光果蔬质量检测站", "Shouguang Produce Quality Station", [
    `报告编号 Report No.  ${number}`,
    "签发日期 Issued  2024-01-16",
    "检验类别 Type  抽样检验 Sampling",
  ]);
  y = heading(doc, theme, "番茄抽样检验报告", "Sampling Inspection Report · Tomato", y);
  y = section(doc, theme, "一、样品信息  Sample", y + 4);
  y = facts(
    doc,
    theme,
    [
      ["产品 Product", "番茄（大果，红果）"],
      ["产地 Origin", "山东省寿光市"],
      ["采收日期 Harvested", "2024-01-15"],
      ["抽样日期 Sampled", "2024-01-15"],
      ["抽样方法 Sampling", "NY/T 2103，随机抽样"],
      ["样品量 Quantity", "3 kg（制样 1 kg）"],
      ["样品状态 Condition", "完好，无破损"],
      ["检验日期 Tested", "2024-01-15 至 01-16"],
    ],
    y,
  );
  y = section(doc, theme, "二、感官与品质  Sensory evaluation and quality", y);
  y = table(
    doc,
    theme,
    [
      { title: "项目\nItem", width: 128 },
      { title: "方法\nMethod", width: 92, align: "center" },
      { title: "检验结果\nResult", width: 183.28 },
      { title: "评定\nAssessment", width: 80, align: "center" },
    ],
    [
      ["感官等级 Sensory grade", "NY/T 940", "果形圆整，色泽均匀，无裂果", "特级"],
      ["成熟度 Ripeness", "目测", "红熟期，着色 ≥ 90 %", "符合"],
      ["单果质量 Fruit mass", "称量，20 个", "平均 182 g（168–197 g）", "符合"],
      ["可溶性固形物 Soluble solids", "NY/T 2637", "5.4 °Brix", "良好"],
    ],
    y,
  );
  y = section(doc, theme, "三、安全指标  Safety", y);
  y = table(
    doc,
    theme,
    [
      { title: "项目\nItem", width: 128 },
      { title: "方法\nMethod", width: 92, align: "center" },
      { title: "限量（mg/kg）\nLimit", width: 91, align: "center" },
      { title: "结果（mg/kg）\nResult", width: 92.28, align: "center" },
      { title: "判定\nVerdict", width: 80, align: "center" },
    ],
    [
      ["铅（以 Pb 计）Lead", "GB 5009.12", "0.1（GB 2762）", "0.012", "合格"],
      ["镉（以 Cd 计）Cadmium", "GB 5009.15", "0.05（GB 2762）", "0.006", "合格"],
      ["硝酸盐 Nitrate", "GB 5009.33", "—", "46", "实测值"],
    ],
    y,
  );
  y = section(doc, theme, "四、农药残留（按 GB 2763 判定）  Pesticide residues", y);
  y = table(
    doc,
    theme,
    [
      { title: "项目", width: 72 },
      { title: "Substance", width: 92 },
      { title: "方法 Method", width: 92, align: "center" },
      { title: "定量限 LOQ（mg/kg）", width: 100, align: "center" },
      { title: "结果", width: 64, align: "center" },
      { title: "判定", width: 63.28, align: "center" },
    ],
    residues.map(([name, english, method]) => [name, english, method, "0.01", "未检出", "合格"]),
    y,
    14.6,
  );
  y = conclusion(
    doc,
    theme,
    "合格",
    "五、检验结论  Conclusion",
    [
      "所检项目符合 GB 2762、GB 2763 的规定，判定为合格。",
      "The tested items comply with GB 2762 and GB 2763. Result: PASSED.",
    ],
    y,
  );
  signatures(
    doc,
    [
      ["检验 Tested by", "检测员 01 / Analyst 01"],
      ["审核 Reviewed by", "审核员 01 / Reviewer 01"],
      ["批准 Approved by", "批准人 01 / Approver 01"],
    ],
    y + 14,
  );
  stamp(doc, page.right - 50, y + 26, "寿光果蔬质量检测站", "检验专用");
  write(doc, "本报告仅对所检样品负责，部分复制无效。The results apply to the sample as received.", page.left, 782, {
    size: 7,
    color: "#5c6773",
  });
  await save(doc, theme, number, `${folder}/tomato-inspection-report.pdf`);
}
