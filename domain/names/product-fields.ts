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
export const MEDICINE_FIELDS: readonly string[] = [
  "approvalNumber",
  "marketingAuthorizationHolder",
  "批准文号",
  "上市许可持有人",
];
