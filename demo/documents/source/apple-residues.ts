// Pesticide residue report of the apple batch.
import { conclusion, facts, heading, open, page, save, section, table, themes, write } from "./layout.ts";
import { letterhead } from "./letterhead.ts";
import { signatures, stamp } from "./marks.ts";

const substances: [string, string, string, string][] = [
  ["Acetamiprid", "啶虫脒", "135410-20-7", "LC-MS/MS"],
  ["Boscalid", "啶酰菌胺", "188425-85-6", "LC-MS/MS"],
  ["Captan", "克菌丹", "133-06-2", "GC-MS/MS"],
  ["Carbendazim", "多菌灵", "10605-21-7", "LC-MS/MS"],
  ["Chlorantraniliprole", "氯虫苯甲酰胺", "500008-45-7", "LC-MS/MS"],
  ["Chlorpyrifos", "毒死蜱", "2921-88-2", "GC-MS/MS"],
  ["Difenoconazole", "苯醚甲环唑", "119446-68-3", "LC-MS/MS"],
  ["Diphenylamine", "二苯胺", "122-39-4", "GC-MS/MS"],
  ["Fludioxonil", "咯菌腈", "131341-86-1", "LC-MS/MS"],
  ["Imidacloprid", "吡虫啉", "138261-41-3", "LC-MS/MS"],
  ["Phosmet", "亚胺硫磷", "732-11-6", "LC-MS/MS"],
  ["Pyraclostrobin", "吡唑醚菌酯", "175013-18-0", "LC-MS/MS"],
  ["Pyrimethanil", "嘧霉胺", "53112-28-0", "GC-MS/MS"],
  ["Thiabendazole", "噻菌灵", "148-79-8", "LC-MS/MS"],
  ["Thiacloprid", "噻虫啉", "111988-49-9", "LC-MS/MS"],
  ["Trifloxystrobin", "肟菌酯", "141517-21-7", "LC-MS/MS"],
];

export async function appleResidues(folder: string): Promise<void> {
  const theme = themes.blue;
  const number = "FSL-2023-0516-0123";
  const doc = open(
    "Pesticide Residue Analysis Report",
    "Batch AP20230515A123, Organic Red Apple",
    "2023-05-16T16:00:00Z",
  );
  let y = letterhead(doc, theme, "Food Safety Lab", "食品安全实验室", [
    `Report No. 报告编号  ${number}`,
    "Issued 签发日期  2023-05-16",
    "Page count 页数  1",
  ]);
  y = heading(doc, theme, "Pesticide Residue Analysis Report", "农药残留检测报告", y);
  y = section(doc, theme, "1  Sample  样品信息", y + 4);
  y = facts(
    doc,
    theme,
    [
      ["Product 产品", "Organic Red Apple 有机红苹果"],
      ["Batch code 批次", "AP20230515A123"],
      ["Producer 生产者", "Green Valley Farm"],
      ["Origin 产地", "California, USA"],
      ["Sampled 取样日期", "2023-05-16"],
      ["Tested 检测日期", "2023-05-16"],
      ["Sample mass 样品量", "2.0 kg (18 fruits)"],
      ["Condition 状态", "Intact, clean, 4 °C on receipt"],
    ],
    y,
  );
  y = section(doc, theme, "2  Method  检测方法", y);
  y = write(
    doc,
    "QuEChERS extraction with acetonitrile, citrate-buffered partition and dispersive SPE clean-up; determination by LC-MS/MS and GC-MS/MS (EN 15662). Quantification with matrix-matched calibration. LOQ: limit of quantification.",
    page.left,
    y,
    { size: 8.2, gap: -1 },
  );
  y = write(
    doc,
    "采用 QuEChERS 前处理，液相色谱-串联质谱及气相色谱-串联质谱测定（EN 15662），基质匹配标准曲线定量。",
    page.left,
    y + 1,
    { size: 7.6, color: "#5c6773" },
  );
  y = section(doc, theme, "3  Results  检测结果", y + 7);
  y = table(
    doc,
    theme,
    [
      { title: "No.\n序号", width: 30, align: "center" },
      { title: "Substance\n项目", width: 107 },
      { title: "Chinese name\n中文名称", width: 85 },
      { title: "CAS No.\nCAS 号", width: 78, align: "center" },
      { title: "Technique\n仪器", width: 65, align: "center" },
      { title: "LOQ, mg/kg\n定量限", width: 63, align: "center" },
      { title: "Result\n结果", width: 55.28, align: "center" },
    ],
    substances.map(([name, chinese, cas, technique], i) => [
      String(i + 1),
      name,
      chinese,
      cas,
      technique,
      "0.010",
      "< LOQ",
    ]),
    y,
    14.4,
  );
  y = conclusion(
    doc,
    theme,
    "PASSED",
    "4  Conclusion  检测结论",
    ["No residues detected at or above the limit of quantification.", "所检项目均未检出，判定为合格。"],
    y,
  );
  signatures(
    doc,
    [
      ["Analysis 检测", "Analyst 01 / 检测员 01"],
      ["Review 审核", "Reviewer 01 / 审核员 01"],
      ["Approval 批准", "Approver 01 / 批准人 01"],
    ],
    y + 18,
  );
  stamp(doc, page.right - 50, y + 30, "FOOD SAFETY LAB", "PASSED", theme.main);
  write(doc, "The results apply to the sample as received.  结果仅对所检样品负责。", page.left, 780, {
    size: 7,
    color: "#5c6773",
  });
  await save(doc, theme, number, `${folder}/apple-pesticide-residue-report.pdf`);
}
