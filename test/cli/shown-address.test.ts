import { expect, test } from "vitest";
import { shownAddress } from "../../src/cli/print/shown-address.ts";

test.each([
  ["https://api.anthropic.com", "https://api.anthropic.com"],
  ["http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1/"],
  ["https://me:secret@proxy.example/x?key=secret#secret", "https://proxy.example/x"],
  ["me:secret@proxy", "an address that is none of http or https"],
  ["no address, secret", "an address that is none of http or https"],
])("%s", (address, shown) => {
  expect(shownAddress(address)).toBe(shown);
  expect(shownAddress(address)).not.toContain("secret");
});
