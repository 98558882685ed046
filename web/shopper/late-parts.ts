/** What of the page is fetched when it is needed: one script, so that what it shares with the first stays in one piece. */
export { showOrigins } from "./origins.ts";
export { VerificationPanel } from "./parts/checks/verification-panel.tsx";
export { CodeForm } from "./parts/code-form.tsx";
export { FeedbackForm } from "./parts/feedback-form.tsx";
export { PictureDialog } from "./parts/picture-dialog.tsx";
export { AboutGoods } from "./parts/product/about-goods.tsx";
export { Commitments } from "./parts/product/commitments.tsx";
export { ProductPage } from "./parts/product-page.tsx";
export { RouteMap } from "./parts/route/route-map.tsx";
export { showReadings } from "./readings.tsx";
