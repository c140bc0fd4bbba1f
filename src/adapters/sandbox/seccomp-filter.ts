/**
 * The system calls that a sandboxed program is refused though namespaces do not cover them, as a classic BPF
 * program for `bwrap --seccomp` (struct sock_filter, see the kernel's seccomp_filter documentation).
 *
 * Sockets: only those that a network namespace holds; others, vsock first of all, reach the machine's host
 * past it. Kernel keys and performance counters belong to the user, not to a namespace. io_uring makes sockets
 * without the call that is looked at here. Undefined for a processor whose call numbers we do not list.
 */
export function seccompFilter(arch: string): Buffer | undefined {
  const calls = CALLS[arch];
  if (calls === undefined) return undefined;
  const refused = [
    ...calls.refused.map((number) => ({ number, errno: EPERM })),
    { number: IO_URING_SETUP, errno: ENOSYS },
  ];
  const program: Instruction[] = [
    load(ARCH_OFFSET),
    skipIf(EQUAL, calls.auditArch, 1, 0),
    answer(REFUSE | ENOSYS),
    load(NUMBER_OFFSET),
    // The x32 calling convention of x64 has numbers of its own for the same calls.
    skipIf(AT_LEAST, X32_BIT, 0, 1),
    answer(REFUSE | ENOSYS),
    ...refused.flatMap(({ number, errno }) => [skipIf(EQUAL, number, 0, 1), answer(REFUSE | errno)]),
    skipIf(EQUAL, calls.socket, 1, 0),
    answer(ALLOW),
    load(FIRST_ARGUMENT_OFFSET),
    ...FAMILIES.flatMap((family) => [skipIf(EQUAL, family, 0, 1), answer(ALLOW)]),
    answer(REFUSE | EAFNOSUPPORT),
  ];
  return encode(program);
}

interface Calls {
  readonly auditArch: number;
  readonly socket: number;
  /** add_key, request_key, keyctl, perf_event_open, bpf, userfaultfd */
  readonly refused: readonly number[];
}

/** By `process.arch`; numbers of the kernel's syscall tables. */
const CALLS: Readonly<Record<string, Calls>> = {
  x64: { auditArch: 0xc000003e, socket: 41, refused: [248, 249, 250, 298, 321, 323] },
  arm64: { auditArch: 0xc00000b7, socket: 198, refused: [217, 218, 219, 241, 280, 282] },
};

/** The same on every processor, as all calls since Linux 5.1. */
const IO_URING_SETUP = 425;

/** AF_UNIX, AF_INET, AF_INET6, AF_NETLINK */
const FAMILIES = [1, 2, 10, 16];

const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;
const X32_BIT = 0x40000000;

const ALLOW = 0x7fff0000;
const REFUSE = 0x00050000;

/** Offsets in struct seccomp_data; of the argument the low half, on little-endian processors. */
const NUMBER_OFFSET = 0;
const ARCH_OFFSET = 4;
const FIRST_ARGUMENT_OFFSET = 16;

const EQUAL = 0x15;
const AT_LEAST = 0x35;

interface Instruction {
  readonly code: number;
  /** Instructions to skip when the comparison holds, and when it does not. */
  readonly yes: number;
  readonly no: number;
  readonly value: number;
}

function load(offset: number): Instruction {
  return { code: 0x20, yes: 0, no: 0, value: offset };
}

function skipIf(code: number, value: number, yes: number, no: number): Instruction {
  return { code, yes, no, value };
}

function answer(value: number): Instruction {
  return { code: 0x06, yes: 0, no: 0, value };
}

function encode(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(({ code, yes, no, value }, index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(yes, index * 8 + 2);
    bytes.writeUInt8(no, index * 8 + 3);
    bytes.writeUInt32LE(value, index * 8 + 4);
  });
  return bytes;
}
