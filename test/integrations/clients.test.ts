/** With what a look was made, by its user agent; and from which country, by its address. */
import { describe, expect, test } from "vitest";
import { embeddedClients } from "../../integrations/geolocation/clients.ts";

const { isBot, deviceOf, regionOf } = embeddedClients();
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

test.each([
  ["2409:8900:1234:5::/64", "CN", "China Mobile"],
  ["2409:8a00::1", "CN", "China Mobile"],
  ["240e:3b7:1::9", "CN", "China Telecom"],
  ["240e:400::/64", "CN", "China Telecom"],
  ["2408:8400::1", "CN", "China Unicom"],
  ["2001:da8::1", "CN", "CERNET"],
  ["2a02:8108::1", "DE", "Vodafone"],
  ["2600:1700::1", "US", "AT&T"],
  ["2401:4900::1", "IN", "Airtel"],
])("%s is counted as %s (%s), and nothing is judged by it", (address, country) => {
  expect(regionOf({ address, userAgent: "" })).toEqual({ country, dependable: false });
});

test("an IPv4 address's country can be judged by", () => {
  expect(regionOf({ address: "114.114.114.114", userAgent: "" })).toEqual({ country: "CN", dependable: true });
});

test.each([
  "::",
  "::1",
  "fe80::1",
  "fe80::1%eth0",
  "fc00::1",
  "fd12:3456::1",
  "ff02::1",
  "2001:db8::1",
  "2001:db8::/64",
  "3fff::1",
  "100::1",
  "2001::1",
  "2001:20::1",
  "2002:808:808::1",
  "64:ff9b::808:808",
  "2409:8900:::1",
  "2409:8900",
  "g409::1",
])("%s is nobody's country", (address) => {
  expect(regionOf({ address, userAgent: "" })).toBeNull();
});
