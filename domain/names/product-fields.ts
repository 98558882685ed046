/** Fields of goods that labels have by law or habit, in both languages; any other is shown as it was recorded. */
export const PRODUCT_FIELDS = {
  en: {
    productionDate: "Date of production",
    standard: "Product standard",
    productionLicense: "Production licence",
    netContent: "Net content",
    ingredients: "Ingredients",
    specification: "Specification",
    approvalNumber: "Approval number",
    marketingAuthorizationHolder: "Marketing authorisation holder",
    cmaNumber: "CMA number of the laboratory",
    phone: "Phone",
    address: "Address",
    complaints: "Complaints",
    role: "Of",
  },
  zh: {
    productionDate: "生产日期",
    standard: "执行标准",
    productionLicense: "生产许可证编号",
    netContent: "净含量",
    ingredients: "配料",
    specification: "规格",
    approvalNumber: "批准文号",
    marketingAuthorizationHolder: "上市许可持有人",
    cmaNumber: "检验机构 CMA 编号",
    phone: "联系电话",
    address: "地址",
    complaints: "投诉电话",
    role: "评估对象",
  },
};

/** Fields that only medicines have. */
const MEDICINE_FIELDS: readonly string[] = ["approvalNumber", "marketingAuthorizationHolder"];

/** What labels say of the goods themselves, in the order of a label. */
export const LABEL_FIELDS: readonly FieldName[] = [
  "productionDate",
  "netContent",
  "specification",
  "ingredients",
  "standard",
  "productionLicense",
  "approvalNumber",
  "marketingAuthorizationHolder",
];

/** How whoever answers for the goods is reached. */
export const CONTACT_FIELDS: readonly FieldName[] = ["address", "phone", "complaints"];

/** A field of goods by name. */
export type FieldName = keyof typeof PRODUCT_FIELDS.en;

/** The field that a record's own word for it means: its name, or what it is called in either language. */
export function productField(name: string): FieldName | undefined {
  const plain = name.trim().toLowerCase();
  return (Object.keys(PRODUCT_FIELDS.en) as FieldName[]).find((field) =>
    [field, PRODUCT_FIELDS.en[field], PRODUCT_FIELDS.zh[field]].some((word) => word.toLowerCase() === plain),
  );
}

/** Whether goods with these fields are a medicine. */
export function isMedicine(fields: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(fields).some((name) => MEDICINE_FIELDS.includes(productField(name) ?? name));
}
