import { describe, expect, test } from "vitest";
import { seccompFilter } from "../../../src/adapters/sandbox/seccomp-filter.ts";

const X64 = 0xc000003e;
const ARM64 = 0xc00000b7;
const I386 = 0x40000003;
const allowed = "allowed";

/** Numbers from the kernel's syscall tables (arch/x86/entry/syscalls, include/uapi/asm-generic/unistd.h). */
const cases: readonly (readonly [string, string, number, number, number, string | number])[] = [
  ["read", "x64", X64, 0, 0, allowed],
  ["socket AF_UNIX", "x64", X64, 41, 1, allowed],
  ["socket AF_INET", "x64", X64, 41, 2, allowed],
  ["socket AF_INET6", "x64", X64, 41, 10, allowed],
  ["socket AF_NETLINK", "x64", X64, 41, 16, allowed],
  ["socket AF_VSOCK", "x64", X64, 41, 40, 97],
  ["socket AF_ALG", "x64", X64, 41, 38, 97],
  ["keyctl", "x64", X64, 250, 0, 1],
  ["bpf", "x64", X64, 321, 0, 1],
  ["io_uring_setup", "x64", X64, 425, 0, 38],
  ["the x32 socket", "x64", X64, 0x40000000 + 41, 40, 38],
  ["a call of 32 bits", "x64", I386, 359, 40, 38],
  ["socket AF_VSOCK", "arm64", ARM64, 198, 40, 97],
  ["socket AF_INET", "arm64", ARM64, 198, 2, allowed],
  ["write", "arm64", ARM64, 64, 1, allowed],
  ["keyctl", "arm64", ARM64, 219, 0, 1],
];

describe("the filter, run as the kernel would", () => {
  test.each(cases)("%s on %s", (_name, arch, auditArch, call, argument, answer) => {
    const program = seccompFilter(arch);
    expect(program && run(program, { auditArch, call, argument })).toBe(answer);
  });
});

test("no filter for a processor whose numbers are not known", () => {
  expect(seccompFilter("riscv64")).toBeUndefined();
});

/** Classic BPF as far as the filter uses it: loads, two comparisons, return. */
function run(program: Buffer, data: { auditArch: number; call: number; argument: number }): string | number {
  const words = new Map([
    [0, data.call],
    [4, data.auditArch],
    [16, data.argument],
  ]);
  let held = 0;
  for (let at = 0; at < program.length / 8; at++) {
    const code = program.readUInt16LE(at * 8);
    const [yes, no] = [program.readUInt8(at * 8 + 2), program.readUInt8(at * 8 + 3)];
    const value = program.readUInt32LE(at * 8 + 4);
    if (code === 0x20) held = words.get(value) ?? 0;
    else if (code === 0x15) at += held === value ? yes : no;
    else if (code === 0x35) at += held >= value ? yes : no;
    else if (code === 0x06) return value === 0x7fff0000 ? allowed : value & 0xffff;
    else throw new Error(`no such instruction: ${code}`);
  }
  throw new Error("the program has no end");
}
