// Temperature log of the refrigerated transport (Chinese), with a line chart.
import {
  conclusion,
  type Doc,
  facts,
  grey,
  heading,
  open,
  page,
  save,
  section,
  table,
  themes,
  write,
} from "./layout.ts";
import { letterhead } from "./letterhead.ts";
import { signatures, stamp } from "./marks.ts";

// One reading each 15 minutes from 10:00 to 17:00; door open at 10:00 and 17:00.
const cargo = [
  11.6, 11.2, 10.8, 10.5, 10.3, 10.1, 10.0, 9.9, 9.8, 9.9, 9.7, 9.8, 10.0, 9.9, 10.1, 10.3, 10.2, 10.0, 9.9, 9.8, 9.7,
  9.8, 9.9, 9.8, 9.9, 10.0, 9.9, 10.2, 10.6,
];
const air = [
  11.9, 10.2, 9.4, 9.0, 8.8, 9.3, 9.7, 9.1, 8.9, 9.5, 9.2, 8.8, 9.6, 9.3, 9.9, 10.4, 9.5, 9.0, 9.4, 9.1, 8.8, 9.4, 9.1,
  9.5, 9.0, 9.4, 9.2, 10.1, 11.4,
];
const humidity = [
  86, 87, 88, 88, 89, 89, 90, 90, 90, 89, 90, 90, 91, 90, 89, 88, 89, 90, 90, 91, 90, 90, 91, 90, 90, 89, 90, 88, 86,
];
const places: [number, string][] = [
  [0, "寿光 装车"],
  [9, "滨州"],
  [15, "沧州 停车检查"],
  [22, "天津"],
  [28, "新发地 卸货"],
];
const low = 8;
const high = 12;

const clock = (i: number) =>
  `${String(10 + Math.floor(i / 4)).padStart(2, "0")}:${String((i % 4) * 15).padStart(2, "0")}`;

function chart(doc: Doc, y: number): number {
  const left = page.left + 26;
  const width = page.right - left - 8;
  const height = 142;
  const x = (i: number) => left + (i / (cargo.length - 1)) * width;
  const level = (t: number) => y + height - ((t - 6) / 8) * height;
  doc.rect(left, level(high), width, level(low) - level(high)).fill("#e7f4ea");
  for (let t = 6; t <= 14; t += 2) {
    doc
      .moveTo(left, level(t))
      .lineTo(left + width, level(t))
      .lineWidth(0.4)
      .stroke("#ccd4dc");
    write(doc, `${t} °C`, page.left - 8, level(t) - 5, { size: 7, color: grey, width: 30, align: "right" });
  }
  for (let i = 0; i < cargo.length; i += 4) {
    doc
      .moveTo(x(i), y)
      .lineTo(x(i), y + height)
      .lineWidth(0.3)
      .stroke("#dfe5ea");
    write(doc, clock(i), x(i) - 16, y + height + 4, { size: 7, color: grey, width: 32, align: "center" });
  }
  doc.save().dash(4, { space: 3 }).lineWidth(0.9);
  for (const t of [low, high])
    doc
      .moveTo(left, level(t))
      .lineTo(left + width, level(t))
      .stroke("#b3261e");
  doc.undash().restore();
  write(doc, `上限 ${high} °C`, left + 5, level(high) - 11, { size: 7, color: "#b3261e" });
  write(doc, `下限 ${low} °C`, left + 5, level(low) + 1.5, { size: 7, color: "#b3261e" });
  for (const [series, color, weight] of [
    [air, "#5aa0cf", 1.1],
    [cargo, "#9c2b22", 1.9],
  ] as const) {
    for (const [i, t] of series.entries()) {
      if (i === 0) doc.moveTo(x(i), level(t));
      else doc.lineTo(x(i), level(t));
    }
    doc.lineWidth(weight).lineJoin("round").stroke(color);
  }
  for (const [i, name] of places) {
    doc.circle(x(i), level(cargo[i] as number), 3).fillAndStroke("#ffffff", "#9c2b22");
    const shift = i === 0 ? 4 : i === 28 ? -74 : -35;
    write(doc, name, x(i) + shift, y + 3, {
      size: 7.2,
      width: 70,
      align: i === 0 ? "left" : i === 28 ? "right" : "center",
    });
    doc
      .moveTo(x(i), y + 16)
      .lineTo(x(i), level(cargo[i] as number) - 4)
      .lineWidth(0.5)
      .dash(1.5, { space: 2 })
      .stroke("#8793a0")
      .undash();
  }
  doc.rect(left, y, width, height).lineWidth(0.6).stroke("#8793a0");
  const key = y + height + 19;
  doc
    .moveTo(left + 120, key + 5)
    .lineTo(left + 142, key + 5)
    .lineWidth(1.9)
    .stroke("#9c2b22");
  write(doc, "货物温度（箱内探头）", left + 147, key, { size: 7.4 });
  doc
    .moveTo(left + 260, key + 5)
    .lineTo(left + 282, key + 5)
    .lineWidth(1.1)
    .stroke("#5aa0cf");
  write(doc, "厢内空气温度", left + 287, key, { size: 7.4 });
  return key + 20;
}

