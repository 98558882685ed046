/** Texts of transformations, in English; the others have the same names. */
const en = {
  title: "Make something of batches",
  lead: "Choose what goes in among the batches that you hold, and say what comes out. Each output becomes a batch of its own.",
  back: "To the batch",
  inputs: "What goes in",
  input: "Input",
  addInput: "Another input",
  batch: "Batch",
  choose: "Choose…",
  quantity: "How much",
  outputs: "What comes out",
  output: "Output",
  addOutput: "Another output",
  name: "What it is",
  code: "Batch code",
  codeHelp: "Made for you where you leave it empty",
  how: "What was done",
  description: "Description",
  location: "Where",
  make: "Make them",
  graph: "What goes in on the left, what comes out on the right; the same is in the fields below",
  gain: (before: string, after: string, unit: string) =>
    `More comes out than goes in: ${before} ${unit} in, ${after} ${unit} out. The record will say so.`,
  made: "Made",
};

const zh: typeof en = {
  title: "投料加工",
  lead: "请在您持有的批次中选择投入批次，并填写产出。每项产出将成为独立批次。",
  back: "返回批次",
  inputs: "投入批次",
  input: "投入",
  addInput: "再加一项投入",
  batch: "批次",
  choose: "请选择……",
  quantity: "数量",
  outputs: "产出批次",
  output: "产出",
  addOutput: "再加一项产出",
  name: "名称",
  code: "批次号",
  codeHelp: "留空则自动生成",
  how: "加工内容",
  description: "说明",
  location: "地点",
  make: "登记投料加工",
  graph: "左侧为投入，右侧为产出；与下方填写内容相同",
  gain: (before, after, unit) => `产出多于投入：投入 ${before} ${unit}，产出 ${after} ${unit}。记录中将注明。`,
  made: "已产出",
};

/** In both languages. */
export const TRANSFORM_TEXTS = { en, zh };
