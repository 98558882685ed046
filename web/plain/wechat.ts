/** What it takes for labels to open in WeChat, for whoever runs an installation or prints labels. */
import { type PageAssets, plainHtml } from "../html.ts";
import { mastheadHtml } from "./masthead.ts";

/** The page about WeChat. */
export const wechatHtml = (assets: Pick<PageAssets, "style">) =>
  plainHtml(
    assets,
    {
      title: { zh: "在微信中使用 · 溯源", en: "Using it in WeChat · Suyuan" },
      description: {
        zh: "用微信扫一扫查看溯源信息，以及运营者需要准备什么。",
        en: "How journeys open in WeChat, and what that takes.",
      },
      indexed: true,
    },
    ({ language }) => BODIES[language],
    mastheadHtml,
  );

const BODIES = {
  zh: `<h1>在微信中使用</h1>
<h2>消费者</h2>
<ol>
<li>打开微信“扫一扫”，对准标签上的二维码。</li>
<li>页面会自行核验记录。若长时间空白，请点右上角“···”，选择“在浏览器打开”，或更新微信。</li>
<li>微信里收到的证书 PDF 请先保存到手机，再在“核验证书”页面中选择该文件。</li>
</ol>
<h2>运营者</h2>
<ol>
<li>网站须使用 HTTPS，域名须完成 ICP 备案，否则微信会拦截页面或提示风险。</li>
<li>在微信公众平台配置业务域名或 JS 接口安全域名时，平台会给出一个名为 <code>MP_verify_….txt</code> 的文件。把文件名中间的字符填入设置 <code>WECHAT_DOMAIN_VERIFICATION</code>，本站即在根目录提供该文件。</li>
<li>若希望扫标签直接打开小程序，请在小程序后台的“扫普通链接二维码打开小程序”中登记本站地址加 <code>/t/</code> 前缀；未安装小程序或未登记时，仍打开本网页。</li>
<li>标签上请写明“微信扫一扫，查看溯源信息”。</li>
</ol>`,
  en: `<h1>Using it in WeChat</h1>
<h2>Shoppers</h2>
<ol>
<li>Open “Scan” in WeChat, and point it at the code on the label.</li>
<li>The page verifies the records itself. If it stays blank, tap “···” in the corner and open it in a browser, or update WeChat.</li>
<li>Save a certificate’s PDF that you received in WeChat to the phone before you choose it on the page that checks certificates.</li>
</ol>
<h2>Operators</h2>
<ol>
<li>The site needs HTTPS and a domain with an ICP filing; otherwise WeChat blocks the page or warns of it.</li>
<li>For a domain of business or of the JS interface, WeChat’s console gives a file named <code>MP_verify_….txt</code>. Put the characters in the middle of its name into the setting <code>WECHAT_DOMAIN_VERIFICATION</code>, and this site serves the file.</li>
<li>For labels that open a mini program, register this site’s address with <code>/t/</code> as a prefix under “open the mini program from the QR code of a plain link”. Without it, the label opens this page as before.</li>
<li>Print “微信扫一扫，查看溯源信息” on the label.</li>
</ol>`,
} as const;
