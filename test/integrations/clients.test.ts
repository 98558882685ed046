/** With what a look was made, by its user agent. */
import { describe, expect, test } from "vitest";
import { embeddedClients } from "../../integrations/geolocation/clients.ts";

const { isBot, deviceOf } = embeddedClients();
const client = (userAgent: string) => ({ address: "203.0.113.1", userAgent });

describe("an app that names its HTTP library alone", () => {
  test.each([
    ["okhttp/4.12.0", "Android"],
    ["Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Build/UD1A)", "Android"],
    ["Shop/5 CFNetwork/1494.0.7 Darwin/23.4.0", "iOS"],
    ["Shop/5.1 (com.example.shop; build:7; iOS 17.4.0) Alamofire/5.9.1", "iOS"],
    ["Dart/3.4 (dart:io)", "Web"],
  ])("%s is somebody's in the hand, by %s", (userAgent, device) => {
    expect([isBot(client(userAgent)), deviceOf(client(userAgent))]).toEqual([false, device]);
  });
});

test.each([
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.49", "iOS"],
  ["Mozilla/5.0 (Linux; Android 14; 23127PN0CC) AppleWebKit/537.36 Chrome/122 Mobile Safari/537.36", "Android"],
  ["Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 ArkWeb/4.1 Mobile", "Android"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15", "Web"],
  ["Shop/5 (Macintosh) CFNetwork/1494.0.7 Darwin/23.4.0", "Web"],
])("%s is a person's browser or app: %s", (userAgent, device) => {
  expect([isBot(client(userAgent)), deviceOf(client(userAgent))]).toEqual([false, device]);
});

test.each([
  "Googlebot/2.1 (+http://www.google.com/bot.html)",
  "curl/8.9.1",
  "python-requests/2.32.3",
  "Go-http-client/2.0",
  "examplebot okhttp/4.9.3",
  "SomeCrawler/1.0 CFNetwork/1494.0.7",
])("%j is a program", (userAgent) => {
  expect(isBot(client(userAgent))).toBe(true);
});