export async function tomatoColdChain(folder: string): Promise<void> {
  const theme = themes.teal;
  const number = "LL-20240116-018";
  const doc = open("冷链运输温度记录", "寿光至北京新发地，2024-01-16", "2024-01-16T10:00:00Z", "zh-CN");
  let y = letterhead(doc, theme, "寿光冷链物流示范车队", "Shouguang Cold Chain Fleet", [
    `记录编号 Log No.  ${number}`,
    "运输日期 Date  2024-01-16",
    "记录间隔 Interval  15 min",
  ]);
  y = heading(doc, theme, "冷链运输温度记录", "Cold Chain Temperature Log", y);
  y = section(doc, theme, "一、运输信息", y + 4);
  y = facts(
    doc,
    theme,
    [
      ["货物", "番茄，纸箱包装，5 kg/箱"],
      ["数量", "480 箱，20 托盘"],
      ["起点", "山东省寿光市"],
      ["终点", "北京新发地农产品批发市场"],
      ["装车时间", "2024-01-16 10:00"],
      ["到达时间", "2024-01-16 17:00"],
      ["车辆", "冷藏车，车厢已预冷"],
      ["承运岗位", "驾驶员 01、押运员 01"],
      ["温度设定", "10 °C（允许 8–12 °C）"],
      ["记录仪", "双探头，编号 T-07，校准有效"],
    ],
    y,
    62,
  );
  y = section(doc, theme, "二、温度曲线", y);
  y = chart(doc, y + 2);
  y = section(doc, theme, "三、整点与半点读数", y);
  const cells = (i: number) =>
    i < cargo.length
      ? [clock(i), (cargo[i] as number).toFixed(1), (air[i] as number).toFixed(1), String(humidity[i])]
      : ["", "", "", ""];
  const half = [
    { title: "时间", width: 50, align: "center" as const },
    { title: "货物 °C", width: 62, align: "center" as const },
    { title: "空气 °C", width: 62, align: "center" as const },
    { title: "湿度 %", width: 67.64, align: "center" as const },
  ];
  y = table(
    doc,
    theme,
    [...half, ...half],
    [0, 2, 4, 6, 8, 10, 12, 14].map((i) => [...cells(i), ...cells(i + 16)]),
    y,
    14.6,
  );
  const mean = cargo.reduce((sum, t) => sum + t, 0) / cargo.length;
  y = conclusion(
    doc,
    theme,
    "合格",
    "四、结论",
    [
      `货物温度最低 ${Math.min(...cargo).toFixed(1)} °C，最高 ${Math.max(...cargo).toFixed(1)} °C，平均 ${mean.toFixed(1)} °C，`,
      "全程处于 8–12 °C 允许范围内，未出现超温报警。",
    ],
    y,
  );
  signatures(
    doc,
    [
      ["记录", "记录员 01"],
      ["交货", "押运员 01"],
      ["收货", "收货员 01"],
    ],
    y + 14,
  );
  stamp(doc, page.right - 50, y + 26, "冷链物流示范车队", "温度合格", theme.main);
  await save(doc, theme, number, `${folder}/tomato-cold-chain-log.pdf`);
}
