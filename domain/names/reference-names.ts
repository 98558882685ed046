/** What the papers that go with goods are called: CBV 2.0's business transaction types. */

/** Their names by language. */
export const REFERENCE_NAMES: Readonly<Record<"en" | "zh", Readonly<Record<string, string>>>> = {
  en: {
    po: "Purchase order",
    poc: "Purchase order confirmation",
    prodorder: "Production order",
    desadv: "Despatch advice",
    recadv: "Receiving advice",
    bol: "Bill of lading",
    inv: "Invoice",
    rma: "Return authorisation",
    pedigree: "Pedigree",
    cert: "Certificate",
    testprd: "Test procedure",
    testres: "Test results",
    upevt: "Unpredicted event",
  },
  zh: {
    po: "采购订单",
    poc: "订单确认",
    prodorder: "生产订单",
    desadv: "发货通知",
    recadv: "收货通知",
    bol: "提单",
    inv: "发票",
    rma: "退货授权",
    pedigree: "谱系文件",
    cert: "证书",
    testprd: "检验规程",
    testres: "检验结果",
    upevt: "意外事件",
  },
};
